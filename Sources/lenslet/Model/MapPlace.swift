import CommandLineKit

/// A place on maps: a column and a row.
struct MapPlace: ExpressibleByArgument {
  /// From 0.
  let column: Int

  /// From 0.
  let row: Int

  /// Reads `7,3`: column, then row.
  ///
  /// - Parameter argument: Two whole numbers from 0 on.
  init?(argument: String) {
    let words = argument.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = words.compactMap { Int($0) }.filter { $0 >= 0 }
    guard words.count == 2, numbers.count == 2 else { return nil }
    (column, row) = (numbers[0], numbers[1])
  }

  /// What is expected.
  static var expectedArgument: String { "a column and a row, both from 0, as 7,3" }

  /// The place as it is given.
  var defaultValueDescription: String { "\(column),\(row)" }
}
