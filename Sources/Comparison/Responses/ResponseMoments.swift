import Loops
import Pixels

/// Counts, sums, and sums of products of responses, in `Double`.
struct ResponseMoments: Equatable, Sendable {
  /// How many filters there are.
  let width: Int

  /// How many samples were added.
  private(set) var count = 0

  /// The sum of each filter's responses.
  private(set) var sums: [Double]

  /// The lower triangle of the sums of products, row by row, diagonal included.
  private(set) var products: [Double]

  /// Creates the moments of no samples.
  init(width: Int) {
    self.width = width
    sums = [Double](repeating: 0, count: width)
    products = [Double](repeating: 0, count: width * (width + 1) / 2)
  }

  /// Adds those of other samples.
  mutating func merge(_ other: ResponseMoments) {
    count += other.count
    for index in sums.indices { sums[index] += other.sums[index] }
    for index in products.indices { products[index] += other.products[index] }
  }

  /// Stores the sums.
  func store(in numbers: inout StoredSums) {
    numbers.add(count)
    numbers.add(sums)
    numbers.add(products)
  }

  /// Takes sums that were stored; nil where there are none of this width.
  init?(width: Int, from numbers: inout StoredSumsReader) {
    guard let count = numbers.number(in: 0...Int.max),
      let sums = numbers.numbers(width, of: Double.self),
      let products = numbers.numbers(width * (width + 1) / 2, of: Double.self)
    else { return nil }
    (self.width, self.count, self.sums, self.products) = (width, count, sums, products)
  }

  /// Adds samples.
  ///
  /// - Parameters:
  ///   - responses: 1×width×1×samples.
  ///   - samples: Which of them.
  mutating func add(_ responses: Activation, samples: Range<Int>) {
    count += samples.count
    // Rows are filled up with zeros to whole vectors, and an odd row has a partner of zeros.
    let vectors = (samples.count + 3) / 4
    let rows = Scratch(repeating: SIMD4<Double>.zero, count: (width + 1) / 2 * 2 * vectors)
    let pitch = responses.shape.width
    for row in 0..<width {
      var sum = 0.0
      let scalars = UnsafeMutableRawPointer(rows.start + row * vectors)
        .assumingMemoryBound(to: Double.self)
      for (index, sample) in samples.enumerated() {
        let value = Double(responses.values[row * pitch + sample])
        scalars[index] = value
        sum += value
      }
      sums[row] += sum
    }
    products.withUnsafeMutableBufferPointer { products in
      guard let start = products.baseAddress else { return }
      addProducts(rows.start, rows: width, vectors: vectors, to: start)
    }
  }

  /// A sum of products.
  subscript(row: Int, column: Int) -> Double {
    let (larger, smaller) = row > column ? (row, column) : (column, row)
    return products[larger * (larger + 1) / 2 + smaller]
  }

  /// The sum of products of distances from given values.
  ///
  /// - Parameters:
  ///   - row: A filter.
  ///   - column: Another.
  ///   - means: A value a filter.
  /// - Returns: `Σ (r - mean)(c - mean)`.
  func centred(_ row: Int, _ column: Int, about means: [Double]) -> Double {
    self[row, column] - sums[row] * means[column] - means[row] * sums[column]
      + Double(count) * means[row] * means[column]
  }

  /// The mean of each filter's responses; zeros where there are none.
  var means: [Double] { sums.map { count == 0 ? 0 : $0 / Double(count) } }

  /// Whether a filter's responses differ by more than the rounding of `Float`.
  func varies(_ index: Int, about means: [Double]) -> Bool {
    centred(index, index, about: means) > 1e-10 * self[index, index]
  }
}

/// Adds the products of all pairs of rows to a lower triangle, two by two rows at a time.
private func addProducts(
  _ values: UnsafePointer<SIMD4<Double>>, rows: Int, vectors: Int,
  to triangle: UnsafeMutablePointer<Double>
) {
  for row in Swift.stride(from: 0, to: rows, by: 2) {
    let a = values + row * vectors
    let b = a + vectors
    for column in Swift.stride(from: 0, through: row, by: 2) {
      let c = values + column * vectors
      let d = c + vectors
      var ac = SIMD4<Double>.zero
      var ad = SIMD4<Double>.zero
      var bc = SIMD4<Double>.zero
      var bd = SIMD4<Double>.zero
      for index in 0..<vectors {
        ac += a[index] * c[index]
        ad += a[index] * d[index]
        bc += b[index] * c[index]
        bd += b[index] * d[index]
      }
      let first = row * (row + 1) / 2
      triangle[first + column] += ac.sum()
      if column < row { triangle[first + column + 1] += ad.sum() }
      guard row + 1 < rows else { continue }
      let second = first + row + 1
      triangle[second + column] += bc.sum()
      triangle[second + column + 1] += bd.sum()
    }
  }
}
