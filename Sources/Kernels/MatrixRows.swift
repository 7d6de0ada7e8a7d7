/// The matrices of one kernel while their rows are read.
struct MatrixRows {
  /// The weights so far, in row-major C×H×W order.
  private(set) var weights: [Float] = []

  /// Numbers in a row, known after the first.
  private(set) var width = 0

  /// Rows of a matrix, known after the first.
  private(set) var height = 0

  /// Finished matrices.
  private(set) var channels = 0

  private var openRows = 0
  private var lastRow = 0

  /// Reads a line of numbers.
  ///
  /// - Parameters:
  ///   - line: Where they stand.
  ///   - text: The text.
  ///   - allowsFractions: Whether `1/9` is a number.
  ///   - room: How many weights the file may still have; lowered by those of the row.
  /// - Throws: `KernelError` for a number that is none, a row of another length, and beyond limits.
  mutating func append(
    _ line: Range<Int>, of text: KernelText, allowsFractions: Bool, room: inout Int
  ) throws(KernelError) {
    var rest = line
    var count = 0
    while let token = text.token(in: rest) {
      if count == KernelLimits.side || openRows == KernelLimits.side {
        throw text.error(.matrixTooLarge, at: token.lowerBound)
      }
      if room == 0 { throw text.error(.tooManyWeights, at: token.lowerBound) }
      weights.append(try text.weight(token, allowsFractions: allowsFractions))
      count += 1
      room -= 1
      rest = token.upperBound..<line.upperBound
    }
    if width == 0 { width = count }
    guard count == width else {
      throw text.error(
        .rowLength(expected: width, found: count), at: text.excess(in: line, over: width))
    }
    openRows += 1
    lastRow = text.trimmed(line).lowerBound
  }

  /// Ends the matrix of a channel; does nothing where no row was read since the last.
  ///
  /// - Parameter text: The text.
  /// - Throws: `matrixHeight`.
  mutating func endMatrix(in text: KernelText) throws(KernelError) {
    guard openRows > 0 else { return }
    if channels == 0 { height = openRows }
    guard openRows == height else {
      throw text.error(.matrixHeight(expected: height, found: openRows), at: lastRow)
    }
    channels += 1
    openRows = 0
  }
}
