import Loops
import RowLoopTable

extension SumResults where Sum == Int16 {
  /// Quotients of 16-bit sums of 8-bit samples.
  ///
  /// - Parameters:
  ///   - loops: The build to use.
  ///   - divisor: 1 to 65535, for which quotients in `Float` round as exact ones do.
  init(_ loops: RowLoops, divisor: Int) {
    let divisor = Float(divisor)
    self.init(
      values: { loops.realQuotientInt16($0, divisor, $1, $2) },
      bytes: { loops.quotientInt16($0, divisor, $1, $2, $3) },
      words: { _, _, _, _ in preconditionFailure("16-bit samples have 32-bit sums") })
  }
}

extension SumResults where Sum == Int32 {
  /// Quotients of 32-bit sums.
  ///
  /// - Parameters:
  ///   - loops: The build to use.
  ///   - divisor: 1 or more.
  init(_ loops: RowLoops, divisor: Int) {
    let divisor = Double(divisor)
    self.init(
      values: { loops.realQuotientInt32($0, divisor, $1, $2) },
      bytes: { loops.quotientInt32UInt8($0, divisor, $1, $2, $3) },
      words: { loops.quotientInt32UInt16($0, divisor, $1, $2, $3) })
  }
}

extension SumResults where Sum == Float {
  /// `Float` sums, with a bias added after the sum.
  ///
  /// - Parameters:
  ///   - loops: The build to use.
  ///   - bias: What is added to every sum.
  init(_ loops: RowLoops, bias: Float) {
    self.init(
      areValues: bias == 0,
      values: { sums, output, count in
        for i in 0..<count { output[i] = sums[i] + bias }
      },
      bytes: { loops.quantiseUInt8($0, -bias, 1, $1, $2, $3) },
      words: { loops.quantiseUInt16($0, -bias, 1, $1, $2, $3) })
  }
}

extension SumResults where Sum == Float {
  /// Quotients of whole sums that `Float` holds exactly.
  ///
  /// - Parameters:
  ///   - loops: The build to use.
  ///   - sum: The sums and their divisor.
  ///   - pieceCount: How many sums come at a time, at most.
  init(_ loops: RowLoops, _ sum: ExactSum, pieceCount: Int) {
    if let shift = sum.shift {
      // A power of two divides without rounding.
      let factor = 1 / Float(1 << shift)
      self.init(
        values: { sums, output, count in
          for i in 0..<count { output[i] = sums[i] * factor }
        },
        bytes: { loops.quantiseUInt8($0, 0, factor, $1, $2, $3) },
        words: { loops.quantiseUInt16($0, 0, factor, $1, $2, $3) })
      return
    }
    let quotients = SumResults<Int32>(loops, divisor: sum.divisor)
    let integers = Scratch<Int32>(count: pieceCount)
    let convert = { (sums: UnsafePointer<Float>, count: Int) in
      for i in 0..<count {
        // Whole numbers below 2^24: nothing is lost and nothing can overflow.
        (integers.start + i).initialize(to: Int32(sums[i]))
      }
      return UnsafePointer(integers.start)
    }
    self.init(
      values: { quotients.values(convert($0, $2), $1, $2) },
      bytes: { quotients.bytes(convert($0, $3), $1, $2, $3) },
      words: { quotients.words(convert($0, $3), $1, $2, $3) })
  }
}
