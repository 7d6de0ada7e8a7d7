public import Pixels

/// An operator on one batch of feature maps, without anything learned.
public protocol MapOperator: Operator, Layer {}

extension MapOperator {
  /// The operator itself.
  public var operation: any Operator { self }

  /// Nothing is learned.
  public var parameters: [Parameter] { [] }

  /// The shape of the maps that come out.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    [Fact(try outputShape(for: try inputs.required(0).maps()))]
  }

  /// Computes the maps.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    let shape = try Fact(shape: input.shape).maps()
    return [Tensor(try forward(Activation(shape: shape, values: input.floats)))]
  }

  /// Those for the maps that go in.
  public func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int {
    try multiplyAdds(for: try inputs.required(0).maps())
  }

  /// The window on the maps that go in.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    try window(on: try inputs.required(0).maps())
  }
}

/// An operator that replaces every value by one of its own, whatever the shape.
public protocol ValueOperator: MapOperator {}

extension ValueOperator {
  /// The shape of the input.
  public func outputShape(for input: Shape) throws(LayerError) -> Shape { input }

  /// The shape of the input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    return [Fact(shape: input.shape, type: input.type)]
  }

  /// Computes every value, under the shape of the input.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    guard input.type.isFloating else { throw .type(input.type) }
    let values = try forward(input.maps).values
    return [Tensor(shape: input.shape, values: values, type: input.type)]
  }

  /// Nothing is multiplied.
  public func multiplyAdds(for inputs: [Fact?]) throws(LayerError) -> Int { 0 }

  /// Each output sees the input at its own place.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { nil }
}
