extension Kernel {
  /// The matrix at one channel.
  ///
  /// - Parameter channel: From 0 to `channels - 1`.
  /// - Returns: The rows from top to bottom.
  public func rows(ofChannel channel: Int = 0) -> [[Float]] {
    precondition(channel >= 0 && channel < channels, "the channel is one of the kernel's")
    return (0..<height).map { row in
      let start = (channel * height + row) * width
      return Array(weights[start..<start + width])
    }
  }

  /// A column and a row whose products are the weights of a kernel with one channel, or nil.
  ///
  /// Kernels of whole numbers are decided exactly: the row has no common divisor, both are whole,
  /// and `column[y] * row[x]` equals the weight. Others are separable where every product is within
  /// 1e-6 of the largest weight. A kernel with several channels is not separable here.
  ///
  /// - Complexity: O(weights).
  public var separable: (column: [Float], row: [Float])? {
    guard channels == 1 else { return nil }
    guard let pivot = weights.indices.max(by: { abs(weights[$0]) < abs(weights[$1]) }),
      weights[pivot] != 0
    else { return ([Float](repeating: 0, count: height), [Float](repeating: 0, count: width)) }
    let (pivotRow, pivotColumn) = pivot.quotientAndRemainder(dividingBy: width)
    return isInteger
      ? exactFactors(pivotRow: pivotRow, pivotColumn: pivotColumn)
      : nearFactors(pivotRow: pivotRow, pivotColumn: pivotColumn)
  }

  private func exactFactors(
    pivotRow: Int, pivotColumn: Int
  ) -> (column: [Float], row: [Float])? {
    let matrix = weights.map { Int($0) }
    let whole = matrix[pivotRow * width..<(pivotRow + 1) * width]
    let divisor = whole.filter { $0 != 0 }.reduce(0) { greatestCommonDivisor($0, abs($1)) }
    let row = whole.map { $0 / divisor }
    var column: [Int] = []
    for y in 0..<height {
      let (factor, rest) = matrix[y * width + pivotColumn]
        .quotientAndRemainder(dividingBy: row[pivotColumn])
      guard rest == 0, (0..<width).allSatisfy({ matrix[y * width + $0] == factor * row[$0] })
      else { return nil }
      column.append(factor)
    }
    return (column.map { Float($0) }, row.map { Float($0) })
  }

  private func nearFactors(
    pivotRow: Int, pivotColumn: Int
  ) -> (column: [Float], row: [Float])? {
    let pivot = Double(weights[pivotRow * width + pivotColumn])
    let column = (0..<height).map { Double(weights[$0 * width + pivotColumn]) }
    let row = (0..<width).map { Double(weights[pivotRow * width + $0]) / pivot }
    let tolerance = 1e-6 * abs(pivot)
    for y in 0..<height {
      for x in 0..<width
      where abs(Double(weights[y * width + x]) - column[y] * row[x]) > tolerance {
        return nil
      }
    }
    return (column.map { Float($0) }, row.map { Float($0) })
  }

  /// How many column-times-row products the matrix of a channel is the sum of.
  ///
  /// Gaussian elimination with full pivoting; what is below 1e-6 of the largest weight (for whole
  /// numbers: below what elimination itself may lose) counts as zero.
  ///
  /// - Parameter channel: From 0 to `channels - 1`.
  /// - Returns: 0 for a matrix of zeros, else from 1 to the lesser of width and height.
  /// - Complexity: O(width * height * rank).
  public func rank(ofChannel channel: Int = 0) -> Int {
    var rest = rows(ofChannel: channel).map { row in row.map { Double($0) } }
    let largest = rest.joined().reduce(0) { max($0, abs($1)) }
    let tolerance = largest * (isInteger ? Double(width + height) * .ulpOfOne : 1e-6)
    var rank = 0
    while rank < min(width, height) {
      var pivot = (row: rank, column: rank)
      for y in rank..<height {
        for x in rank..<width where abs(rest[y][x]) > abs(rest[pivot.row][pivot.column]) {
          pivot = (y, x)
        }
      }
      let value = rest[pivot.row][pivot.column]
      guard abs(value) > tolerance else { break }
      rest.swapAt(rank, pivot.row)
      for y in rank..<height { rest[y].swapAt(rank, pivot.column) }
      let row = rest[rank]
      for y in rank + 1..<height {
        let factor = rest[y][rank] / value
        for x in rank..<width { rest[y][x] -= factor * row[x] }
      }
      rank += 1
    }
    return rank
  }

  /// What one sample of value 1 in an image of zeros becomes, without the offset.
  ///
  /// The result of a correlation shows the matrix turned by 180 degrees: the scaled weights in
  /// reverse. The sample itself lies at `flipped.anchor`. For a multichannel kernel each matrix is
  /// the response to a sample of that channel.
  public var impulseResponse: [Double] {
    flipped.weights.map { Double($0) * Double(scale.numerator) / Double(scale.denominator) }
  }
}
