public import Pixels

/// Stretches values linearly so that the least becomes 0 and the greatest 1.
///
/// Values that are all equal become 0. Not-a-number and infinities are left out of the range.
public struct MinMaxNormalisation: MapOperator {
  /// What shares one range.
  public enum Extent: Hashable, Sendable {
    /// Every map alone.
    case map

    /// All maps of an image.
    case image
  }

  /// What shares one range.
  public let extent: Extent

  /// Creates a layer.
  ///
  /// - Parameter extent: What shares one range.
  public init(over extent: Extent = .map) { self.extent = extent }

  /// `minmax`.
  public var kind: String { "minmax" }

  /// What shares one range.
  public var record: OperatorRecord {
    let extent = extent == .image ? "all maps together" : "each map alone"
    return OperatorRecord(
      note: "stretched to 0 … 1, \(extent)", settings: ["isWhole": .flag(self.extent == .image)])
  }

  /// The shape of the input.
  public func outputShape(for input: Shape) throws(LayerError) -> Shape { input }

  /// Stretches the values of every map or image.
  public func forward(_ input: Activation) throws(LayerError) -> Activation {
    let run = extent == .map ? input.plane : input.plane * input.shape.channels
    return Activation(shape: input.shape) { output in
      for start in stride(from: 0, to: input.values.count, by: max(run, 1)) {
        let values = input.values[start..<start + run]
        var (least, greatest) = (Float.infinity, -Float.infinity)
        for value in values where value.isFinite {
          least = min(least, value)
          greatest = max(greatest, value)
        }
        // Halved, so that the difference of two large values stays finite.
        let difference = greatest / 2 - least / 2
        for (place, value) in values.enumerated() {
          output[start + place] = difference > 0 ? (value / 2 - least / 2) / difference : 0
        }
      }
    }
  }
}
