import Testing
import Weights

@Suite("What conversions write about a file")
struct WeightsStatementTests {
  @Test(
    "an order that is known is stated, a guess stays one", arguments: ["w.safetensors", "w.npz"])
  func orders(name: String) throws {
    for (tensors, metadata) in [
      (["conv1.weight": [4, 3, 3, 3], "fc6.weight": [4]], ["channel_order": "BGR"]),
      (["conv1.weight": [4, 3, 3, 3], "bn1.weight": [4]], ["channel_order": "RGB"]),
      (["conv1.weight": [4, 3, 3, 3], "conv1.bias": [4]], ["channel_order_guess": "BGR"]),
      (["conv1.weight": [4, 3, 3, 3], "x": [4]], ["channel_order_guess": "RGB"]),
    ] as [(KeyValuePairs<String, [Int]>, WeightsMetadata)] {
      let before = try MadeFile(tensors)
      let order = try #require(try before.choice().order)
      let written = WeightsStatement.metadata(of: before.file, order: order, axes: nil)
      var expected = metadata
      expected["source"] = "safetensors"
      #expect(written == expected)
      // Names that tell nothing: what was written counts.
      let after = try MadeFile(["y": [4, 3, 3, 3]], metadata: written, name: name)
      #expect(after.file.metadata == written)
      let found = try #require(try after.choice().order)
      #expect(found.order == order.order)
      #expect(found.isGuess == order.isGuess)
      #expect(after.file.entries.map(\.name) == ["y"])
    }
  }

  @Test("what a file says is kept, and the first container of a chain")
  func kept() throws {
    let made = try MadeFile(
      ["x": [4, 3, 3, 3]], metadata: ["mean_bgr": "104,117,123", "source": "caffe"])
    let written = WeightsStatement.metadata(
      of: made.file, order: try made.choice().order, axes: .oihw)
    #expect(
      written == [
        "mean_bgr": "104,117,123", "source": "caffe", "channel_order": "BGR", "layout": "OIHW",
      ])
  }

  @Test("an array that is named like the metadata, but holds something else, is an array")
  func otherMetadata() throws {
    let bytes = try NpzWriter.encode([Tensor(name: "__metadata__", shape: [2], values: [1, 2])])
    let made = try MadeFile(bytes: bytes, name: "w.npz")
    #expect(made.file.entries.map(\.name) == ["__metadata__"])
    #expect(made.file.metadata.isEmpty)
  }

  @Test("metadata of an archive are an array of JSON bytes as NumPy writes it")
  func bytes() throws {
    let file = try NpzWriter.encode(
      [Tensor(name: "x", shape: [1], values: [1])], metadata: ["a": "b\"c"])
    let text = "{'descr': '|u1', 'fortran_order': False, 'shape': (12,), }"
    let json = #"{"a":"b\"c"}"#
    let content = String(decoding: file, as: UTF8.self)
    #expect(content.contains(text))
    #expect(content.contains(json))
  }
}
