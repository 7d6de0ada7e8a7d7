import CMemory
public import Files
package import Networks
public import Pixels

extension Pipeline {
  /// The maps that go into the first layer.
  ///
  /// - Parameters:
  ///   - size: The size of an image; nil where a crop or an exact resize tells.
  ///   - path: The pipeline file, the weights or the image, for errors.
  /// - Returns: Their shape; nil where the size of an image is needed.
  /// - Throws: `DefinitionError.input` where the image does not fit the input stage.
  public func inputShape(for size: ImageSize?, path: Path) throws(DefinitionError) -> Shape? {
    guard let size = size ?? fixedSize else { return nil }
    return try wrapping(input.outputShape(for: size)) { DefinitionError.input(path, $0) }
  }

  /// Checks all that can be known of images before any is read, up to the last layer that is
  /// written.
  ///
  /// Where images keep sizes of their own, these are the numbers of channels and groups; else all
  /// shapes, and that there is memory for them.
  ///
  /// - Parameter path: The pipeline file or the weights, for errors.
  /// - Throws: `DefinitionError`: `layers` with the layer and the shapes, `input`, or `outOfMemory`.
  public func checkShapes(path: Path) throws(DefinitionError) {
    if let shape = try inputShape(for: nil, path: path) {
      try checkMemory(for: shape, path: path)
      return
    }
    do throws(DefinitionError) {
      // What is wrong at this size and at every other is told, without the size.
      let size = ImageSize(width: 1024, height: 1024)
      guard let shape = try inputShape(for: size, path: path) else { return }
      _ = try summaries(for: Fact(shape), path: path)
    } catch {
      if let error = error.ofAnySize { throw error }
    }
  }

  /// Checks that the layers fit, and that there is memory for each.
  ///
  /// Each layer needs its input and output, and as much again to pad the one and write the other.
  ///
  /// - Parameters:
  ///   - shape: What goes into the first layer.
  ///   - path: The input, or what it is checked for, for errors.
  /// - Returns: What is known of each layer that is computed.
  /// - Throws: `DefinitionError`: `layers` or `outOfMemory`.
  @discardableResult
  package func checkMemory(for shape: Shape, path: Path) throws(DefinitionError) -> [NodeSummary] {
    try checkMemory(for: Fact(shape), path: path)
  }

  /// Checks that the layers fit a tensor, and that there is memory for each.
  ///
  /// - Parameters:
  ///   - input: What is known of what goes in.
  ///   - path: The input, or what it is checked for, for errors.
  /// - Returns: What is known of each layer that is computed.
  /// - Throws: `DefinitionError`: `layers`, `givenShape` or `outOfMemory`.
  @discardableResult
  package func checkMemory(for input: Fact, path: Path) throws(DefinitionError) -> [NodeSummary] {
    let summaries = try summaries(for: input, path: path)
    for summary in summaries {
      let (values, overflow) = (summary.input.count ?? Int.max).addingReportingOverflow(
        summary.output.count ?? Int.max)
      let (bytes, overflows) = values.multipliedReportingOverflow(
        by: 2 * MemoryLayout<Float>.stride)
      guard !overflow, !overflows, lenslet_can_allocate(bytes) else {
        throw .outOfMemory(path, step: summary.name, summary.output)
      }
    }
    return summaries
  }

  private func summaries(for input: Fact, path: Path) throws(DefinitionError) -> [NodeSummary] {
    let facts = try facts(for: input, path: path)
    return try wrapping(slice().summaries(for: facts)) { DefinitionError.layers(path, $0) }
  }

  /// The share of the network's multiply-adds that are not computed, as the written values do not
  /// need them.
  ///
  /// - Parameter input: What is known of what goes in.
  /// - Returns: From 0 to 1; nil where it cannot be known, as of operators that are not supported.
  /// - Complexity: O(nodes of the whole network).
  package func skippedShare(for input: Fact) -> Double? {
    guard let facts = try? facts(for: input, path: Path("")) else { return nil }
    let given = Dictionary(uniqueKeysWithValues: zip(graph.inputs.map(\.value), facts))
    return try? slice().skippedShare(
      for: facts,
      of: GraphSlice(whole, wanted: whole.outputs + exported),
      for: whole.inputs.map { given[$0.value] ?? Fact(shape: [0]) })
  }

  /// The size of the images that the first layer sees; nil where it depends on the image.
  private var fixedSize: ImageSize? {
    if let crop = input.crop { return crop }
    if case .exact(let size) = input.resize?.target { return size }
    return nil
  }
}

extension DefinitionError {
  /// What an image of another height and width would not fit either; nil where it might fit.
  fileprivate var ofAnySize: DefinitionError? {
    switch self {
    case .input(_, .numberCount): self
    case .layers(let path, let error): error.ofAnySize.map { .layers(path, $0) }
    default: nil
    }
  }
}

extension LayerError {
  /// What an input of another height and width would not fit either; nil where it might fit.
  fileprivate var ofAnySize: LayerError? {
    switch self {
    case .channels(let expected, let input):
      .channelCount(expected: expected, found: input.channels)
    case .channelCount, .groups, .invalid, .parameterCount: self
    case .missingInput, .type, .noGradient, .unreadable, .notNumbers: self
    case .windowTooLarge, .outputTooLarge, .unequalOutputs, .rank, .unequalShapes, .unsuitable,
      .notConstant:
      nil
    case .step(let name, let error): error.ofAnySize.map { .step(name: name, error: $0) }
    }
  }
}
