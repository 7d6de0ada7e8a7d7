import BenchmarkCases
import Filtering
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
    let sums = reference(layer).doubleSums(input)
    let side = (layer.size + 2 * layer.padding - layer.extent) / layer.stride + 1
    let rectified = sums.map { max($0, 0) }
    let pooledSide = (side - 3) / 2 + 1
    var pooled: [Double] = []
    for channel in 0..<layer.channels {
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
      if let maps = results[1] { #expect(relativeError(maps.values, rectified) <= 1e-5) }
      if let maps = results[2] { #expect(relativeError(maps.values, pooled) <= 1e-5) }
    }
  }

  @Test(
    "every variant gives the bits of fused multiply-adds",
    arguments: Variant.available)
  func bits(variant: Variant) throws {
    for layer in FirstLayerCase.all {
      let output = try layer.convolution.forward(layer.input, variant: variant)
      let expected = reference(layer).fusedSums(layer.input)
      #expect(output.values.map(\.bitPattern) == expected.map(\.bitPattern), "\(layer.name)")
    }
  }

  private func reference(_ layer: FirstLayerCase) -> ReferenceConvolution {
    let padding = layer.padding
    return ReferenceConvolution(
      outputs: layer.channels, groupChannels: 3, height: layer.extent, width: layer.extent,
      stride: Step(x: layer.stride, y: layer.stride),
      margins: Margins(top: padding, left: padding, bottom: padding, right: padding),
      weights: layer.weights, bias: layer.bias)
  }
}
