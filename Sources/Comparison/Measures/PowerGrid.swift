import func Glibc.cos
import func Glibc.sin

/// The power spectrum of planes that are padded with zeros, summed over the planes.
///
/// Half of it: the other half mirrors it, as the weights are real.
struct PowerGrid {
  /// Frequencies along one side of the whole spectrum: a power of two, 64 or more, and at least
  /// four times the side of a plane, so that no peak is missed between two frequencies.
  let size: Int

  /// The power at `row * columns + column`, of horizontal frequency `column / size` and vertical
  /// frequency `row / size`, in cycles per pixel; rows from `size / 2` on are negative.
  let power: [Double]

  /// Horizontal frequencies, 0 to `size / 2`.
  var columns: Int { size / 2 + 1 }

  /// Transforms planes, rows first and columns then.
  ///
  /// - Parameters:
  ///   - planes: `height * width` numbers each, in row-major order.
  ///   - height: Rows of a plane.
  ///   - width: Columns of a plane.
  /// - Complexity: O(size² · height) a plane: quick enough for filters without a fast transform.
  init(planes: [[Double]], height: Int, width: Int) {
    var size = 64
    while size < 4 * max(height, width) { size *= 2 }
    let columns = size / 2 + 1
    let cosines = (0..<size).map { cos(2 * .pi * Double($0) / Double(size)) }
    let sines = (0..<size).map { sin(2 * .pi * Double($0) / Double(size)) }
    var power = [Double](repeating: 0, count: size * columns)
    for plane in planes {
      var real = [Double](repeating: 0, count: height * columns)
      var imaginary = real
      for y in 0..<height {
        for column in 0..<columns {
          for x in 0..<width {
            let turn = column * x & (size - 1)
            real[y * columns + column] += plane[y * width + x] * cosines[turn]
            imaginary[y * columns + column] -= plane[y * width + x] * sines[turn]
          }
        }
      }
      var realRow = [Double](repeating: 0, count: columns)
      var imaginaryRow = realRow
      for row in 0..<size {
        for column in 0..<columns { (realRow[column], imaginaryRow[column]) = (0, 0) }
        for y in 0..<height {
          let cosine = cosines[row * y & (size - 1)]
          let sine = sines[row * y & (size - 1)]
          for column in 0..<columns {
            let (re, im) = (real[y * columns + column], imaginary[y * columns + column])
            realRow[column] += re * cosine + im * sine
            imaginaryRow[column] += im * cosine - re * sine
          }
        }
        for column in 0..<columns {
          power[row * columns + column] +=
            realRow[column] * realRow[column] + imaginaryRow[column] * imaginaryRow[column]
        }
      }
    }
    self.size = size
    self.power = power
  }

  /// The frequency of an element, in cycles per pixel: `x` from 0 to 0.5, `y` from -0.5 to 0.5.
  func frequency(at index: Int) -> SIMD2<Double> {
    let (row, column) = index.quotientAndRemainder(dividingBy: columns)
    let signed = row < size / 2 ? row : row - size
    return SIMD2(Double(column), Double(signed)) / Double(size)
  }

  /// The share of the power whose frequency, in cycles per pixel, passes a test.
  func share(where test: (Double) -> Bool) -> Double {
    var passed = 0.0
    var total = 0.0
    for index in power.indices {
      let column = index % columns
      let weight = column == 0 || column == size / 2 ? power[index] : 2 * power[index]
      let place = frequency(at: index)
      total += weight
      if test((place * place).sum().squareRoot()) { passed += weight }
    }
    return total > 0 ? passed / total : 0
  }
}
