import Comparison
import Testing

import func Glibc.cos
import func Glibc.sin

@Suite struct SpectrumTests {
  @Test(
    "the peak of a wide grating is its orientation and frequency",
    arguments: [0.0, 12, 45, 77, 90, 101, 135, 170], [3.0, 4, 5.5])
  func peak(orientation: Double, wavelength: Double) throws {
    let gabor = SampleGabor(
      sigmaU: 3, sigmaV: 3, orientation: orientation, wavelength: wavelength, phase: 30)
    let spectrum = try #require(Spectrum(gabor.filter(height: 21, width: 21)))
    #expect(orientationDistance(spectrum.orientation, orientation) < 0.2)
    #expect(abs(spectrum.frequency * wavelength - 1) < 0.005)
    #expect(spectrum.crossPower < 1e-4)
  }

  @Test("the widths are those of the Gaussian that the envelope's spectrum is")
  func widths() throws {
    // Half of the power lies √(ln 2) / 2πσ from the peak: 0.044168 for σ = 3, at a frequency of 0.25.
    let gabor = SampleGabor(sigmaU: 3, sigmaV: 3, orientation: 30, wavelength: 4, phase: 90)
    let spectrum = try #require(Spectrum(gabor.filter(height: 25, width: 25)))
    // log2(0.294168 / 0.205832), and the angle whose chord of 0.25 is that long, on both sides.
    #expect(abs(try #require(spectrum.frequencyBandwidth) - 0.5152) < 0.01)
    #expect(abs(spectrum.orientationBandwidth - 20.272) < 0.2)
  }

  @Test("what each channel adds to all positions does not move the peak")
  func mean() throws {
    let pattern = SampleGabor(orientation: 60, wavelength: 4).filter()
    let raised = Filter(
      name: "0", channels: 1, height: 11, width: 11, weights: pattern.weights.map { $0 + 7 })
    let spectrum = try #require(Spectrum(pattern))
    let other = try #require(Spectrum(raised))
    #expect(abs(spectrum.orientation - other.orientation) < 1e-3)
    #expect(abs(spectrum.frequency - other.frequency) < 1e-5)
    #expect(other.lowShare > 0.85)
  }

  @Test("a checkerboard is high in frequency, and as strong across as along")
  func checkerboard() throws {
    let filter = SampleFilters.grey(height: 8, width: 8) { x, y in
      Int(x + y).isMultiple(of: 2) ? 1 : -1
    }
    let spectrum = try #require(Spectrum(filter))
    #expect(abs(spectrum.frequency - 0.7071) < 0.001)
    #expect(spectrum.highShare > 0.95)
    #expect(spectrum.crossPower > 0.99)
  }

  @Test("a single weight has white power: the shares are areas of circles")
  func white() throws {
    let filter = SampleFilters.grey { x, y in x == 0 && y == 0 ? 1 : 0 }
    let spectrum = try #require(Spectrum(filter))
    #expect(abs(spectrum.lowShare - 0.0707) < 0.003)
    #expect(abs(spectrum.highShare - 0.6152) < 0.003)
  }

  @Test("filters that are not square, of one row or column, have a peak")
  func oblong() throws {
    let row = SampleFilters.grey(height: 1, width: 16) { x, _ in cos(2 * .pi * x / 4) }
    let across = try #require(Spectrum(row))
    #expect(orientationDistance(across.orientation, 0) < 1e-6)
    #expect(abs(across.frequency - 0.25) < 0.005)
    let column = SampleFilters.grey(height: 16, width: 1) { _, y in cos(2 * .pi * y / 4) }
    #expect(orientationDistance(try #require(Spectrum(column)).orientation, 90) < 1e-6)
  }

  @Test("ramps of one direction have one orientation, 0 and not nearly 180", arguments: 1...7)
  func halfTurn(steepness: Int) throws {
    let ramp = SampleFilters.grey(height: 7, width: 7) { x, _ in
      0.1 * Double(steepness.isMultiple(of: 2) ? -steepness : steepness) * x
    }
    let orientation = try #require(Spectrum(ramp)).orientation
    #expect(orientation == 0 && orientation.sign == .plus)
  }

  @Test("a constant filter and what is not finite have none", arguments: [Float(0), 0.3, .nan])
  func nothing(weight: Float) {
    let weights = [Float](repeating: weight, count: 12)
    #expect(
      Spectrum(Filter(name: "0", channels: 3, height: 2, width: 2, weights: weights)) == nil)
  }
}
