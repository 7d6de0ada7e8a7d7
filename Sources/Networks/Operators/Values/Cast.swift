/// Numbers of another type.
///
/// Fractions are dropped, and whole numbers keep the bits that the type is wide; numbers beyond 64 bits
/// become the nearest of these, and what is not a number 0. `float16` and `bfloat16` are rounded to the
/// nearest, halves to even, and stay in single precision, as does `float64`. What is not 0 is true.
public struct Cast: Operator {
  /// The type that comes out.
  public let type: NumberType

  /// Creates an operator.
  ///
  /// - Parameter type: The type that comes out.
  public init(to type: NumberType) { self.type = type }

  /// `cast`.
  public var kind: String { "cast" }

  /// The type.
  public var record: OperatorRecord {
    OperatorRecord(note: "to \(type)", settings: ["type": .word(type.rawValue)])
  }

  /// The shape of the input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    [Fact(shape: try inputs.required(0).shape, type: type)]
  }

  /// Converts every number.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    [try inputs.required(0).converted(to: type)]
  }
}

/// Numbers of the type that the second input has.
public struct CastLike: Operator {
  /// Creates an operator.
  public init() {}

  /// `castLike`.
  public var kind: String { "castLike" }

  /// The shape of the first input, and the type of the second.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    [Fact(shape: try inputs.required(0).shape, type: try inputs.required(1).type)]
  }

  /// Converts every number.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    [try inputs.required(0).converted(to: try inputs.required(1).type)]
  }
}

extension Tensor {
  /// The numbers in another type, as `Cast` says.
  ///
  /// - Parameter other: The type.
  /// - Returns: A tensor of the same shape.
  func converted(to other: NumberType) -> Tensor {
    if other == type { return self }
    guard other.isFloating else {
      let values: [Int64] =
        switch elements {
        case .integers(let values): values.mapped { other.wrapped($0) }
        case .floats(let values): values.mapped { other.truncated(Double($0)) }
        }
      return Tensor(shape: shape, integers: values, type: other)
    }
    let values: [Float] =
      switch other {
      case .float16: floats.mapped { Float(Float16($0)) }
      case .bfloat16: floats.mapped(\.roundedToBrainFloat)
      default: floats
      }
    return Tensor(shape: shape, values: values, type: other)
  }
}

extension Float {
  /// The nearest number of the 8 significant bits of `bfloat16`, halves to even.
  fileprivate var roundedToBrainFloat: Float {
    if isNaN { return self }
    let isOdd = bitPattern >> 16 & 1
    return Float(bitPattern: (bitPattern &+ 0x7fff &+ isOdd) & 0xffff_0000)
  }
}
