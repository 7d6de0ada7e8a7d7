import Comparison
import Testing

@Suite struct ColourEnergyTests {
  @Test("a filter of one axis has all its energy there")
  func axes() throws {
    let pattern = SampleGabor().filter()
    let grey = try #require(ColourEnergy(SampleFilters.tinted(pattern, SIMD3(1, 1, 1))))
    #expect(abs(grey.luminance - 1) < 1e-12)
    let red = try #require(ColourEnergy(SampleFilters.tinted(pattern, SIMD3(0.5, -0.5, 0))))
    #expect(abs(red.redGreen - 1) < 1e-12)
    let blue = try #require(ColourEnergy(SampleFilters.tinted(pattern, SIMD3(-1, -1, 2))))
    #expect(abs(blue.blueYellow - 1) < 1e-12)
    #expect(abs(blue.chroma - 1) < 1e-12)
  }

  @Test("red alone is a third luminance, half red against green and a sixth blue against yellow")
  func red() throws {
    let filter = Filter(name: "0", channels: 3, height: 1, width: 2, weights: [3, 1, 0, 0, 0, 0])
    let energy = try #require(ColourEnergy(filter))
    #expect(abs(energy.luminance - 1.0 / 3) < 1e-12)
    #expect(abs(energy.redGreen - 0.5) < 1e-12)
    #expect(abs(energy.blueYellow - 1.0 / 6) < 1e-12)
    // The mean, 2, twice squared is 8 of 10.
    #expect(abs(energy.dc - 0.8) < 1e-12)
  }

  @Test("one channel is luminance; a derivative has no constant part, an even filter no other")
  func constant() throws {
    let derivative = Filter(name: "0", channels: 1, height: 1, width: 3, weights: [-1, 0, 1])
    let edge = try #require(ColourEnergy(derivative))
    #expect(edge.luminance == 1)
    #expect(edge.dc == 0)
    let box = Filter(
      name: "0", channels: 1, height: 2, width: 2, weights: [0.25, 0.25, 0.25, 0.25])
    #expect(try #require(ColourEnergy(box)).dc == 1)
  }

  @Test("zero and what is not finite have no shares", arguments: [Float(0), .nan, .infinity])
  func nothing(weight: Float) {
    #expect(
      ColourEnergy(Filter(name: "0", channels: 1, height: 1, width: 2, weights: [0, weight])) == nil
    )
  }
}
