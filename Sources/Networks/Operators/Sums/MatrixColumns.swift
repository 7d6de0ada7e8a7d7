import Pixels
import Loops
import RowLoopTable

/// The right matrix of a product in the order in which the loops read it: sixteen columns at a time.
///
/// Sums are `Float` fused multiply-adds along the inner extent, from a starting number on, the same
/// bits on every processor.
struct MatrixColumns: Sendable {
  /// Terms of a sum: rows of the matrix.
  let terms: Int

  /// Sums of a row: columns of the matrix.
  let columns: Int

  private let packed: PackedWeights

  /// Copies a matrix.
  ///
  /// - Parameters:
  ///   - matrix: Terms × columns numbers, row-major.
  ///   - terms: Rows.
  ///   - columns: Columns.
  ///   - isTransposed: Whether the numbers are columns × terms instead.
  ///   - factor: What every number is multiplied by.
  /// - Complexity: O(terms · columns) time and memory.
  init(
    _ matrix: ArraySlice<Float>, terms: Int, columns: Int, isTransposed: Bool = false,
    factor: Float = 1
  ) {
    self.terms = terms
    self.columns = columns
    var outputs = [Float](matrix)
    if !isTransposed {
      let first = matrix.startIndex
      for column in 0..<columns {
        for term in 0..<terms {
          outputs[column * terms + term] = matrix[first + term * columns + column]
        }
      }
    }
    if factor != 1 { for place in outputs.indices { outputs[place] *= factor } }
    packed = PackedWeights(outputs, bias: nil, outputs: columns, groups: 1, tapCount: terms)
  }

  /// The rows of a left matrix, wherever they are.
  struct Rows {
    /// The first number; not looked at if there are no terms.
    let start: UnsafePointer<Float>

    /// How many rows there are.
    let count: Int

    /// Numbers between rows.
    let pitch: Int

    /// Numbers between the terms of a row.
    let step: Int
  }

  /// Multiplies rows with the matrix.
  ///
  /// - Parameters:
  ///   - rows: As many terms a row as the matrix has rows.
  ///   - starts: What the sums start from: none for 0, one per column, or one per row and column.
  ///   - output: Room for one number per row and column.
  ///   - workers: The threads that share the columns.
  func multiply(
    _ rows: Rows, starts: [Float], to output: UnsafeMutablePointer<Float>,
    workers: any Workers = OneWorker()
  ) {
    guard rows.count > 0, columns > 0 else { return }
    let loops = Variant.best.loops
    // So many rows stay in the nearest cache; rows that start from their own numbers go alone.
    let piece = starts.count > columns ? 1 : 64
    let windows = Scratch((0..<rows.count).map { rows.start + $0 * rows.pitch })
    let offsets = (0..<terms).map { $0 * rows.step }
    workers.perform(packed.blocks) { block in
      let sums = Scratch<Float>(count: 16 * piece)
      let first = Scratch<Float>(repeating: 0, count: 16)
      packed.with(block: block, of: 0) { lanes, weights, _ in
        for row in stride(from: 0, to: rows.count, by: piece) {
          let count = min(piece, rows.count - row)
          if !starts.isEmpty {
            let place = starts.count > columns ? row * columns : 0
            for (lane, column) in lanes.enumerated() { first.start[lane] = starts[place + column] }
          }
          if terms > 0 {
            loops.windowSum(
              windows.start + row, count, offsets, terms, weights, first.start, sums.start)
          } else {
            for place in 0..<16 * count { sums.start[place] = first.start[place % 16] }
          }
          for index in 0..<count {
            (output + (row + index) * columns + lanes.lowerBound).update(
              from: sums.start + 16 * index, count: lanes.count)
          }
        }
      }
    }
  }
}
