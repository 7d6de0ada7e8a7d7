import Networks
import Testing

/// One or more layers, and the values of the blob `x`.
struct CaffeLayerCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let text: String
  let blobs: [CaffeBlobs]
  let isLarge: Bool
  let shape: [Int]
  let values: [Float]

  init(
    _ name: String, _ text: String, blobs: [CaffeBlobs] = [], isLarge: Bool = false, shape: [Int],
    values: [Float]
  ) {
    testDescription = name
    self.text = text
    self.blobs = blobs
    self.isLarge = isLarge
    self.shape = shape
    self.values = values
  }
}

/// Layers of Caffe, one by one.
@Suite struct CaffeLayerTests {
  @Test("a layer gives what Caffe's definition says", arguments: CaffeLayerCases.all)
  func gives(layer: CaffeLayerCase) throws {
    let shape = layer.isLarge ? [1, 3, 4, 5] : [1, 3, 2, 2]
    let extents = shape.map { "dim: \($0)" }.joined(separator: " ")
    let network = try CaffeText(
      """
      input: "data" input_shape { \(extents) }
      \(layer.text)
      """, blobs: layer.blobs)
    let input = Tensor(
      shape: shape, values: layer.isLarge ? CaffeLayerCases.large : CaffeLayerCases.small)
    let value = try network.value("x", of: input)
    #expect(value.shape == layer.shape)
    #expect(value.floats.count == layer.values.count)
    for (found, expected) in zip(value.floats, layer.values) {
      let difference = abs(found - expected)
      #expect(difference <= 1e-6 * max(1, abs(expected)), "\(found) instead of \(expected)")
    }
  }
}
