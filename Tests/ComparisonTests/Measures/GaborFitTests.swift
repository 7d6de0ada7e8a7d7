import Comparison
import Testing
import _TestSupport

import func Glibc.cos
import func Glibc.sin

@Suite struct GaborFitTests {
  private static let colours: [SIMD3<Double>] = [
    SIMD3(1, 1, 1) / 3.0.squareRoot(), SIMD3(1, -1, 0) / 2.0.squareRoot(),
    SIMD3(1, 1, -2) / 6.0.squareRoot(), SIMD3(0.8, 0, -0.6),
  ]

  @Test(
    "parameters are found again under noise of 5 % of the root mean square",
    arguments: [2.5, 3, 4, 5, 6, 8], [1, 3])
  func truth(wavelength: Double, channels: Int) throws {
    var generator = SeededGenerator(seed: UInt64(wavelength * 10))
    for (turn, orientation) in stride(from: 0.0, to: 180, by: 7.5).enumerated() {
      for (step, phase) in stride(from: -135.0, through: 180, by: 45).enumerated() {
        let sigma = max(1.5, 0.4 * wavelength)
        let gabor = SampleGabor(
          x: .random(in: -1.5...1.5, using: &generator),
          y: .random(in: -1.5...1.5, using: &generator), sigmaU: sigma,
          sigmaV: sigma * .random(in: 0.8...1.5, using: &generator), orientation: orientation,
          wavelength: wavelength, phase: phase)
        let colour = Self.colours[(turn + step) % 4]
        let grey = gabor.filter()
        let clean = channels == 3 ? SampleFilters.tinted(grey, colour) : grey
        let filter = clean.with(
          noise: 0.05 * clean.rootMeanSquare, seed: UInt64(turn * 8 + step))
        let fit = try #require(GaborFit(filter))
        #expect(orientationDistance(fit.orientation, orientation) < 2)
        #expect(abs(fit.wavelength / wavelength - 1) < 0.05)
        #expect(fit.rSquared > 0.95)
        #expect(abs(fit.centreX - gabor.x) < 0.5 && abs(fit.centreY - gabor.y) < 0.5)
        if channels == 3 { #expect((fit.colour * colour).sum() > 0.995) }
      }
    }
  }

  @Test(
    "under noise of 5 % of the greatest weight, the orientation and what is not noise are found",
    arguments: [3.0, 4, 5, 6, 8])
  func noiseOfGreatest(wavelength: Double) throws {
    for (turn, orientation) in stride(from: 0.0, to: 180, by: 15).enumerated() {
      let gabor = SampleGabor(
        x: 0.7, y: -0.4, sigmaU: 0.5 * wavelength, sigmaV: 0.6 * wavelength,
        orientation: orientation, wavelength: wavelength, phase: Double(turn) * 30 - 150)
      let clean = SampleFilters.tinted(gabor.filter(), Self.colours[turn % 4])
      let greatest = clean.weights.reduce(0) { max($0, abs($1)) }
      let deviation = 0.05 * Double(greatest)
      let noise = deviation * deviation / (clean.rootMeanSquare * clean.rootMeanSquare)
      let fit = try #require(GaborFit(clean.with(noise: deviation, seed: UInt64(turn))))
      #expect(orientationDistance(fit.orientation, orientation) < 2)
      #expect(abs(fit.wavelength / wavelength - 1) < 0.05)
      #expect(fit.rSquared > 1 / (1 + noise) - 0.03)
    }
  }

  @Test(
    "neither side of the envelope is fitted with more than four times the other",
    arguments: [(0.8, 8.0), (8, 0.8), (1, 20)])
  func aspect(sigmaU: Double, sigmaV: Double) throws {
    let gabor = SampleGabor(sigmaU: sigmaU, sigmaV: sigmaV, orientation: 30, wavelength: 4)
    let fit = try #require(GaborFit(gabor.filter()))
    let aspect = fit.sigmaV / fit.sigmaU
    #expect((0.2499...4.001).contains(aspect))
    #expect((aspect > 1) == (sigmaV > sigmaU))
  }

  @Test("without noise every parameter is found", arguments: [20.0, 95, 160])
  func exact(orientation: Double) throws {
    let gabor = SampleGabor(
      x: 0.6, y: -1.2, sigmaU: 1.8, sigmaV: 2.4, orientation: orientation, wavelength: 4.5,
      phase: 70)
    let colour = SIMD3(0.6, -0.8, 0)
    // Of the two signs red over green is chosen where 6r + 4g is positive, as here.
    let fit = try #require(GaborFit(SampleFilters.tinted(gabor.filter(), 3 * colour)))
    #expect(abs(fit.centreX - 0.6) < 0.01)
    #expect(abs(fit.centreY + 1.2) < 0.01)
    #expect(abs(fit.sigmaU - 1.8) < 0.01)
    #expect(abs(fit.sigmaV - 2.4) < 0.01)
    #expect(abs(fit.orientation - orientation) < 0.05)
    #expect(abs(fit.wavelength - 4.5) < 0.02)
    #expect(abs(fit.phase - 70) < 0.5)
    #expect(abs(fit.amplitude - 3) < 0.02)
    #expect((fit.colour * colour).sum() > 0.99999)
    #expect(fit.rSquared > 0.9999)
  }

  @Test("the opposite colour is the same one with the phase half a turn on")
  func signs() throws {
    let grey = SampleGabor(orientation: 40, phase: 50).filter()
    let white = try #require(GaborFit(SampleFilters.tinted(grey, SIMD3(1, 1, 1))))
    let black = try #require(GaborFit(SampleFilters.tinted(grey, SIMD3(-1, -1, -1))))
    #expect(abs(white.phase - 50) < 0.5)
    #expect(abs(black.phase + 130) < 0.5)
    #expect(((white.colour - black.colour) * (white.colour - black.colour)).sum() < 1e-9)
    #expect(white.colour.x > 0)
  }

  @Test("one channel counts as three that are the same")
  func grey() throws {
    let grey = SampleGabor(orientation: 40, phase: 50).filter()
    let one = try #require(GaborFit(grey))
    let three = try #require(GaborFit(SampleFilters.tinted(grey, SIMD3(1, 1, 1))))
    #expect(abs(one.amplitude - 1.7320508) < 0.01)
    #expect(abs(one.amplitude - three.amplitude) < 1e-3)
    #expect(abs(one.phase - three.phase) < 0.01)
  }

  @Test("the function as a filter leaves the share that R² says", arguments: [1, 3])
  func residual(channels: Int) throws {
    let filter =
      channels == 3
      ? SampleFilters.noise(channels: 3, side: 9, seed: 4)
      : SampleGabor(orientation: 70, phase: -100).filter().with(noise: 0.2, seed: 5)
    let fit = try #require(GaborFit(filter))
    let model = fit.filter(like: filter)
    var (rest, energy) = (0.0, 0.0)
    for (weight, value) in zip(filter.weights, model.weights) {
      rest += Double(weight - value) * Double(weight - value)
      energy += Double(weight) * Double(weight)
    }
    #expect(abs(1 - rest / energy - fit.rSquared) < 1e-4)
    #expect(model.name == filter.name && model.channels == channels)
  }

  @Test("of random filters nine of ten stay below an R² of 0.3", arguments: [1, 3])
  func random(channels: Int) {
    let fits = (0..<100).compactMap {
      GaborFit(SampleFilters.noise(channels: channels, side: 11, seed: UInt64($0)))
    }
    #expect(fits.count == 100)
    #expect(fits.count { $0.rSquared < 0.3 } >= 90)
    #expect(fits.allSatisfy { $0.rSquared >= 0 && $0.wavelength >= 2 && $0.wavelength <= 22.001 })
  }

  @Test("filters that are not square are fitted")
  func oblong() throws {
    let gabor = SampleGabor(x: -2, y: 0.5, orientation: 110, wavelength: 4, phase: 20)
    let fit = try #require(GaborFit(gabor.filter(height: 7, width: 13)))
    #expect(orientationDistance(fit.orientation, 110) < 0.1)
    #expect(abs(fit.wavelength - 4) < 0.02)
    #expect(abs(fit.centreX + 2) < 0.02)
  }

  @Test("weights of any magnitude are fitted alike", arguments: [Float(1e-30), 1e-6, 1e30])
  func magnitudes(scale: Float) throws {
    let filter = SampleGabor(orientation: 25, phase: 10).filter()
    let scaled = Filter(
      name: "0", channels: 1, height: 11, width: 11, weights: filter.weights.map { scale * $0 })
    let fit = try #require(GaborFit(scaled))
    #expect(orientationDistance(fit.orientation, 25) < 0.05)
    #expect(abs(fit.amplitude / Double(scale) - 1.7320508) < 0.01)
  }

  @Test("small and constant filters and what is not finite have no fit")
  func nothing() {
    #expect(GaborFit(SampleFilters.noise(channels: 3, side: 4, seed: 1)) == nil)
    #expect(GaborFit(SampleFilters.grey { _, _ in 0 }) == nil)
    #expect(GaborFit(SampleFilters.grey { _, _ in 0.5 }) == nil)
    #expect(GaborFit(SampleFilters.grey { x, y in x == 0 && y == 0 ? .nan : 1 }) == nil)
    #expect(GaborFit(SampleFilters.grey { x, y in x == 0 && y == 0 ? .infinity : 1 }) == nil)
  }
}
