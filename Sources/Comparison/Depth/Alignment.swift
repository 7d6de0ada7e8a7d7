/// Samples of a layer: one row per map.
struct AlignmentSamples: Equatable, Sendable {
  /// Maps.
  let maps: Int

  /// Values of a map.
  let count: Int

  /// The values, map by map.
  let values: [Float]
}

extension AlignmentSamples {
  /// Stores the samples.
  fileprivate func store(in numbers: inout StoredSums) {
    numbers.add([maps, count])
    numbers.add(values)
  }

  /// Takes samples that were stored; nil where there are none.
  fileprivate init?(from numbers: inout StoredSumsReader) {
    guard let maps = numbers.number(in: 0...1 << 31), let count = numbers.number(in: 0...1 << 31),
      let values = numbers.numbers(maps * count, of: Float.self)
    else { return nil }
    self.init(maps: maps, count: count, values: values)
  }
}

/// Linear centred kernel alignment of layers with layers, batch by batch of pictures.
///
/// Kornblith, Norouzi, Lee and Hinton, "Similarity of neural network representations revisited" (2019),
/// section 3, with the unbiased estimator of the Hilbert-Schmidt independence criterion of Song and
/// others (2012) summed over batches, as Nguyen, Raghu and Kornblith do it ("Do wide and deep networks
/// learn the same things?", 2021): few samples do not raise it, and the memory does not
/// depend on the number of pictures. It does not change where the maps of a layer are turned or scaled
/// as a whole.
public struct LayerAlignment: Sendable {
  private var products: [[Double]]
  private var rowSquares: [Double]
  private var columnSquares: [Double]
  private var waiting: [(rows: [AlignmentSamples], columns: [AlignmentSamples])] = []
  private let picturesPerBatch: Int

  /// How many samples were added, those of a batch that is not full included.
  public private(set) var sampleCount = 0

  /// Starts without samples.
  init(rows: Int, columns: Int, picturesPerBatch: Int) {
    products = [[Double]](repeating: [Double](repeating: 0, count: columns), count: rows)
    rowSquares = [Double](repeating: 0, count: rows)
    columnSquares = [Double](repeating: 0, count: columns)
    self.picturesPerBatch = picturesPerBatch
  }

  /// Stores the sums, and the samples that wait.
  func store(in numbers: inout StoredSums) {
    numbers.add(sampleCount)
    for row in products { numbers.add(row) }
    numbers.add(rowSquares)
    numbers.add(columnSquares)
    numbers.add(waiting.count)
    for picture in waiting {
      for samples in picture.rows + picture.columns { samples.store(in: &numbers) }
    }
  }

  /// Takes what was stored of as many layers in the place of what is known.
  ///
  /// - Returns: Whether it is there and fits; otherwise nothing is changed.
  mutating func restore(from numbers: inout StoredSumsReader) -> Bool {
    let (rows, columns) = (rowSquares.count, columnSquares.count)
    guard let count = numbers.number(in: 0...Int.max) else { return false }
    var products: [[Double]] = []
    for _ in 0..<rows {
      guard let row = numbers.numbers(columns, of: Double.self) else { return false }
      products.append(row)
    }
    guard let rowSquares = numbers.numbers(rows, of: Double.self),
      let columnSquares = numbers.numbers(columns, of: Double.self),
      let waitingCount = numbers.number(in: 0...picturesPerBatch)
    else { return false }
    var waiting: [(rows: [AlignmentSamples], columns: [AlignmentSamples])] = []
    for _ in 0..<waitingCount {
      var samples: [AlignmentSamples] = []
      for _ in 0..<rows + columns {
        guard let one = AlignmentSamples(from: &numbers) else { return false }
        samples.append(one)
      }
      waiting.append((Array(samples[..<rows]), Array(samples[rows...])))
    }
    (self.products, self.rowSquares, self.columnSquares) = (products, rowSquares, columnSquares)
    (self.waiting, sampleCount) = (waiting, count)
    return true
  }

  /// Adds the samples of a picture, as many of each layer.
  mutating func add(rows: [AlignmentSamples], columns: [AlignmentSamples]) {
    waiting.append((rows, columns))
    sampleCount += (rows.first ?? columns.first)?.count ?? 0
    if waiting.count == picturesPerBatch { finishBatch() }
  }

  /// Counts the pictures that wait for a full batch; no more are added then.
  mutating func finish() {
    if !waiting.isEmpty { finishBatch() }
  }

  private mutating func finishBatch() {
    let rows = rowSquares.indices.map { row in CentredGram(waiting.map { $0.rows[row] }) }
    let columns = columnSquares.indices.map { index in
      CentredGram(waiting.map { $0.columns[index] })
    }
    for (row, gram) in rows.enumerated() {
      rowSquares[row] += gram.product(with: gram)
      for (column, other) in columns.enumerated() {
        products[row][column] += gram.product(with: other)
      }
    }
    for (column, gram) in columns.enumerated() {
      columnSquares[column] += gram.product(with: gram)
    }
    waiting = []
  }

  /// The alignment of a layer with another: at most 1, and about 0 or below where they have nothing in
  /// common; nil where the maps of one are constant.
  public subscript(row: Int, column: Int) -> Double? {
    let norm = rowSquares[row] * columnSquares[column]
    guard norm > 0 else { return nil }
    return min(products[row][column] / norm.squareRoot(), 1)
  }
}

/// The inner products of samples, centred without bias: zeros on the diagonal, rows that sum to zero.
///
/// The U-centring of Székely and Rizzo, "Partial distance correlation with methods for dissimilarities"
/// (2014); the mean product of two of them is the unbiased criterion.
private struct CentredGram {
  private let order: Int

  /// Below the diagonal, row by row.
  private let triangle: [Double]

  init(_ pictures: [AlignmentSamples]) {
    let order = pictures.reduce(0) { $0 + $1.count }
    self.order = order
    var gram = [Double](repeating: 0, count: order * order)
    let maps = pictures.first?.maps ?? 0
    for map in 0..<maps {
      var row: [Double] = []
      row.reserveCapacity(order)
      for picture in pictures {
        for value in picture.values[map * picture.count..<(map + 1) * picture.count] {
          row.append(Double(value))
        }
      }
      // Centring changes nothing but the rounding.
      let mean = row.reduce(0, +) / Double(max(order, 1))
      for index in row.indices { row[index] -= mean }
      gram.withUnsafeMutableBufferPointer { gram in
        row.withUnsafeBufferPointer { row in
          for first in 1..<max(order, 1) {
            let value = row[first]
            for second in 0..<first { gram[first * order + second] += value * row[second] }
          }
        }
      }
    }
    guard order > 3 else {
      triangle = []
      return
    }
    var sums = [Double](repeating: 0, count: order)
    for first in 1..<order {
      for second in 0..<first {
        sums[first] += gram[first * order + second]
        sums[second] += gram[first * order + second]
      }
    }
    let total = sums.reduce(0, +) / Double((order - 1) * (order - 2))
    let shares = sums.map { $0 / Double(order - 2) }
    var triangle: [Double] = []
    triangle.reserveCapacity(order * (order - 1) / 2)
    for first in 1..<order {
      for second in 0..<first {
        triangle.append(gram[first * order + second] - shares[first] - shares[second] + total)
      }
    }
    self.triangle = triangle
  }

  /// The unbiased criterion times the number of samples, by which batches are weighted.
  func product(with other: CentredGram) -> Double {
    guard order > 3 else { return 0 }
    var sum = 0.0
    for (own, value) in zip(triangle, other.triangle) { sum += own * value }
    return 2 * sum / Double(order - 3)
  }
}
