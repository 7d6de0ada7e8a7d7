/// A horizontal and a vertical distance in samples, each 1 or more.
public struct Step: Hashable, Sendable {
  /// Columns.
  public let x: Int

  /// Rows.
  public let y: Int

  /// One column and one row.
  public static let one = Step(x: 1, y: 1)

  /// Creates a step.
  ///
  /// - Parameters:
  ///   - x: Columns, 1 or more.
  ///   - y: Rows, 1 or more.
  public init(x: Int, y: Int) {
    precondition(x > 0 && y > 0, "a step is at least 1")
    self.x = x
    self.y = y
  }
}
