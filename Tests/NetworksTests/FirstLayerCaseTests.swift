import BenchmarkCases
import Loops
import Networks
import Pixels
import Testing

/// What the benchmark times is right: its first layers against plain loops.
@Suite("the first layers of the benchmark")
struct FirstLayerCaseTests {
  @Test("convolution, ReLU and pool agree with double loops", arguments: FirstLayerCase.all)
  func doubleLoop(layer: FirstLayerCase) throws {
    let input = layer.input
    let channels = checked(layer)
    let sums = reference(layer, channels).doubleSums(input)
    let side = (layer.size + 2 * layer.padding - layer.extent) / layer.stride + 1
    let rectified = sums.map { max($0, 0) }
    let pooledSide = (side - 3) / 2 + 1
    var pooled: [Double] = []
    for channel in channels.indices {
      for row in 0..<pooledSide {
        for column in 0..<pooledSide {
          var largest = 0.0
          for i in 0..<9 {
            let place = (channel * side + row * 2 + i / 3) * side + column * 2 + i % 3
            largest = max(largest, rectified[place])
          }
          pooled.append(largest)
        }
      }
    }
    // The last step alone is computed together with those before, all steps one after the other.
    let graph = try layer.graph(pools: true)
    for wanted: Set<Int> in [[2], [1, 2]] {
      var results: [Int: Activation] = [:]
      let session = try Session(
        GraphSlice(graph, wanted: wanted.map { graph.nodes[$0].outputs[0] }))
      try session.run([Tensor(input)]) { value, tensor in
        results[graph.nodes.firstIndex { $0.outputs == [value] } ?? -1] = tensor.maps
      }
      #expect(Set(results.keys) == wanted)
      if let maps = results[1] {
        #expect(relativeError(values(maps, channels), rectified) <= 1e-5)
      }
      if let maps = results[2] { #expect(relativeError(values(maps, channels), pooled) <= 1e-5) }
    }
  }

  @Test(
    "every variant gives the bits of fused multiply-adds",
    arguments: Variant.available)
  func bits(variant: Variant) throws {
    for layer in FirstLayerCase.all {
      let output = try layer.convolution.forward(layer.input, variant: variant)
      let channels = checked(layer)
      let expected = reference(layer, channels).fusedSums(layer.input)
      #expect(
        values(output, channels).map(\.bitPattern) == expected.map(\.bitPattern), "\(layer.name)")
    }
  }

  /// The output channels that are checked, at the ends of blocks, as plain loops take seconds for all.
  private func checked(_ layer: FirstLayerCase) -> [Int] {
    [0, 7, 15, 16, layer.channels - 1]
  }

  /// The values of some channels of maps.
  private func values(_ maps: Activation, _ channels: [Int]) -> [Float] {
    let count = maps.shape.height * maps.shape.width
    return channels.flatMap { maps.values[$0 * count..<($0 + 1) * count] }
  }

  private func reference(_ layer: FirstLayerCase, _ channels: [Int]) -> ReferenceConvolution {
    let padding = layer.padding
    let taps = 3 * layer.extent * layer.extent
    let (weights, bias) = (layer.weights, layer.bias)
    return ReferenceConvolution(
      outputs: channels.count, groupChannels: 3, height: layer.extent, width: layer.extent,
      stride: Step(x: layer.stride, y: layer.stride),
      margins: Margins(top: padding, left: padding, bottom: padding, right: padding),
      weights: channels.flatMap { weights[$0 * taps..<($0 + 1) * taps] },
      bias: channels.map { bias[$0] })
  }
}
