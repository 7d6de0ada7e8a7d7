/// Fused multiply-adds of `Float` that never leave the registers: as many as a core can do.
///
/// Sum i of several begins at `i * start` and has `factor * start` added so many times; all of its
/// sixteen lanes are equal, and so are the outputs, the totals of the sums. Arguments: how many times;
/// the start; the factor; room for sixteen values. It returns how many sums there are.
public typealias PeakLoop =
  @Sendable (Int, Float, Float, UnsafeMutablePointer<Float>) -> Int
