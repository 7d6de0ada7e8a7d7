import Comparison
import Testing

@Suite struct FilterMeasuresTests {
  @Test("norm, extremes, mean and balance are those of the weights")
  func plain() {
    let filter = Filter(name: "0", channels: 1, height: 2, width: 2, weights: [-1, 2, 4, -2])
    let measures = FilterMeasures(filter)
    #expect(measures.norm == 5)
    #expect(measures.minimum == -2)
    #expect(measures.maximum == 4)
    #expect(measures.mean == 0.75)
    #expect(abs((measures.balance ?? -1) - 3.0 / 9) < 1e-12)
    #expect(measures.gabor == nil)
  }

  @Test("entropy is in bits, and sparsity goes from equal weights to a single one")
  func spread() throws {
    let even = try #require(
      WeightSpread(Filter(name: "0", channels: 1, height: 2, width: 2, weights: [1, -1, 1, 1])))
    #expect(even.entropy == 2)
    #expect(even.sparsity == 0)
    let single = try #require(
      WeightSpread(Filter(name: "0", channels: 1, height: 2, width: 2, weights: [0, 0, -3, 0])))
    #expect(single.entropy == 0)
    #expect(single.sparsity == 1)
    // Squares of 1/4 and 3/4 of the energy; (√4 - 2.7320508 / 2) / (√4 - 1).
    let two = try #require(
      WeightSpread(
        Filter(name: "0", channels: 1, height: 2, width: 2, weights: [1, 1.7320508, 0, 0])))
    #expect(abs(two.entropy - 0.8112781) < 1e-6)
    #expect(abs(two.sparsity - 0.6339746) < 1e-6)
  }

  @Test("rings explain what is round, around its own centre")
  func radial() throws {
    let spot = SampleFilters.grey { x, y in
      let (right, down) = (x - 1.5, y + 1)
      return right * right + down * down < 6.25 ? 1 : -0.2
    }
    let profile = try #require(RadialProfile(spot))
    #expect(profile.centreX == 1.5)
    #expect(profile.centreY == -1)
    #expect(profile.rSquared > 0.999)
    let grating = try #require(RadialProfile(SampleGabor(wavelength: 4).filter()))
    #expect(grating.rSquared < 0.5)
  }

  @Test(
    "what has no pattern has the measures that still mean something",
    arguments: [Float(0), 0.5, .nan, .infinity], [1, 3])
  func degenerate(weight: Float, channels: Int) {
    let weights = [Float](repeating: weight, count: channels * 49)
    let measures = FilterMeasures(
      Filter(name: "0", channels: channels, height: 7, width: 7, weights: weights))
    #expect(measures.isFinite == weight.isFinite)
    #expect((measures.norm != nil) == weight.isFinite)
    #expect((measures.colour != nil) == (weight == 0.5))
    #expect((measures.spread != nil) == (weight == 0.5))
    #expect(measures.spectrum == nil)
    #expect(measures.radial == nil)
    #expect(measures.gabor == nil)
  }

  @Test("a single position is measured as far as it can be")
  func point() {
    let measures = FilterMeasures(
      Filter(name: "0", channels: 3, height: 1, width: 1, weights: [1, -1, 0]))
    #expect(abs((measures.colour?.redGreen ?? 0) - 1) < 1e-12)
    #expect(measures.spread?.entropy == 1)
    #expect(measures.spectrum == nil)
  }
}
