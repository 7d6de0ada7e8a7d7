import Networks
import Pixels

/// A place of an image at which a filter responds strongly.
public struct StrongestPatch: Equatable, Sendable {
  /// The number of the image.
  public let image: Int

  /// The row of the response map.
  public let row: Int

  /// The column of the response map.
  public let column: Int

  /// The response, bias included.
  public let response: Float

  /// What the response sees of the input.
  public let field: Field

  /// A rectangle of an input; with padding it reaches beyond it.
  public struct Field: Equatable, Sendable {
    /// The first column.
    public let x: Int

    /// The first row.
    public let y: Int

    /// Columns.
    public let width: Int

    /// Rows.
    public let height: Int
  }

  /// Whether it comes before another: stronger, or else earlier.
  func precedes(_ other: StrongestPatch) -> Bool {
    if response != other.response { return response > other.response }
    return (image, row, column) < (other.image, other.row, other.column)
  }
}

/// The strongest responses of one filter to an image, none of whose windows overlap.
///
/// The strongest is taken, all that share a pixel with it are left out, and so on.
///
/// - Parameters:
///   - maps: Responses of several filters.
///   - channel: Which of them.
///   - window: The window of the layer on the image.
///   - image: The number of the image.
///   - height: Rows of a filter.
///   - width: Columns of a filter.
///   - count: How many are taken at most.
/// - Returns: Patches from the strongest on; of equal ones the first in row-major order.
func strongestPatches(
  _ maps: Activation, channel: Int, window: Window, image: Int, height: Int, width: Int, count: Int
) -> [StrongestPatch] {
  let (rows, columns) = (maps.shape.height, maps.shape.width)
  // Windows whose first rows or columns lie closer than this overlap.
  let reachY = (height - 1) / window.strideY
  let reachX = (width - 1) / window.strideX
  var patches: [StrongestPatch] = []
  maps.values.withUnsafeBufferPointer { values in
    let map = UnsafeBufferPointer(
      rebasing: values[channel * rows * columns..<(channel + 1) * rows * columns])
    var bests = (0..<rows).map { strongest(map, row: $0, columns: columns, blocked: []) }
    while patches.count < count {
      var winner: (row: Int, column: Int, response: Float)?
      for (row, best) in bests.enumerated() {
        guard let best, best.response > winner?.response ?? -.infinity else { continue }
        winner = (row, best.column, best.response)
      }
      guard let winner else { return }
      patches.append(
        StrongestPatch(
          image: image, row: winner.row, column: winner.column, response: winner.response,
          field: StrongestPatch.Field(
            x: winner.column * window.strideX - window.paddingLeft,
            y: winner.row * window.strideY - window.paddingTop, width: width, height: height)))
      for row in max(0, winner.row - reachY)...min(rows - 1, winner.row + reachY) {
        let blocked = patches.filter { abs($0.row - row) <= reachY }
          .map { $0.column - reachX...$0.column + reachX }
        bests[row] = strongest(map, row: row, columns: columns, blocked: blocked)
      }
    }
  }
  return patches
}

/// The first of the largest values of a row outside ranges of columns.
private func strongest(
  _ map: UnsafeBufferPointer<Float>, row: Int, columns: Int, blocked: [ClosedRange<Int>]
) -> (column: Int, response: Float)? {
  var best: (column: Int, response: Float)?
  for column in 0..<columns {
    let response = map[row * columns + column]
    if response > best?.response ?? -.infinity, !blocked.contains(where: { $0.contains(column) }) {
      best = (column, response)
    }
  }
  return best
}
