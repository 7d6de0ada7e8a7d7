import Loops
import Pixels

/// Sums that a regression of the maps of a layer on responses of filters needs, in `Double`.
///
/// Products of maps with each other are left out, so that wide layers cost no more than their width.
struct RegressionMoments: Equatable, Sendable {
  /// Those of the responses.
  private(set) var responses: ResponseMoments

  /// Sums of the products of each map with each response, map by map.
  private(set) var products: [Double]

  /// The sum of each map.
  private(set) var sums: [Double]

  /// The sum of squares of each map.
  private(set) var squares: [Double]

  /// How many samples were added.
  var count: Int { responses.count }

  /// How many maps there are.
  var mapCount: Int { sums.count }

  /// Creates the moments of no samples.
  init(filters: Int, maps: Int) {
    responses = ResponseMoments(width: filters)
    products = [Double](repeating: 0, count: filters * maps)
    sums = [Double](repeating: 0, count: maps)
    squares = sums
  }

  /// Adds those of other samples.
  mutating func merge(_ other: RegressionMoments) {
    responses.merge(other.responses)
    for index in products.indices { products[index] += other.products[index] }
    for index in sums.indices {
      sums[index] += other.sums[index]
      squares[index] += other.squares[index]
    }
  }

  /// Stores the sums.
  func store(in numbers: inout StoredSums) {
    responses.store(in: &numbers)
    for sums in [products, sums, squares] { numbers.add(sums) }
  }

  /// Takes sums that were stored; nil where there are none of these filters and maps.
  init?(filters: Int, maps: Int, from numbers: inout StoredSumsReader) {
    guard let responses = ResponseMoments(width: filters, from: &numbers),
      let products = numbers.numbers(filters * maps, of: Double.self),
      let sums = numbers.numbers(maps, of: Double.self),
      let squares = numbers.numbers(maps, of: Double.self)
    else { return nil }
    (self.responses, self.products, self.sums, self.squares) = (responses, products, sums, squares)
  }

  /// Adds samples.
  ///
  /// - Parameters:
  ///   - responses: 1×filters×1×samples.
  ///   - maps: 1×maps×1×samples.
  mutating func add(_ responses: Activation, _ maps: Activation) {
    let samples = maps.shape.width
    precondition(responses.shape.width == samples, "every sample has responses and maps")
    self.responses.add(responses, samples: 0..<samples)
    let (own, others) = (SampleRows(maps), SampleRows(responses))
    for map in sums.indices {
      let row = own.row(map)
      var (sum, square) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
      for index in 0..<own.vectors {
        sum += row[index]
        square += row[index] * row[index]
      }
      sums[map] += sum.sum()
      squares[map] += square.sum()
    }
    products.withUnsafeMutableBufferPointer { products in
      guard let start = products.baseAddress else { return }
      own.addProducts(with: others, to: start)
    }
  }

  /// The sum of products of the distances of a map and a response from given values.
  func centred(map: Int, mean: Double, response: Int, about means: [Double]) -> Double {
    products[map * responses.width + response] - sums[map] * means[response]
      - mean * responses.sums[response] + Double(count) * mean * means[response]
  }

  /// The sum of squared distances of a map from a value.
  func centred(map: Int, mean: Double) -> Double {
    squares[map] - 2 * mean * sums[map] + Double(count) * mean * mean
  }
}

/// Samples as rows of whole vectors, filled up with zeros; an odd row has a partner of zeros.
struct SampleRows {
  /// Vectors of a row.
  let vectors: Int

  /// How many rows hold samples.
  let count: Int

  private let values: Scratch<SIMD4<Double>>

  /// Takes 1×rows×1×samples.
  init(_ samples: Activation) {
    count = samples.shape.channels
    let width = samples.shape.width
    vectors = (width + 3) / 4
    values = Scratch(repeating: .zero, count: (count + 1) / 2 * 2 * vectors)
    for row in 0..<count {
      let scalars = UnsafeMutableRawPointer(values.start + row * vectors)
        .assumingMemoryBound(to: Double.self)
      for index in 0..<width { scalars[index] = Double(samples.values[row * width + index]) }
    }
  }

  /// The vectors of a row.
  func row(_ index: Int) -> UnsafePointer<SIMD4<Double>> {
    UnsafePointer(values.start + index * vectors)
  }

  /// Adds the products of all rows with all of others, two by two rows at a time.
  ///
  /// - Parameters:
  ///   - others: As many samples.
  ///   - matrix: One sum per own row and other row, own row by own row.
  func addProducts(with others: SampleRows, to matrix: UnsafeMutablePointer<Double>) {
    for row in Swift.stride(from: 0, to: count, by: 2) {
      let (a, b) = (self.row(row), self.row(row + 1))
      for column in Swift.stride(from: 0, to: others.count, by: 2) {
        let (c, d) = (others.row(column), others.row(column + 1))
        var (ac, ad) = (SIMD4<Double>.zero, SIMD4<Double>.zero)
        var (bc, bd) = (ac, ad)
        for index in 0..<vectors {
          ac += a[index] * c[index]
          ad += a[index] * d[index]
          bc += b[index] * c[index]
          bd += b[index] * d[index]
        }
        let first = row * others.count + column
        let second = first + others.count
        let (hasRow, hasColumn) = (row + 1 < count, column + 1 < others.count)
        matrix[first] += ac.sum()
        if hasColumn { matrix[first + 1] += ad.sum() }
        if hasRow { matrix[second] += bc.sum() }
        if hasRow, hasColumn { matrix[second + 1] += bd.sum() }
      }
    }
  }
}
