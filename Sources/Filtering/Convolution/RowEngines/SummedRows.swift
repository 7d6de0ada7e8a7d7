/// Rows of sums along the row: the first pass of a separable kernel, a few rows at a time.
struct SummedRows<Source: RowSource, Sum: BitwiseCopyable>: RowSource {
  typealias Sample = Sum

  let segments: [RowSegment]
  private var horizontal: TapSum<Source, Sum>
  private var ring: RowRing<Sum>

  /// Prepares the first pass.
  ///
  /// - Parameters:
  ///   - horizontal: Sums with a kernel of one row, on an axis of single rows.
  ///   - axis: The rows of the image under the whole kernel.
  init(horizontal: TapSum<Source, Sum>, axis: ConvolutionAxis) {
    self.horizontal = horizontal
    segments = [RowSegment(start: 0, count: horizontal.count)]
    ring = RowRing(width: horizontal.count, capacity: axis.extent, first: -axis.before)
  }

  mutating func prepare(first: Int, count: Int) {
    var sums = horizontal
    ring.prepare(first: first, count: count) { position, output in
      sums.compute(position..<position + 1, into: output)
    }
    horizontal = sums
  }

  func row(at position: Int, segment: Int) -> UnsafePointer<Sum> {
    UnsafePointer(ring.slot(of: position))
  }
}
