/// How alike two lists of numbers are ordered: Spearman's rank correlation.
///
/// Equal numbers share the mean of their ranks.
///
/// - Parameters:
///   - first: Numbers.
///   - second: As many.
/// - Returns: From -1 to 1; nil if all numbers of a list are equal.
/// - Complexity: O(n log n).
func rankCorrelation(_ first: [Float], _ second: [Float]) -> Double? {
  precondition(first.count == second.count, "lists of one length are compared")
  let (ranks, others) = (ranks(of: first), ranks(of: second))
  let mean = Double(first.count - 1) / 2
  var (product, square, otherSquare) = (0.0, 0.0, 0.0)
  for place in ranks.indices {
    let (own, other) = (ranks[place] - mean, others[place] - mean)
    product += own * other
    square += own * own
    otherSquare += other * other
  }
  let scale = (square * otherSquare).squareRoot()
  return scale > 0 ? product / scale : nil
}

/// The places of numbers in their order, from 0; equal ones share the mean of theirs.
private func ranks(of values: [Float]) -> [Double] {
  let order = values.indices.sorted { values[$0] < values[$1] }
  var ranks = [Double](repeating: 0, count: values.count)
  var first = 0
  while first < order.count {
    var end = first + 1
    while end < order.count, values[order[end]] == values[order[first]] { end += 1 }
    for place in order[first..<end] { ranks[place] = Double(first + end - 1) / 2 }
    first = end
  }
  return ranks
}
