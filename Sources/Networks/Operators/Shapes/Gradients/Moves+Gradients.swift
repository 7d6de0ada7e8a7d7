/// Operators that only move values: each number that comes out is one that went in, or is filled in.
///
/// Run on the places of the input instead of its values, the operator itself tells where each number
/// came from; the gradient goes back there.
protocol MovingOperator: Differentiable {
  /// The inputs that the operator needs beside the moved one to be run on whole numbers, of which
  /// -1 stands for what is filled in.
  ///
  /// - Parameter inputs: Those of the forward direction, the first of whole numbers.
  /// - Returns: As many.
  func inputsForPlaces(_ inputs: [Tensor?]) -> [Tensor?]
}

extension MovingOperator {
  func inputsForPlaces(_ inputs: [Tensor?]) -> [Tensor?] { inputs }

  /// What came out goes back to where it came from.
  public func gradients(
    of call: GradientCall, in builder: inout GradientBuilder
  ) throws(LayerError) -> [Graph.Value?] {
    // What is filled in; other inputs say places, or shapes, on which no number depends.
    if call.wanted.contains(2) { throw .notConstant(input: 2) }
    guard call.wanted.contains(0) else { return call.inputs.map { _ in nil } }
    let shape = builder.shape(of: try call.input(0))
    let gradient = PlacesGradient(operation: self, shape: shape)
    return call.only(
      try builder.add(gradient, [try call.upstream()] + call.inputs.dropFirst()))
  }
}

/// Adds up a gradient at the places that its numbers came from.
///
/// The inputs are the gradient of what came out, then those of the operator without the first.
private struct PlacesGradient: Operator {
  let operation: any MovingOperator
  let shape: [Int]

  var kind: String { "\(operation.kind)Gradient" }

  func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    _ = try inputs.required(0)
    return [Fact(shape: shape)]
  }

  func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let upstream = try inputs.required(0)
    let count = try shape.checkedCount()
    let places = Tensor(shape: shape, integers: (0..<count).map(Int64.init))
    let moved = try operation.compute(
      operation.inputsForPlaces([places] + inputs.dropFirst()))[0]
    var values = [Float](repeating: 0, count: count)
    for (place, gradient) in zip(moved.integers ?? [], upstream.floats) where place >= 0 {
      values[Int(place)] += gradient
    }
    return [Tensor(shape: shape, values: values)]
  }
}

extension Pad: MovingOperator {
  /// What is filled in came from nowhere.
  func inputsForPlaces(_ inputs: [Tensor?]) -> [Tensor?] {
    var inputs = inputs
    while inputs.count < 3 { inputs.append(nil) }
    inputs[2] = Tensor(shape: [], integers: [-1])
    return inputs
  }
}

extension Slice: MovingOperator {}
extension Gather: MovingOperator {}
extension GatherElements: MovingOperator {}
extension GatherND: MovingOperator {}
extension Expand: MovingOperator {}
extension Tile: MovingOperator {}
extension Crop: MovingOperator {}
extension DepthToSpace: MovingOperator {}
extension SpaceToDepth: MovingOperator {}
