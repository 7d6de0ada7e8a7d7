import Loops
/// The last few rows of a sequence, each kept in the slot of its position.
struct RowRing<Sample: BitwiseCopyable> {
  /// Samples a row.
  let width: Int

  private let rows: Scratch<Sample>
  private let capacity: Int
  private var next: Int

  /// Makes room.
  ///
  /// - Parameters:
  ///   - width: Samples a row.
  ///   - capacity: Rows kept, 1 or more.
  ///   - first: The position of the first row that will be asked for.
  init(width: Int, capacity: Int, first: Int) {
    self.width = width
    self.capacity = capacity
    next = first
    rows = Scratch(count: width * capacity)
  }

  /// Fills the rows that are missing.
  ///
  /// - Parameters:
  ///   - first: The position of the first row wanted.
  ///   - count: How many positions from there, at most the capacity.
  ///   - load: Writes the row at a position.
  mutating func prepare(
    first: Int, count: Int, load: (Int, UnsafeMutablePointer<Sample>) -> Void
  ) {
    let end = first + count
    var position = max(next, first)
    while position < end {
      load(position, slot(of: position))
      position += 1
    }
    next = max(next, end)
  }

  /// The samples of a row.
  ///
  /// - Parameter position: A row that is prepared.
  /// - Returns: `width` samples.
  func slot(of position: Int) -> UnsafeMutablePointer<Sample> {
    let remainder = position % capacity
    return rows.start + (remainder < 0 ? remainder + capacity : remainder) * width
  }
}
