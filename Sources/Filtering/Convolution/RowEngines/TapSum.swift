import Loops
import RowLoopTable

/// One non-zero weight of a kernel and where its samples lie.
struct Tap<Weight> {
  /// The row of the kernel.
  let row: Int

  /// Samples from the start of that row of the image.
  let offset: Int

  /// The weight.
  let weight: Weight
}

/// Weighted sums over the rows of a source.
struct TapSum<Source: RowSource, Sum: BitwiseCopyable>: RowSums {
  let count: Int

  private var source: Source
  private let axis: ConvolutionAxis
  private let rowOffsets: [Int]
  private let extent: Int
  private let tapRows: Scratch<Int>
  private let tapOffsets: Scratch<Int>
  private let weights: Scratch<Sum>
  private let tapCount: Int
  private let start: Sum
  private let loop: RowLoops.Sum<Source.Sample, Sum>
  private let pointers: Scratch<UnsafePointer<Source.Sample>>
  private let rows: Scratch<UnsafePointer<Source.Sample>>
  private let piece: Scratch<Sum>

  /// Sums that are taken through one after the other, so that they stay in the first cache.
  private static var block: Int { 12288 }

  /// Prepares sums.
  ///
  /// - Parameters:
  ///   - source: The samples.
  ///   - taps: One tap or more, in the order in which they are summed.
  ///   - rowOffsets: For each row of the kernel, rows of the image from its first.
  ///   - axis: The rows of the image.
  ///   - start: What each sum starts from.
  ///   - loop: The row loop for these types.
  init(
    source: Source, taps: [Tap<Sum>], rowOffsets: [Int], axis: ConvolutionAxis, start: Sum,
    loop: @escaping RowLoops.Sum<Source.Sample, Sum>
  ) {
    self.source = source
    self.axis = axis
    self.rowOffsets = rowOffsets
    self.start = start
    self.loop = loop
    extent = (rowOffsets.last ?? 0) + 1
    tapCount = taps.count
    tapRows = Scratch(taps.map(\.row))
    tapOffsets = Scratch(taps.map(\.offset))
    weights = Scratch(taps.map(\.weight))
    pointers = Scratch(count: taps.count)
    rows = Scratch(count: rowOffsets.count)
    count = source.segments.map { $0.start + $0.count }.max() ?? 0
    piece = Scratch(count: min(count, Self.block))
  }

  /// What computes the sums of a block: the samples under the taps, the weights, the number of taps,
  /// the start of the sums, the place of the first sum, and how many there are.
  typealias Block = (
    UnsafePointer<UnsafePointer<Source.Sample>>, UnsafePointer<Sum>, Int, Sum, Int, Int
  ) -> Void

  /// Hands every block of a row of sums to a body that computes it.
  ///
  /// - Parameters:
  ///   - first: The position of the image row under the first row of the kernel.
  ///   - body: Computes one block.
  mutating func forEachBlock(first: Int, _ body: Block) {
    source.prepare(first: first, count: extent)
    for (index, segment) in source.segments.enumerated() {
      for (row, offset) in rowOffsets.enumerated() {
        (rows.start + row).initialize(to: source.row(at: first + offset, segment: index))
      }
      var done = 0
      while done < segment.count {
        let size = min(Self.block, segment.count - done)
        for tap in 0..<tapCount {
          let pointer = rows.start[tapRows.start[tap]] + (tapOffsets.start[tap] + done)
          (pointers.start + tap).initialize(to: pointer)
        }
        body(
          UnsafePointer(pointers.start), UnsafePointer(weights.start), tapCount, start,
          segment.start + done, size)
        done += size
      }
    }
  }

  /// Hands every block of rows of sums to a body that computes it.
  ///
  /// - Parameters:
  ///   - rows: Rows of the result.
  ///   - body: Computes one block, which has its place among the rows when these lie one behind the
  ///     other.
  mutating func forEachBlock(of rows: Range<Int>, _ body: Block) {
    for row in rows {
      let begin = (row - rows.lowerBound) * count
      forEachBlock(first: row * axis.stride - axis.before) { body($0, $1, $2, $3, begin + $4, $5) }
    }
  }

  mutating func compute(_ rows: Range<Int>, into output: UnsafeMutablePointer<Sum>) {
    let loop = self.loop
    forEachBlock(of: rows) { loop($0, $1, $2, $3, output + $4, $5) }
  }

  mutating func forEachPiece(
    of rows: Range<Int>, _ body: (UnsafePointer<Sum>, Int, Int) -> Void
  ) {
    let (loop, sums) = (self.loop, piece.start)
    forEachBlock(of: rows) { taps, weights, tapCount, start, place, size in
      loop(taps, weights, tapCount, start, sums, size)
      body(UnsafePointer(sums), place, size)
    }
  }
}
