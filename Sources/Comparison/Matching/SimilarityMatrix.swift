import Networks
import Pixels

/// How alike the filters of one bank are to those of another, or among themselves.
public struct SimilarityMatrix: Equatable, Sendable {
  /// Filters of the first bank.
  public let rows: Int

  /// Filters of the second bank.
  public let columns: Int

  /// Cosines, row by row, from -1 to 1; 0 where a filter is zero or not finite.
  public private(set) var scores: [Float]

  /// The cosine for two filters.
  public internal(set) subscript(row: Int, column: Int) -> Float {
    get { scores[row * columns + column] }
    set { scores[row * columns + column] = newValue }
  }

  /// Creates a matrix of zeros.
  init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    scores = [Float](repeating: 0, count: rows * columns)
  }

  /// Compares the filters of a bank among themselves, neither turned nor mirrored.
  ///
  /// The score is the cosine of greatest size over shifts, zeros outside, divided by the norms of
  /// the whole filters. It takes n² × shifts × weights multiply-adds.
  ///
  /// - Parameters:
  ///   - filters: Filters of one shape.
  ///   - largestShift: Rows and columns by which filters may be moved, 0 or more.
  /// - Throws: `ComparisonError.emptyBank`; `layer` where the filters are too large.
  public init(
    among filters: [Filter], largestShift: Int = 2
  ) throws(ComparisonError) {
    guard let first = filters.first else { throw .emptyBank(.learned) }
    let isUniform = filters.allSatisfy {
      $0.channels == first.channels && $0.height == first.height && $0.width == first.width
    }
    precondition(isUniform, "the filters of a layer have one shape")
    self.init(rows: filters.count, columns: filters.count)
    let scaled = filters.map(\.scaledToLengthOne)
    do {
      let layer = try ConvolutionLayer(
        weights: scaled.flatMap { $0 }, outputChannels: filters.count,
        groupChannels: first.channels, kernelHeight: first.height, kernelWidth: first.width,
        padding: .all(largestShift))
      let shape = Shape(channels: first.channels, height: first.height, width: first.width)
      for row in 0..<rows {
        let cosines = try layer.forward(Activation(shape: shape, values: scaled[row]))
        let shifts = cosines.shape.height * cosines.shape.width
        for column in 0..<row {
          let score = strongest(cosines.values[column * shifts..<(column + 1) * shifts])
          self[row, column] = score
          self[column, row] = score
        }
        self[row, row] = filters[row].isAlive ? 1 : 0
      }
    } catch {
      throw .layer(error)
    }
  }
}

/// The value of greatest size, within -1 to 1.
private func strongest(_ cosines: ArraySlice<Float>) -> Float {
  var best: Float = 0
  for cosine in cosines where abs(cosine) > abs(best) { best = cosine }
  return min(max(best, -1), 1)
}
