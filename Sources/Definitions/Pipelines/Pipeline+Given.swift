public import Files
public import Networks

/// A value of a network that is taken from a file in place of being computed.
public struct GivenValue: Sendable {
  /// The value.
  public let value: Graph.Value

  /// The file.
  public let path: Path

  /// What is in the file, under the shape that it has there.
  let tensor: Tensor

  /// Reads a value.
  ///
  /// - Parameters:
  ///   - value: The value.
  ///   - path: A file with one array.
  /// - Throws: `DefinitionError`: `file`, `weights` or `severalTensors`.
  public init(_ value: Graph.Value, from path: Path) throws(DefinitionError) {
    self.value = value
    self.path = path
    tensor = try StoredTensor(path).tensor()
  }

  /// What is in the file as the value that it stands for.
  ///
  /// - Parameters:
  ///   - expected: What is known of the value.
  ///   - name: What it is called.
  /// - Returns: A tensor of the shape and type of the value.
  /// - Throws: `DefinitionError`: `givenShape` or `tensorType`.
  fileprivate func tensor(as expected: Fact, name: String) throws(DefinitionError) -> Tensor {
    guard tensor.shape.isShape(of: expected.shape) else {
      throw .givenShape(
        path, shape: tensor.shape,
        value: "'\(name)': that is \(expected.shape.map(String.init).joined(separator: "x"))")
    }
    return try tensor.reshaped(expected.shape).converted(to: expected.type, from: path)
  }
}

extension Pipeline {
  /// The same pipeline, in which some values are not computed.
  ///
  /// - Parameter given: The values, each once.
  /// - Returns: The pipeline; what only they needed is not computed.
  public func starting(from given: [GivenValue]) -> Pipeline {
    with(exported, given)
  }

  /// The same pipeline, of which other values are looked at.
  ///
  /// - Parameter values: Values of the network.
  /// - Returns: The pipeline; what they do not need is not computed.
  public func showing(_ values: [Graph.Value]) -> Pipeline {
    with(values, given)
  }

  private func with(_ values: [Graph.Value], _ given: [GivenValue]) -> Pipeline {
    var pipeline = Pipeline(
      input: input, graph: whole, exported: values, fileNames: fileNames, given: given)
    pipeline.inputSources = inputSources
    return pipeline
  }

  /// Whether images can go in.
  public var takesPictures: Bool {
    guard let dimensions = source?.dimensions else { return source?.type.isFloating ?? true }
    guard dimensions.count == 4, source?.type.isFloating ?? true else { return false }
    if case .fixed(let channels) = dimensions[1] { return [1, 3].contains(channels) }
    return true
  }

  /// Checks that one input is left for what changes from run to run, and no more is needed.
  ///
  /// - Parameter path: The file of the network, for errors.
  /// - Throws: `DefinitionError.network`.
  func checkInputs(path: Path) throws(DefinitionError) {
    guard source != nil else { throw .network(path, .noInput) }
    let needed = graph.inputs(neededFor: exported)
    let free = whole.inputs.filter { input in
      needed.contains(input.value) && !given.contains { $0.value == input.value }
    }
    guard free.count > 1 else { return }
    throw .network(
      path, .severalInputs(free.map(whole.text), first: whole.names[free[free.count - 1].value]))
  }

  /// Checks that images can go in.
  ///
  /// - Parameter path: The file of the network, for errors.
  /// - Throws: `DefinitionError.network` with what goes in.
  public func checkTakesPictures(path: Path) throws(DefinitionError) {
    guard let source, !takesPictures else { return }
    throw .network(path, .inputs([whole.text(source)]))
  }

  /// Reads an array that goes in.
  ///
  /// - Parameters:
  ///   - path: A file of tensors.
  ///   - key: The name of the tensor; nil where the file has one.
  /// - Returns: The array under the shape and type of the input.
  /// - Throws: `DefinitionError`: `file`, `weights`, `severalTensors`, `givenShape` or `tensorType`.
  package func tensor(in path: Path, key: String?) throws(DefinitionError) -> Tensor {
    let fact = try fact(of: path, key: key)
    return try StoredTensor(path, key: key).tensor().reshaped(fact.shape)
      .converted(to: fact.type, from: path)
  }

