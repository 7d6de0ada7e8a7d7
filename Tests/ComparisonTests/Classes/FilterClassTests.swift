import Comparison
import Testing

@Suite struct FilterClassTests {
  private static let blue = SIMD3(-1.0, -1, 2)

  @Test("grey gratings, edges and bars are oriented, coloured ones colour edges")
  func oriented() {
    for phase in [0.0, 90, 180] {
      for wavelength in [2.5, 4, 8, 16] {
        let filter = SampleGabor(
          sigmaU: 2, sigmaV: 2.5, orientation: 35, wavelength: wavelength, phase: phase
        ).filter()
        guard phase == 90 || wavelength < 16 else { continue }
        #expect(FilterMeasures(filter).filterClass() == .oriented)
        let coloured = SampleFilters.tinted(filter, Self.blue)
        #expect(FilterMeasures(coloured).filterClass() == .colourEdge)
      }
    }
  }

  @Test("round filters are told by colour and by their surround")
  func round() {
    let spot = SampleFilters.centreSurround
    #expect(FilterMeasures(spot).filterClass() == .centreSurround)
    #expect(FilterMeasures(SampleFilters.tinted(spot, Self.blue)).filterClass() == .colourBlob)
    let average = SampleFilters.gaussian(sigma: 2)
    #expect(FilterMeasures(average).filterClass() == .lowPass)
    #expect(FilterMeasures(SampleFilters.tinted(average, Self.blue)).filterClass() == .colourBlob)
    #expect(FilterMeasures(SampleFilters.gaussian(sigma: 1, side: 5)).filterClass() == .lowPass)
  }

  @Test("checkerboards, fine and coarse, are of high frequency")
  func checkerboards() {
    for square in [1, 2, 3] {
      let filter = Filter(
        name: "0", channels: 1, height: 11, width: 11,
        weights: (0..<121).map { ($0 % 11 / square + $0 / 11 / square).isMultiple(of: 2) ? 1 : -1 })
      #expect(FilterMeasures(filter).filterClass() == .highFrequency)
    }
  }

  @Test("classic kernels of 3×3 have the class that textbooks give them")
  func classic() {
    func filterClass(_ weights: [Float]) -> FilterClass {
      FilterMeasures(Filter(name: "0", channels: 1, height: 3, width: 3, weights: weights))
        .filterClass()
    }
    #expect(filterClass([-1, 0, 1, -2, 0, 2, -1, 0, 1]) == .oriented)
    #expect(filterClass([-1, -1, -1, 0, 0, 0, 1, 1, 1]) == .oriented)
    #expect(filterClass([0, 1, 0, 1, -4, 1, 0, 1, 0]) == .centreSurround)
    #expect(filterClass([-1, -1, -1, -1, 8, -1, -1, -1, -1]) == .centreSurround)
    #expect(filterClass([1, 2, 1, 2, 4, 2, 1, 2, 1]) == .lowPass)
  }

  @Test("noise is unclassified", arguments: [1, 3], [7, 11])
  func noise(channels: Int, side: Int) {
    let classes = (0..<40).map {
      FilterMeasures(SampleFilters.noise(channels: channels, side: side, seed: UInt64($0)))
        .filterClass()
    }
    #expect(classes.count { $0 == .unclassified } >= 36)
  }

  @Test("zero and what is not finite are dead", arguments: [Float(0), .nan, -.infinity])
  func dead(weight: Float) {
    let weights = [Float](repeating: weight, count: 75)
    let filter = Filter(name: "0", channels: 3, height: 5, width: 5, weights: weights)
    #expect(FilterMeasures(filter).filterClass() == .dead)
  }

  @Test(
    "a box is an average where it is grey, a blob where it has a colour, whatever its norm",
    arguments: [
      ([1, 1, 1], .lowPass), ([-3, -3, -3], .lowPass), ([1, 0.9, 1.1], .lowPass),
      ([1, 0, 0], .colourBlob), ([0.5, 0.5, -1], .colourBlob), ([2], .lowPass),
    ] as [([Float], FilterClass)])
  func box(colour: [Float], expected: FilterClass) {
    let weights = colour.flatMap { [Float](repeating: $0, count: 25) }
    let measures = FilterMeasures(
      Filter(name: "0", channels: colour.count, height: 5, width: 5, weights: weights))
    #expect(measures.filterClass() == expected)
    #expect(measures.filterClass(layerMedianNorm: 9 * (measures.norm ?? 0)) == expected)
    #expect(measures.filterClass(layerMedianNorm: 11 * (measures.norm ?? 0)) == .dead)
  }

  @Test("what is far weaker than its layer is dead, by a share that can be changed")
  func weak() {
    let measures = FilterMeasures(SampleGabor().filter())
    let norm = measures.norm ?? 0
    #expect(measures.filterClass(layerMedianNorm: 9 * norm) == .oriented)
    #expect(measures.filterClass(layerMedianNorm: 11 * norm) == .dead)
    var thresholds = ClassThresholds()
    thresholds.deadNorm = 0.05
    #expect(
      measures.filterClass(layerMedianNorm: 11 * norm, thresholds: thresholds) == .oriented)
  }

  @Test("thresholds decide")
  func thresholds() {
    let measures = FilterMeasures(
      SampleFilters.tinted(SampleGabor().filter(), SIMD3(1, 0.6, 0.8)))
    #expect(measures.filterClass() == .oriented)
    var strict = ClassThresholds()
    strict.colour = 0.01
    #expect(measures.filterClass(thresholds: strict) == .colourEdge)
    strict.gabor = 1.1
    #expect(measures.filterClass(thresholds: strict) == .unclassified)
  }

  @Test("a single position is a colour or an average")
  func point() {
    func filterClass(_ weights: [Float]) -> FilterClass {
      FilterMeasures(Filter(name: "0", channels: 3, height: 1, width: 1, weights: weights))
        .filterClass()
    }
    #expect(filterClass([1, -1, 0]) == .colourBlob)
    #expect(filterClass([1, 1, 1]) == .lowPass)
    #expect(filterClass([0, 0, 0]) == .dead)
  }
}
