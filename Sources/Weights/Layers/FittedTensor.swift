/// A tensor of a file, brought to the axes and the shape that a layer has.
///
/// A matrix of PyTorch and Caffe has a row per output. One of TensorFlow has a column per output,
/// and where maps were flattened before it, its rows stand in the order of rows, columns, channels.
public struct FittedTensor: Sendable {
  /// The tensor as it is stored.
  public let entry: TensorEntry

  /// How its axes lie in the file.
  public let axes: FilterAxes

  /// The shape that the layer has, slowest first.
  public let shape: [Int]

  private let isDepthwise: Bool

  /// The stored shape with the four axes of filters; others for what has no axes to turn.
  private let stored: [Int]

  /// Fits a tensor; nil if the shapes do not fit.
  ///
  /// - Parameters:
  ///   - entry: The tensor as it is stored.
  ///   - shape: The shape that the layer has: filters, channels, rows, columns, or outputs and
  ///     inputs, or one number per map.
  ///   - axes: How the axes of the file lie.
  ///   - isDepthwise: Whether each filter sees one channel.
  ///   - maps: Channels, rows and columns of what was flattened before a matrix; nil if nothing
  ///     was.
  public init?(
    _ entry: TensorEntry, to shape: [Int], axes: FilterAxes, isDepthwise: Bool = false,
    maps: [Int]? = nil
  ) {
    var stored = entry.shape
    if axes == .hwio, stored.count == 2 {
      let inner = maps.map { [$0[1], $0[2], $0[0]] } ?? [1, 1, stored[0]]
      guard inner.reduce(1, *) == stored[0] else { return nil }
      stored = inner + [stored[1]]
    }
    let turned = axes.shape(stored, isDepthwise: isDepthwise)
    guard turned == shape || Self.isReshaped(turned, shape) else { return nil }
    self.entry = entry
    self.axes = axes
    self.shape = shape
    self.isDepthwise = isDepthwise
    self.stored = stored
  }

  /// Reads the values.
  ///
  /// - Parameter file: The file of the tensor.
  /// - Returns: The values in row-major order of `shape`.
  /// - Throws: `WeightsError`.
  /// - Complexity: O(values).
  public func values(in file: any WeightsFile) throws(WeightsError) -> [Float] {
    axes.turned(
      try file.tensor(named: entry.name).values, shape: stored, isDepthwise: isDepthwise)
  }

  /// Whether a matrix and filters have as many outputs, and as many numbers for each.
  private static func isReshaped(_ first: [Int], _ second: [Int]) -> Bool {
    guard let outputs = first.first, outputs == second.first else { return false }
    return (first.count == 2 || second.count == 2)
      && TensorEntry.elementCount(of: first) == TensorEntry.elementCount(of: second)
  }
}

extension [Float] {
  /// The number of values that are not finite.
  ///
  /// - Complexity: O(values).
  public var nonFiniteCount: Int {
    reduce(into: 0) { count, value in if !value.isFinite { count += 1 } }
  }

  /// Divides all values.
  ///
  /// - Parameter divisor: What they are divided by.
  /// - Returns: The quotients.
  /// - Complexity: O(values).
  public func divided(by divisor: Float) -> [Float] { map { $0 / divisor } }
}
