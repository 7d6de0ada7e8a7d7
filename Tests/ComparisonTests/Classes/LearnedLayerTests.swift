import Comparison
import Testing
import _TestSupport

/// First layers whose two halves were learned apart: one became grey, the other coloured.
@Suite(
  .enabled(
    if: SharedTensors.areThere("alexnet-bvlc-conv1.safetensors")
      && SharedTensors.areThere("caffenet-bvlc-conv1-conv2.safetensors"),
    "the shared weights are not beside the checkout"))
struct LearnedLayerTests {
  /// The filters, with red first: the files have blue first.
  private func measures(_ file: String) throws -> [FilterMeasures] {
    let (shape, values) = try SharedTensors(file).tensor("conv1.weight")
    try #require(shape == [96, 3, 11, 11])
    let area = 121
    return (0..<96).map { index in
      var weights: [Float] = []
      for channel in [2, 1, 0] {
        let start = (index * 3 + channel) * area
        weights += values[start..<start + area]
      }
      return FilterMeasures(
        Filter(name: "\(index)", channels: 3, height: 11, width: 11, weights: weights))
    }
  }

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  @Test("AlexNet's first half is colour and its second grey, and most are Gabor functions")
  func alexNet() throws {
    let clock = ContinuousClock()
    let start = clock.now
    let all = try measures("alexnet-bvlc-conv1.safetensors")
    // Under half a second alone on one core.
    #expect(clock.now - start < .seconds(20))
    let luminance = all.compactMap { $0.colour?.luminance }
    #expect(abs(mean(Array(luminance[..<48])) - 0.234) < 0.001)
    #expect(abs(mean(Array(luminance[48...])) - 0.850) < 0.001)
    let fits = all.compactMap { $0.gabor?.rSquared }
    #expect(fits[..<48].count { $0 > 0.8 } >= 43)
    #expect(fits[48...].count { $0 > 0.8 } >= 37)

    let norms = all.compactMap(\.norm).sorted()
    let classes = all.map { $0.filterClass(layerMedianNorm: norms[48]) }
    let colour: Set<FilterClass> = [.colourEdge, .colourBlob]
    #expect(classes[..<48].count { colour.contains($0) } == 43)
    #expect(classes[48...].count { colour.contains($0) } == 4)
    #expect(classes[48...].count { $0 == .oriented } == 39)
    // Two that a person would name at once: a red spot and a plaid.
    #expect(classes[9] == .colourBlob)
    #expect(classes[1] == .highFrequency)
  }

  @Test("CaffeNet's halves are the other way round")
  func caffeNet() throws {
    let all = try measures("caffenet-bvlc-conv1-conv2.safetensors")
    let luminance = all.compactMap { $0.colour?.luminance }
    #expect(abs(mean(Array(luminance[..<48])) - 0.945) < 0.001)
    #expect(abs(mean(Array(luminance[48...])) - 0.260) < 0.001)
  }
}
