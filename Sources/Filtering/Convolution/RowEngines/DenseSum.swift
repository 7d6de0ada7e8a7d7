import Loops
import RowLoopTable

/// Rows that dense sums compute together.
let denseRowsTogether = 4

/// Weighted sums under a kernel that has few zeros, four rows at a time.
///
/// The kernel lies on neighbouring rows of the image, and so do the kernels of neighbouring outputs.
struct DenseSum<Source: RowSource, Sum: BitwiseCopyable>: RowSums {
  let count: Int

  private var source: Source
  private let height: Int
  private let width: Int
  private let step: Int
  private let before: Int
  private let weights: Scratch<Sum>
  private let start: Sum
  private let loop: RowLoops.DenseSum<Source.Sample, Sum>
  private let samples: Scratch<UnsafePointer<Source.Sample>>
  private let outputs: Scratch<UnsafeMutablePointer<Sum>>
  private let piece: Scratch<Sum>

  /// Sums of one row in a piece: four such rows stay in the first cache.
  private static var pieceWidth: Int { 2048 }

  /// Sums in a piece, at most.
  var pieceCount: Int { min(Self.pieceWidth, count) }

  /// Prepares sums.
  ///
  /// - Parameters:
  ///   - source: The samples; it holds `denseRowsTogether - 1` rows more than the kernel has.
  ///   - weights: The weights in row-major order.
  ///   - height: Rows of the kernel.
  ///   - step: Samples between its columns.
  ///   - before: Rows from the first row of the kernel to that of the image, for output 0.
  ///   - start: What each sum starts from.
  ///   - loop: The row loop for these types.
  init(
    source: Source, weights: [Sum], height: Int, step: Int, before: Int, start: Sum,
    loop: @escaping RowLoops.DenseSum<Source.Sample, Sum>
  ) {
    self.source = source
    self.height = height
    self.step = step
    self.before = before
    self.start = start
    self.loop = loop
    width = weights.count / height
    self.weights = Scratch(weights)
    samples = Scratch(count: height + denseRowsTogether - 1)
    outputs = Scratch(count: denseRowsTogether)
    count = source.segments.map { $0.start + $0.count }.max() ?? 0
    piece = Scratch(count: denseRowsTogether * min(Self.pieceWidth, count))
  }

  mutating func compute(_ rows: Range<Int>, into output: UnsafeMutablePointer<Sum>) {
    forEachGroup(of: rows) { sums, first, rowCount in
      for (index, segment) in sums.source.segments.enumerated() {
        sums.locate(first: first, rowCount, segment: index, from: 0)
        for row in 0..<rowCount {
          let place = (first + row - rows.lowerBound) * sums.count + segment.start
          (sums.outputs.start + row).initialize(to: output + place)
        }
        sums.sum(rowCount, segment.count)
      }
    }
  }

  mutating func forEachPiece(
    of rows: Range<Int>, _ body: (UnsafePointer<Sum>, Int, Int) -> Void
  ) {
    forEachGroup(of: rows) { sums, first, rowCount in
      for (index, segment) in sums.source.segments.enumerated() {
        for begin in stride(from: 0, to: segment.count, by: Self.pieceWidth) {
          let size = min(Self.pieceWidth, segment.count - begin)
          sums.locate(first: first, rowCount, segment: index, from: begin)
          for row in 0..<rowCount {
            (sums.outputs.start + row).initialize(to: sums.piece.start + row * size)
          }
          sums.sum(rowCount, size)
          for row in 0..<rowCount {
            let place = (first + row - rows.lowerBound) * sums.count + segment.start + begin
            body(UnsafePointer(sums.piece.start) + row * size, place, size)
          }
        }
      }
    }
  }

  /// Hands over groups of four rows, the last of which overlaps the one before; or one group where
  /// there are fewer rows.
  private mutating func forEachGroup(
    of rows: Range<Int>, _ body: (DenseSum, _ first: Int, _ rowCount: Int) -> Void
  ) {
    let rowCount = min(denseRowsTogether, rows.count)
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: denseRowsTogether) {
      let first = min(first, rows.upperBound - rowCount)
      source.prepare(first: first - before, count: rowCount + height - 1)
      body(self, first, rowCount)
    }
  }

  /// Finds the samples under the first column of the kernel.
  private func locate(first: Int, _ rowCount: Int, segment: Int, from begin: Int) {
    for row in 0..<rowCount + height - 1 {
      (samples.start + row)
        .initialize(to: source.row(at: first - before + row, segment: segment) + begin)
    }
  }

  private func sum(_ rowCount: Int, _ size: Int) {
    loop(
      UnsafePointer(samples.start), height, width, step, UnsafePointer(weights.start), start,
      UnsafePointer(outputs.start), rowCount, size)
  }
}
