/// The parts of a tensor at the places that the last axis of the second input says, axis by axis.
public struct GatherND: Operator {
  /// How many leading axes both inputs share.
  public let batchAxes: Int

  /// Creates an operator.
  ///
  /// - Parameter batchAxes: How many leading axes both inputs share: ONNX's `batch_dims`.
  public init(batchAxes: Int = 0) { self.batchAxes = batchAxes }

  /// `gatherND`.
  public var kind: String { "gatherND" }

  /// How many axes are shared.
  public var record: OperatorRecord {
    OperatorRecord(settings: ["batchAxes": .integer(batchAxes)])
  }

  /// The places without their last axis, then the axes that they do not say.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let (input, places) = (try inputs.required(0), try inputs.required(1))
    try places.checkWhole()
    guard let named = places.shape.last else { throw .rank([], allowed: 1...Int.max) }
    try check(
      batchAxes, "number of shared axes",
      in: 0...max(0, min(places.shape.count, input.shape.count) - 1))
    try check(named, "number of axes that a place names", in: 0...input.shape.count - batchAxes)
    guard input.shape.prefix(batchAxes) == places.shape.prefix(batchAxes) else {
      throw .unequalShapes(input.shape, places.shape)
    }
    let shape = places.shape.dropLast() + input.shape.dropFirst(batchAxes + named)
    try Array(shape).checkedCount()
    return [Fact(shape: Array(shape), type: input.type)]
  }

  /// Copies the parts.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let shape = try outputs(for: inputs.facts)[0].shape
    let (input, places) = (try inputs.required(0), try inputs.required(1))
    let named = places.shape[places.shape.count - 1]
    let axes = input.shape[batchAxes..<batchAxes + named]
    let count = places.shape.dropLast().reduce(1, *)
    let perBatch = places.shape.dropLast().dropFirst(batchAxes).reduce(1, *)
    let perPart = axes.reduce(1, *)
    let integers = places.integers ?? []
    var parts: [Int] = []
    for index in 0..<count {
      var part = 0
      for (axis, extent) in axes.enumerated() {
        let place = integers[index * named + axis]
        guard place >= -Int64(extent), place < extent else { throw .place(place, extent: extent) }
        part = part * extent + Int(place < 0 ? place + Int64(extent) : place)
      }
      parts.append(index / perBatch * perPart + part)
    }
    let inner = input.shape.dropFirst(batchAxes + named).reduce(1, *)
    let outer = input.shape.prefix(batchAxes + named).reduce(1, *)
    return [input.reshaped([outer, inner]).taken(parts, along: 0).reshaped(shape)]
  }

  /// All places.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }
}
