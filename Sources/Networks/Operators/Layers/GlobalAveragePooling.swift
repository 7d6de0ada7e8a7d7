public import Pixels

/// The mean of every map, summed in `Double`: N×C×H×W becomes N×C×1×1, of any spatial rank.
public struct GlobalAveragePooling: MapOperator {
  /// Creates a layer.
  public init() {}

  /// `globalAverage`.
  public var kind: String { "globalAverage" }

  /// One line for the reader.
  public var record: OperatorRecord { OperatorRecord(note: "the mean of each map") }

  /// One value a map.
  public func outputShape(for input: Shape) throws(LayerError) -> Shape {
    guard input.height > 0, input.width > 0 else {
      throw .windowTooLarge(height: 1, width: 1, input: input)
    }
    return Shape(batch: input.batch, channels: input.channels, height: 1, width: 1)
  }

  /// One value per map of any spatial rank.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    try input.checkFloating()
    return [Fact(shape: try onePerMap(input.shape), type: input.type)]
  }

  /// Takes the mean of every map of any spatial rank.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    let fact = try outputs(for: inputs.facts)[0]
    return [
      Tensor(shape: fact.shape, values: try forward(input.maps).values, type: input.type)
    ]
  }

  /// Everything, whatever the rank.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }

  /// All of the input.
  public func window(on input: Shape) throws(LayerError) -> Window? {
    Window(height: nil, width: nil, strideY: 1, strideX: 1)
  }

  /// Takes the mean of every map.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    let shape = try outputShape(for: input.shape)
    return Activation(shape: shape) { output in
      for map in 0..<shape.batch * shape.channels {
        var sum = 0.0
        for value in input.values[map * input.plane..<(map + 1) * input.plane] {
          sum += Double(value)
        }
        output[map] = Float(sum / Double(input.plane))
      }
    }
  }
}
