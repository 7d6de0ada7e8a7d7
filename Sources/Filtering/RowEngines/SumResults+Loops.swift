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
