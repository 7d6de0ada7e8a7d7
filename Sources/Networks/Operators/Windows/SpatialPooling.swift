import Pixels

/// The largest, the mean or the norm of what is under each window: ONNX's `MaxPool`, `AveragePool`
/// and `LpPool` of one to three spatial dimensions.
///
/// Maximum: padding never wins, not-a-number always does. Means and norms are summed in `Double` and
/// rounded once; taps of a hanging window beyond the padding never count. Windows whose taps all lie
/// outside give the least number as maximum and 0 otherwise.
public struct SpatialPooling: Operator {
  /// What becomes of the values under a window.
  public enum Kind: Hashable, Sendable {
    /// The largest.
    case max

    /// The largest, and as a second output the place of the first that is as large among all values
    /// of the input, with places of a map counted row by row or, as `storage_order` 1, column by
    /// column.
    case maxWithPlaces(byColumns: Bool)

    /// The mean, with padding as zeros among the values or left aside.
    case average(countsPadding: Bool)

    /// `(Σ |x|^p)^(1/p)`.
    case norm(Int)
  }

  /// What becomes of the values under a window.
  public let poolingKind: Kind

  /// The extents of a window, slowest first.
  public let shape: [Int]

  /// How windows slide.
  let windows: SpatialWindows

  /// Creates an operator; `pooling` gives a faster one where there is one.
  ///
  /// - Parameters:
  ///   - kind: What becomes of the values under a window.
  ///   - shape: The extents of a window, slowest first, one to three.
  ///   - strides: Positions between windows; none for 1.
  ///   - dilations: Positions between the taps of a window; none for 1.
  ///   - padding: What is padded.
  ///   - roundsUp: Whether a last window may hang over the end.
  /// - Throws: `LayerError.invalid`.
  public init(
    _ kind: Kind, shape: [Int], strides: [Int] = [], dilations: [Int] = [],
    padding: SpatialPadding = .valid, roundsUp: Bool = false
  ) throws(LayerError) {
    if case .norm(let power) = kind { try check(power, "power", in: 1...64) }
    for extent in shape { try check(extent, "window", in: 1...WindowGeometry.maximumExtent) }
    poolingKind = kind
    self.shape = shape
    windows = try SpatialWindows(
      strides: strides, dilations: dilations, padding: padding, roundsUp: roundsUp)
  }

  /// `maxPool`, `averagePool` or `lpPool`: pages compute `max` and `average` of `Pooling` alone.
  public var kind: String {
    switch poolingKind {
    case .max, .maxWithPlaces: "maxPool"
    case .average: "averagePool"
    case .norm: "lpPool"
    }
  }

  /// The window and how it moves.
  public var record: OperatorRecord {
    let name =
      switch poolingKind {
      case .max, .maxWithPlaces: "largest"
      case .average: "mean"
      case .norm: "norm"
      }
    var record = OperatorRecord(
      note: "the \(name) of " + shape.map(String.init).joined(separator: " × "),
      settings: windows.settings)
    record.settings["shape"] = .integers(shape)
    switch poolingKind {
    case .max, .maxWithPlaces: break
    case .average(let countsPadding): record.settings["countsPadding"] = .flag(countsPadding)
    case .norm(let power): record.settings["power"] = .integer(power)
    }
    return record
  }

  /// As many maps as go in, each a value per window; places of the same shape.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    let axes = try axes(for: input)
    let shape: [Int] = input.shape.prefix(2) + axes.outputs(rank: input.shape.count - 2)
    try shape.checkedCount()
    let pooled = Fact(shape: shape, type: input.type)
    guard case .maxWithPlaces = poolingKind else { return [pooled] }
    return [pooled, Fact(shape: shape, type: .int64)]
  }

  /// Pools every map.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    let facts = try outputs(for: inputs.facts)
    let axes = try axes(for: Fact(shape: input.shape, type: input.type))
    switch poolingKind {
    case .max, .maxWithPlaces:
      let (values, places) = maxima(
        of: input, axes, count: facts[0].shape.reduce(1, *), withPlaces: facts.count > 1)
      let pooled = pooled(values, shape: facts[0].shape, type: input.type)
      return facts.count == 1
        ? [pooled] : [pooled, Tensor(shape: facts[1].shape, integers: places)]
    case .average(let countsPadding):
      let values = sums(of: input, axes, shape: facts[0].shape, { Double($0) }) {
        sum, seen, padded in
        sum / Double(max(1, countsPadding ? padded : seen))
      }
      return [Tensor(shape: facts[0].shape, values: values, type: input.type)]
    case .norm(let power):
      let values = sums(of: input, axes, shape: facts[0].shape, { $0.power(power) }) { sum, _, _ in
        sum.root(power)
      }
      return [Tensor(shape: facts[0].shape, values: values, type: input.type)]
    }
  }

  /// What is pooled.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let input = try inputs.required(0)
    return try axes(for: input).window(rank: input.shape.count - 2)
  }

  func axes(for input: Fact) throws(LayerError) -> [TapAxis] {
    guard (3...5).contains(input.shape.count) else { throw .rank(input.shape, allowed: 3...5) }
    let takesBytes =
      switch poolingKind {
      case .max, .maxWithPlaces: true
      case .average, .norm: false
      }
    guard input.type.isFloating || takesBytes && [.int8, .uint8].contains(input.type) else {
      throw .type(input.type)
    }
    return try windows.axes(on: Array(input.shape.dropFirst(2)), taps: shape)
  }
}
