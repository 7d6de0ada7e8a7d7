/// The elements of matrices on one side of a diagonal, 0 on the other: ONNX's `Trilu`.
///
/// The second input says how far the diagonal lies to the right of the main one, 0 if it is left out.
public struct Triangle: Operator {
  /// Whether the elements on and above the diagonal stay, otherwise those on and below.
  public let isUpper: Bool

  /// Creates an operator.
  ///
  /// - Parameter isUpper: Whether the elements on and above the diagonal stay: ONNX's `upper`.
  public init(isUpper: Bool = true) { self.isUpper = isUpper }

  /// `trilu`.
  public var kind: String { "trilu" }

  /// Which elements stay.
  public var record: OperatorRecord { OperatorRecord(settings: ["isUpper": .flag(isUpper)]) }

  /// The shape of the input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    guard input.shape.count >= 2 else { throw .rank(input.shape, allowed: 2...Int.max) }
    if let diagonal = inputs.optional(1) {
      try diagonal.checkWhole()
      guard try diagonal.shape.checkedCount() == 1 else {
        throw .rank(diagonal.shape, allowed: 0...0)
      }
    }
    return [Fact(shape: input.shape, type: input.type)]
  }

  /// Clears the other side.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    _ = try outputs(for: inputs.facts)
    let input = try inputs.required(0)
    let shape = input.shape
    let (rows, columns) = (shape[shape.count - 2], shape[shape.count - 1])
    let offset = inputs.count > 1 ? inputs[1]?.integers?[0] ?? 0 : 0
    // Farther than the matrix reaches nothing changes.
    let diagonal = Int(min(max(offset, -Int64(rows)), Int64(columns)))
    let places: [Int?] = (0..<input.count).map { place in
      let distance = place % columns - place / columns % rows
      return (isUpper ? distance >= diagonal : distance <= diagonal) ? place : nil
    }
    return [input.reshaped([input.count]).taken(places, along: 0).reshaped(shape)]
  }
}
