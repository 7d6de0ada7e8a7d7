/// The input as it is, since values are dropped only while a network learns.
///
/// The second input, the share that is dropped, is not looked at unless the third, whether the network
/// learns, is true.
public struct Dropout: Operator {
  /// Whether there is a second output, which says that every value was kept.
  public let givesMask: Bool

  /// Creates an operator.
  ///
  /// - Parameter givesMask: Whether a mask comes out too.
  public init(givesMask: Bool = false) { self.givesMask = givesMask }

  /// `dropout`.
  public var kind: String { "dropout" }

  /// One line for the reader.
  public var record: OperatorRecord { OperatorRecord(note: "nothing is dropped outside learning") }

  /// The shape of the input, once or twice.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    if let learns = inputs.optional(2) {
      guard let learns = learns.constant?.integers else { throw .notConstant(input: 2) }
      let share = inputs.optional(1)?.constant?.floats ?? [0.5]
      if learns.contains(1), share != [0] {
        throw .unsuitable("dropout is asked to drop values at random, as while a network learns")
      }
    }
    return [input] + (givesMask ? [Fact(shape: input.shape, type: .bool)] : [])
  }

  /// The input, and a mask of true.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    _ = try outputs(for: inputs.facts)
    guard givesMask else { return [input] }
    let kept = [Int64](repeating: 1, count: input.count)
    return [input, Tensor(shape: input.shape, integers: kept, type: .bool)]
  }
}
