import Definitions
import Files
import Networks
import Pixels
import Testing

/// What is known of shapes before an image is read.
@Suite struct PipelineShapesTests {
  @Test("a window that no image of the size fits is told with the layer and the shapes")
  func window() throws {
    let pipeline = try pools(size: 5, windows: [("a", 3), ("b", 4)])
    #expect(
      throws: DefinitionError.layers(
        Path("p"),
        .step(
          name: "b",
          error: .windowTooLarge(
            height: 4, width: 4, input: Shape(channels: 3, height: 3, width: 3))))
    ) { try pipeline.checkShapes(path: Path("p")) }
  }

  @Test("a layer after the last that is written is not computed, and need not fit")
  func unused() throws {
    let pipeline = try pools(size: 5, windows: [("a", 3), ("b", 4)], exported: [0])
    try pipeline.checkShapes(path: Path("p"))
  }

  @Test("an input that cannot be held is told, and so are maps that cannot")
  func large() throws {
    let input = Shape(channels: 3, height: 65535, width: 65535)
    #expect(throws: DefinitionError.input(Path("p"), .inputTooLarge(input))) {
      try pools(size: 65535, windows: [("a", 1)]).checkShapes(path: Path("p"))
    }
    let layer = try ConvolutionLayer(
      weights: Array(repeating: 1, count: 192), outputChannels: 64, groupChannels: 3,
      kernelHeight: 1, kernelWidth: 1)
    let pipeline = Pipeline(
      input: .none.cropped(10000), chain: [NamedLayer("a", layer)],
      exportedSteps: [0])
    let output = Shape(channels: 64, height: 10000, width: 10000)
    #expect(
      throws: DefinitionError.layers(Path("p"), .step(name: "a", error: .outputTooLarge(output)))
    ) { try pipeline.checkShapes(path: Path("p")) }
  }

  @Test("where images keep their size, channels are checked, and no size is told")
  func anySize() throws {
    let layer = try ConvolutionLayer(
      weights: [1, 1], outputChannels: 1, groupChannels: 2, kernelHeight: 1, kernelWidth: 1)
    let channels = Pipeline(
      input: .none, chain: [NamedLayer("a", layer)], exportedSteps: [0])
    let error = #expect(throws: DefinitionError.self) {
      try channels.checkShapes(path: Path("p"))
    }
    #expect(
      error.map { "\($0)" } == "p: step 'a': 2 channels are expected, the input has 3")
    // A large image may fit.
    try pools(size: nil, windows: [("a", 5000)]).checkShapes(path: Path("p"))
  }
}

/// Pools of a stride of 1, one after the other, on images of a size.
private func pools(
  size: Int?, windows: [(name: String, extent: Int)], exported: [Int]? = nil
) throws -> Pipeline {
  let layers = try windows.map { window in
    NamedLayer(
      window.name,
      try Pooling(.max, height: window.extent, width: window.extent, stride: .one))
  }
  return Pipeline(
    input: size.map(InputStage.none.cropped) ?? .none, chain: layers,
    exportedSteps: exported ?? Array(layers.indices))
}

extension InputStage {
  /// The stage with a square crop after a resize to its size.
  fileprivate func cropped(_ size: Int) -> InputStage {
    InputStage(
      resize: InputResize(.shorterSide(size)), crop: ImageSize(width: size, height: size))
  }
}
