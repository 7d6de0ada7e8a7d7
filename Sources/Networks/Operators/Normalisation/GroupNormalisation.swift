/// Subtracts the mean of each group of maps of an image and divides by its deviation.
///
/// ONNX's `GroupNormalization`, and `InstanceNormalization` where each map is a group. `out = (in -
/// mean) / √(variance + epsilon) * scale + shift`, in `Double` and rounded once. The inputs are
/// N×C×…, then scale and shift: one per map (opset 21) or one per group (opset 18). Wu and He, "Group
/// normalization" (2018); Ulyanov, Vedaldi and Lempitsky, "Instance normalization" (2016).
public struct GroupNormalisation: Operator {
  /// Groups of maps; nil for as many as there are maps.
  public let groups: Int?

  /// What is added to the variance.
  public let epsilon: Float

  /// Creates an operator.
  ///
  /// - Parameters:
  ///   - groups: Groups of maps; nil for as many as there are maps.
  ///   - epsilon: What is added to the variance.
  /// - Throws: `LayerError.invalid`.
  public init(groups: Int?, epsilon: Float = 1e-5) throws(LayerError) {
    if let groups {
      try check(groups, "number of groups", in: 1...WindowGeometry.maximumExtent)
    }
    self.groups = groups
    self.epsilon = epsilon
  }

  /// `groupNormalization` or `instanceNormalization`.
  public var kind: String { groups == nil ? "instanceNormalization" : "groupNormalization" }

  /// Scale and shift.
  public var parameterNames: [String] { ["scale", "shift"] }

  /// The groups and the number that is added to variances.
  public var record: OperatorRecord {
    var record = OperatorRecord(
      note: "each \(groups == nil ? "map" : "group of maps") less its mean, "
        + "divided by its deviation",
      settings: ["epsilon": .number(epsilon)])
    record.settings["groups"] = groups.map { .integer($0) }
    return record
  }

  /// The shape of the input.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    try input.checkFloating()
    guard input.shape.count >= 3 else { throw .rank(input.shape, allowed: 3...Int.max) }
    let channels = input.shape[1]
    let groups = groups ?? max(channels, 1)
    guard channels.isMultiple(of: groups) else { throw .groups(groups, channels: channels) }
    for place in 1...2 {
      let numbers = try inputs.required(place)
      guard numbers.shape == [channels] || numbers.shape == [groups] else {
        throw .unequalShapes(numbers.shape, input.shape)
      }
    }
    return [Fact(shape: input.shape, type: input.type)]
  }

  /// Normalises every group of every image.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let fact = try outputs(for: inputs.facts)[0]
    let input = try inputs.required(0)
    let (scale, shift) = (try inputs.required(1).floats, try inputs.required(2).floats)
    let channels = input.shape[1]
    let groups = groups ?? channels
    let numbers = input.floats
    let plane = input.shape[2...].reduce(1, *)
    let values = [Float](count: fact.shape.reduce(1, *)) { output in
      numbers.withUnsafeBufferPointer { numbers in
        let members = channels / groups
        for group in 0..<input.shape[0] * groups {
          let first = group * members
          let statistics = Standardisation(
            UnsafeBufferPointer(rebasing: numbers[first * plane..<(first + members) * plane]),
            epsilon: epsilon)
          for map in first..<first + members {
            let channel = map % channels
            statistics.write(
              UnsafeBufferPointer(rebasing: numbers[map * plane..<(map + 1) * plane]),
              scale: scale[scale.count == channels ? channel : channel / members],
              shift: shift[shift.count == channels ? channel : channel / members],
              to: output + map * plane)
          }
        }
      }
    }
    return [Tensor(shape: fact.shape, values: values, type: input.type)]
  }

  /// Everything: each value changes the mean of its group.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? { .everything }
}