  /// What is known of an array that goes in, without its values.
  ///
  /// - Parameters:
  ///   - path: A file of tensors.
  ///   - key: The name of the tensor; nil where the file has one.
  /// - Returns: Its shape and type as those of the input.
  /// - Throws: `DefinitionError`: `file`, `weights`, `severalTensors` or `givenShape`.
  package func fact(of path: Path, key: String?) throws(DefinitionError) -> Fact {
    let stored = try StoredTensor(path, key: key)
    guard let source else { return Fact(shape: stored.shape) }
    guard let shape = source.shape(taking: stored.shape) else {
      throw .givenShape(path, shape: stored.shape, value: whole.text(source))
    }
    return Fact(shape: shape, type: source.type)
  }

  /// What goes into the network beside an image or tensor.
  ///
  /// - Parameters:
  ///   - source: What is known of the image or tensor.
  ///   - path: The image or tensor, for errors.
  /// - Returns: A tensor for each value that is given.
  /// - Throws: `DefinitionError`: `givenShape` where a file does not fit, `layers`.
  func givenTensors(
    beside source: Fact, path: Path
  ) throws(DefinitionError) -> [Graph.Value: Tensor] {
    if given.isEmpty { return [:] }
    var tensors: [Graph.Value: Tensor] = [:]
    var inputs: [Fact] = []
    for input in whole.inputs {
      guard let file = given.first(where: { $0.value == input.value }) else {
        inputs.append(fact(input, source))
        continue
      }
      guard let shape = input.shape(taking: file.tensor.shape) else {
        throw .givenShape(file.path, shape: file.tensor.shape, value: whole.text(input))
      }
      let tensor = try file.tensor.reshaped(shape).converted(to: input.type, from: file.path)
      tensors[input.value] = tensor
      inputs.append(tensor.fact)
    }
    let computed = given.filter { tensors[$0.value] == nil }
    if computed.isEmpty { return tensors }
    let known: [Graph.Value: Fact]
    do throws(LayerError) {
      known = try GraphSlice(whole, wanted: computed.map(\.value)).facts(for: inputs)
    } catch {
      throw .layers(path, error)
    }
    for file in computed {
      guard let expected = known[file.value] else { continue }
      tensors[file.value] = try file.tensor(as: expected, name: whole.names[file.value])
    }
    return tensors
  }

  /// What goes into the inputs of the graph, in their order.
  ///
  /// - Parameters:
  ///   - tensor: The image or tensor.
  ///   - path: Where it is from, for errors.
  /// - Returns: A tensor per input; an empty one for what nothing needs.
  /// - Throws: `DefinitionError`: `givenShape` or `layers`.
  package func inputs(with tensor: Tensor, path: Path) throws(DefinitionError) -> [Tensor] {
    let given = try givenTensors(beside: tensor.fact, path: path)
    return graph.inputs.map { input in
      input.value == source?.value
        ? tensor : given[input.value] ?? Tensor(shape: [0], values: [])
    }
  }

  /// What is known of the inputs of the graph, in their order.
  package func facts(for input: Fact, path: Path) throws(DefinitionError) -> [Fact] {
    let given = try givenTensors(beside: input, path: path)
    return graph.inputs.map { given[$0.value]?.fact ?? fact($0, input) }
  }

  private func fact(_ input: Graph.Input, _ source: Fact) -> Fact {
    input.value == self.source?.value ? source : Fact(shape: [0])
  }
}

extension Graph.Input {
  /// The shape that an array has as this input.
  ///
  /// - Parameter shape: The shape of the array, which may lack a batch of 1, or have one too many.
  /// - Returns: A shape of as many extents as the input has; nil if the array does not fit.
  func shape(taking shape: [Int]) -> [Int]? {
    guard let dimensions else { return shape }
    let candidates = [shape, [1] + shape] + (shape.first == 1 ? [Array(shape.dropFirst())] : [])
    return candidates.first { candidate in
      candidate.count == dimensions.count
        && zip(candidate, dimensions).allSatisfy { extent, dimension in
          if case .fixed(let count) = dimension { extent == count } else { extent > 0 }
        }
    }
  }
}

extension Tensor {
  /// The same numbers as those of a type.
  ///
  /// - Parameters:
  ///   - wanted: What they shall be; whole numbers become floating-point ones, not the reverse.
  ///   - path: The file, for errors.
  /// - Returns: The tensor.
  /// - Throws: `DefinitionError.tensorType`.
  package func converted(
    to wanted: NumberType, from path: Path
  ) throws(DefinitionError) -> Tensor {
    if wanted.isFloating { return Tensor(shape: shape, values: floats, type: wanted) }
    guard let integers else { throw .tensorType(path, expected: wanted, found: type) }
    return Tensor(shape: shape, integers: integers, type: wanted)
  }
}
