import func Glibc.cos
import func Glibc.sin

/// Fourier transforms down the columns of a matrix of complex numbers, of a power of two of rows.
///
/// Stockham's order, radix 2: all columns of two rows are combined at once, so that loops run over
/// numbers that lie side by side.
struct RowFourier: Sendable {
  /// Rows of a matrix.
  let count: Int

  /// Real and imaginary parts of `exp(-2πi·k / count)`.
  private let cosines: [Float]
  private let sines: [Float]

  /// Prepares transforms.
  ///
  /// - Parameter count: Rows of a matrix, a power of two.
  init(count: Int) {
    precondition(count > 0 && count & (count - 1) == 0, "the rows are a power of two")
    self.count = count
    let angles = (0..<max(count / 2, 1)).map { -2 * Double.pi * Double($0) / Double(count) }
    cosines = angles.map { Float(cos($0)) }
    sines = angles.map { Float(sin($0)) }
  }

  /// Transforms a matrix; nothing is divided by the count.
  ///
  /// - Parameters:
  ///   - matrix: The matrix, overwritten.
  ///   - scratch: Room for as many numbers.
  ///   - isInverse: Whether the exponents are positive.
  /// - Complexity: O(columns · rows · log rows).
  func transform(
    _ matrix: inout ComplexMatrix, _ scratch: inout ComplexMatrix, isInverse: Bool
  ) {
    let columns = matrix.columns
    var (pairs, together) = (count / 2, 1)
    while pairs >= 1 {
      matrix.real.withUnsafeBufferPointer { real in
        matrix.imaginary.withUnsafeBufferPointer { imaginary in
          scratch.real.withUnsafeMutableBufferPointer { realOutput in
            scratch.imaginary.withUnsafeMutableBufferPointer { imaginaryOutput in
              guard let a = real.baseAddress, let b = imaginary.baseAddress,
                let c = realOutput.baseAddress, let d = imaginaryOutput.baseAddress
              else { return }
              for pair in 0..<pairs {
                let turn = pair * together
                combine(
                  (a, b), (c, d), first: pair * together * columns, half: count / 2 * columns,
                  count: together * columns,
                  (cosines[turn], isInverse ? -sines[turn] : sines[turn]))
              }
            }
          }
        }
      }
      swap(&matrix, &scratch)
      (pairs, together) = (pairs / 2, together * 2)
    }
  }

  @inline(__always)
  private func combine(
    _ input: (UnsafePointer<Float>, UnsafePointer<Float>),
    _ output: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>),
    first: Int, half: Int, count: Int, _ turn: (Float, Float)
  ) {
    let (real, imaginary) = (input.0 + first, input.1 + first)
    let (otherReal, otherImaginary) = (real + half, imaginary + half)
    let (sumReal, sumImaginary) = (output.0 + 2 * first, output.1 + 2 * first)
    let (turnedReal, turnedImaginary) = (sumReal + count, sumImaginary + count)
    for place in 0..<count {
      let (a, b) = (real[place], imaginary[place])
      let (c, d) = (otherReal[place], otherImaginary[place])
      sumReal[place] = a + c
      sumImaginary[place] = b + d
      let (e, f) = (a - c, b - d)
      turnedReal[place] = e * turn.0 - f * turn.1
      turnedImaginary[place] = e * turn.1 + f * turn.0
    }
  }
}

/// Complex numbers in rows, real and imaginary parts apart.
struct ComplexMatrix: Sendable {
  /// Numbers of a row.
  let columns: Int

  var real: [Float]
  var imaginary: [Float]

  /// Zeros.
  init(rows: Int, columns: Int) {
    self.columns = columns
    real = [Float](repeating: 0, count: rows * columns)
    imaginary = real
  }
}
