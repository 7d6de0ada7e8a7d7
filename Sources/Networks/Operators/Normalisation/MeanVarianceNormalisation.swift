/// Subtracts the mean over some axes and divides by the deviation: ONNX's
/// `MeanVarianceNormalization`.
///
/// `out = (in - mean) / (√variance + 1e-9)`, in `Double` and rounded once.
public struct MeanVarianceNormalisation: Operator {
  /// The axes; negative if they are counted from the end.
  public let axes: [Int]

  /// Creates an operator.
  ///
  /// - Parameter axes: The axes; negative if they are counted from the end.
  public init(axes: [Int] = [0, 2, 3]) { self.axes = axes }

  /// `meanVarianceNormalization`.
  public var kind: String { "meanVarianceNormalization" }

  /// The axes.
  public var record: OperatorRecord {
    OperatorRecord(
      note: "less the mean over some axes, divided by their deviation",
      settings: ["axes": .integers(axes)])
  }

  /// The shape of the input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    try input.checkFloating()
    _ = try places(in: input.shape)
    return [Fact(shape: input.shape, type: input.type)]
  }

  /// Normalises all positions.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let input = try inputs.required(0)
    let sums = AxisSums(fact.shape, over: try places(in: fact.shape))
    let numbers = input.floats
    var means = [Double](repeating: 0, count: sums.count)
    sums.forEach { position, sum in means[sum] += Double(numbers[position]) }
    let positions = Double(max(sums.positions, 1))
    for place in means.indices { means[place] /= positions }
    var squares = [Double](repeating: 0, count: sums.count)
    sums.forEach { position, sum in
      let distance = Double(numbers[position]) - means[sum]
      squares[sum] += distance * distance
    }
    let values = [Float](count: fact.shape.reduce(1, *)) { output in
      sums.forEach { position, sum in
        let deviation = (squares[sum] / positions).squareRoot() + 1e-9
        output[position] = Float((Double(numbers[position]) - means[sum]) / deviation)
      }
    }
    return [Tensor(shape: fact.shape, values: values, type: input.type)]
  }

  /// Everything: each value changes the mean.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }

  func places(in shape: [Int]) throws(LayerError) -> Set<Int> {
    var places: Set<Int> = []
    for axis in axes { places.insert(try shape.axis(axis)) }
    return places
  }
}
