/// The inner loops of convolution, as one build for one level of processors offers them.
///
/// Every loop walks over one row (or a block of one) and gives the same bits in every build.
/// Outputs may not overlap inputs, except that `squareRoot` may work in place. Counts are in
/// samples, 0 or more.
package struct RowLoops: Sendable {
  /// Weighted sums: `output[i] = start + Σ weights[t] * taps[t][i]`.
  ///
  /// Arguments: the samples under each tap; the weights; how many taps (1 or more); the start; the
  /// output; its count. Integer sums wrap; `Float` sums are fused multiply-adds in the order of the
  /// taps.
  package typealias Sum<Sample, Value> =
    @Sendable (
      UnsafePointer<UnsafePointer<Sample>>, UnsafePointer<Value>, Int, Value,
      UnsafeMutablePointer<Value>, Int
    ) -> Void

  /// Weighted sums of several rows under a kernel whose weights are all summed, zeros too.
  ///
  /// `outputs[y][i] = start + Σ weights[j * width + k] * rows[y + j][i + k * step]`, in row-major order.
  ///
  /// Arguments: the samples under the first column of the kernel, for as many rows as the kernel and
  /// the outputs cover; the rows and columns of the kernel, each 1 or more; samples between its columns;
  /// its weights; the start; the outputs; how many they are (1 to 4, of which 4 are the fastest); the
  /// count of each. Integer sums wrap; `Float` sums are fused multiply-adds.
  package typealias DenseSum<Sample, Value> =
    @Sendable (
      UnsafePointer<UnsafePointer<Sample>>, Int, Int, Int, UnsafePointer<Value>, Value,
      UnsafePointer<UnsafeMutablePointer<Value>>, Int, Int
    ) -> Void

  /// Weighted sums divided by a power of two, rounded half to even and clamped to 0…255.
  ///
  /// Arguments: the samples under each tap; the weights; how many taps (1 or more); the start; the
  /// power (0 to 14); room for the sums; the output; its count.
  package typealias RoundedSum =
    @Sendable (
      UnsafePointer<UnsafePointer<UInt8>>, UnsafePointer<Int16>, Int, Int16, Int,
      UnsafeMutablePointer<Int16>, UnsafeMutablePointer<UInt8>, Int
    ) -> Void

  /// Rounded sums of taps whose weights are equal but for the last.
  ///
  /// Arguments: the samples under each tap; how many taps (2 to 9); the weight of all but the last;
  /// the weight of the last; the start; the power (0 to 14); the output; its count.
  package typealias UniformSum =
    @Sendable (
      UnsafePointer<UnsafePointer<UInt8>>, Int, Int16, Int16, Int16, Int,
      UnsafeMutablePointer<UInt8>, Int
    ) -> Void

  /// Quotients, rounded half to even and clamped to the output's type.
  ///
  /// Arguments: the sums; the divisor; whether absolute values are taken; the output; its count.
  package typealias Quotient<Sum, Divisor, Output> =
    @Sendable (UnsafePointer<Sum>, Divisor, Bool, UnsafeMutablePointer<Output>, Int) -> Void

  /// Real quotients: `output[i] = sums[i] / divisor`.
  ///
  /// Arguments: the sums; the divisor; the output; its count.
  package typealias RealQuotient<Sum, Divisor> =
    @Sendable (UnsafePointer<Sum>, Divisor, UnsafeMutablePointer<Float>, Int) -> Void

  /// Integers from values: `(value - black) * factor`, rounded half to even and clamped.
  ///
  /// Arguments: the values; black; the factor; whether absolute values are taken first; the
  /// output; its count. Not-a-number becomes 0.
  package typealias Quantise<Output> =
    @Sendable (
      UnsafePointer<Float>, Float, Float, Bool, UnsafeMutablePointer<Output>, Int
    ) -> Void

  /// One step of a combination: `output[i]` takes `values[i]` in.
  ///
  /// Arguments: the values; the output; its count.
  package typealias Combine =
    @Sendable (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Int) -> Void

  /// Sums of sixteen kernels over windows that lie anywhere.
  ///
  /// `output[i * 16 + channel] = bias[channel] + Σ weights[t * 16 + channel] *
  /// windows[i][offsets[t]]`, fused multiply-adds in the order of the taps.
  ///
  /// Arguments: where each window starts; how many windows; the places of the taps in a window; how
  /// many taps; the weights, sixteen a tap; sixteen biases; the output, a block of sixteen channels.
  package typealias WindowSum =
    @Sendable (
      UnsafePointer<UnsafePointer<Float>>, Int, UnsafePointer<Int>, Int, UnsafePointer<Float>,
      UnsafePointer<Float>, UnsafeMutablePointer<Float>
    ) -> Void

  /// The maps of a block of sixteen channels, each value below the floor raised to it:
  /// `output[channel * distance + i] = max(floor, block[i * 16 + channel])`; not-a-number stays.
  ///
  /// Arguments: the block; how many pixels; the floor; the output; values between its channels; how
  /// many of the sixteen channels are wanted.
  package typealias BlockPlanes =
    @Sendable (
      UnsafePointer<Float>, Int, Float, UnsafeMutablePointer<Float>, Int, Int
    ) -> Void

  /// The largest values of sixteen channels under a window, not-a-number above all and nothing below
  /// the floor.
  ///
  /// Arguments: the first pixel of the window in a block; its rows and columns, 1 or more; values
  /// between rows; the floor; sixteen results.
  package typealias BlockMaximum =
    @Sendable (
      UnsafePointer<Float>, Int, Int, Int, Float, UnsafeMutablePointer<Float>
    ) -> Void

  /// The largest value under any tap, not-a-number above all: `output[i] = max taps[t][i * step]`.
  ///
  /// Arguments: the values under each tap; how many taps (1 or more); the step; the output; its
  /// count.
  package typealias Maximum =
    @Sendable (
      UnsafePointer<UnsafePointer<Float>>, Int, Int, UnsafeMutablePointer<Float>, Int
    ) -> Void

  /// Samples of another type.
  ///
  /// Arguments: the samples; the output; its count.
  package typealias Conversion<Sample, Output> =
    @Sendable (UnsafePointer<Sample>, UnsafeMutablePointer<Output>, Int) -> Void

  /// Samples as `Float`.
  package typealias Convert<Sample> = Conversion<Sample, Float>

  /// The channels of pixels as planes: `output[channel * distance + i] = values[i * channels + channel]`.
  ///
  /// Arguments: the values; how many channels; the output; values between its planes; how many pixels.
  package typealias Deinterleave =
    @Sendable (UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>, Int, Int) -> Void

  /// 8-bit samples to 16-bit sums.
  package let sumUInt8Int16: Sum<UInt8, Int16>

  /// 8-bit samples to 32-bit sums.
  package let sumUInt8Int32: Sum<UInt8, Int32>

  /// 16-bit samples to 32-bit sums.
  package let sumUInt16Int32: Sum<UInt16, Int32>

  /// Sums of 16-bit sums: the second pass of a separable kernel.
  package let sumInt16: Sum<Int16, Int16>

  /// Sums of 32-bit sums: the second pass of a separable kernel.
  package let sumInt32: Sum<Int32, Int32>

  /// `Float` samples to `Float` sums.
  package let sumFloat: Sum<Float, Float>

  /// The same, stored past the caches; `lenslet_finish_streaming` ends it.
  package let streamedSumFloat: Sum<Float, Float>

  /// 16-bit sums of several rows.
  package let denseSumInt16: DenseSum<Int16, Int16>

  /// `Float` samples to `Float` sums of several rows.
  package let denseSumFloat: DenseSum<Float, Float>

  /// The same, stored past the caches; `lenslet_finish_streaming` ends it.
  package let streamedDenseSumFloat: DenseSum<Float, Float>

  /// 8-bit samples to 8-bit results in one pass.
  package let roundedSum: RoundedSum

  /// 8-bit samples to 8-bit results with two products a sample.
  package let uniformSum: UniformSum

  /// 16-bit sums to 8-bit results; exact for divisors below 65536.
  package let quotientInt16: Quotient<Int16, Float, UInt8>

  /// 32-bit sums to 8-bit results.
  package let quotientInt32UInt8: Quotient<Int32, Double, UInt8>

  /// 32-bit sums to 16-bit results.
  package let quotientInt32UInt16: Quotient<Int32, Double, UInt16>

  /// 16-bit sums to real results, correctly rounded.
  package let realQuotientInt16: RealQuotient<Int16, Float>

  /// 32-bit sums to real results, by way of `Double`.
  package let realQuotientInt32: RealQuotient<Int32, Double>

  /// Values to 8-bit integers.
  package let quantiseUInt8: Quantise<UInt8>

  /// Values to 16-bit integers.
  package let quantiseUInt16: Quantise<UInt16>

  /// `output += values * values`.
  package let addSquares: Combine

  /// `output = √values`.
  package let squareRoot: Combine

  /// `output = max(output, values)`.
  package let maximum: Combine

  /// `output += values`.
  package let add: Combine

  /// Sums of sixteen kernels over windows that lie anywhere.
  package let windowSum: WindowSum

  /// The maps of a block of sixteen channels.
  package let planes: BlockPlanes

  /// The largest values of a block under a window.
  package let blockMaximum: BlockMaximum

  /// The largest value under any tap.
  package let maximumOfTaps: Maximum

  /// The channels of pixels as planes.
  package let deinterleave: Deinterleave

  /// 8-bit samples as 16-bit integers.
  package let convertUInt8Int16: Conversion<UInt8, Int16>

  /// 8-bit samples as `Float`.
  package let convertUInt8: Convert<UInt8>

  /// 16-bit samples as `Float`.
  package let convertUInt16: Convert<UInt16>

  /// Creates the table of one build; the parameters are the properties.
  package init(
    sumUInt8Int16: @escaping Sum<UInt8, Int16>,
    sumUInt8Int32: @escaping Sum<UInt8, Int32>,
    sumUInt16Int32: @escaping Sum<UInt16, Int32>,
    sumInt16: @escaping Sum<Int16, Int16>,
    sumInt32: @escaping Sum<Int32, Int32>,
    sumFloat: @escaping Sum<Float, Float>,
    streamedSumFloat: @escaping Sum<Float, Float>,
    denseSumInt16: @escaping DenseSum<Int16, Int16>,
    denseSumFloat: @escaping DenseSum<Float, Float>,
    streamedDenseSumFloat: @escaping DenseSum<Float, Float>,
    roundedSum: @escaping RoundedSum,
    uniformSum: @escaping UniformSum,
    quotientInt16: @escaping Quotient<Int16, Float, UInt8>,
    quotientInt32UInt8: @escaping Quotient<Int32, Double, UInt8>,
    quotientInt32UInt16: @escaping Quotient<Int32, Double, UInt16>,
    realQuotientInt16: @escaping RealQuotient<Int16, Float>,
    realQuotientInt32: @escaping RealQuotient<Int32, Double>,
    quantiseUInt8: @escaping Quantise<UInt8>,
    quantiseUInt16: @escaping Quantise<UInt16>,
    addSquares: @escaping Combine,
    squareRoot: @escaping Combine,
    maximum: @escaping Combine,
    add: @escaping Combine,
    windowSum: @escaping WindowSum,
    planes: @escaping BlockPlanes,
    blockMaximum: @escaping BlockMaximum,
    maximumOfTaps: @escaping Maximum,
    deinterleave: @escaping Deinterleave,
    convertUInt8Int16: @escaping Conversion<UInt8, Int16>,
    convertUInt8: @escaping Convert<UInt8>,
    convertUInt16: @escaping Convert<UInt16>
  ) {
    self.sumUInt8Int16 = sumUInt8Int16
    self.sumUInt8Int32 = sumUInt8Int32
    self.sumUInt16Int32 = sumUInt16Int32
    self.sumInt16 = sumInt16
    self.sumInt32 = sumInt32
    self.sumFloat = sumFloat
    self.streamedSumFloat = streamedSumFloat
    self.denseSumInt16 = denseSumInt16
    self.denseSumFloat = denseSumFloat
    self.streamedDenseSumFloat = streamedDenseSumFloat
    self.roundedSum = roundedSum
    self.uniformSum = uniformSum
    self.quotientInt16 = quotientInt16
    self.quotientInt32UInt8 = quotientInt32UInt8
    self.quotientInt32UInt16 = quotientInt32UInt16
    self.realQuotientInt16 = realQuotientInt16
    self.realQuotientInt32 = realQuotientInt32
    self.quantiseUInt8 = quantiseUInt8
    self.quantiseUInt16 = quantiseUInt16
    self.addSquares = addSquares
    self.squareRoot = squareRoot
    self.maximum = maximum
    self.add = add
    self.windowSum = windowSum
    self.planes = planes
    self.blockMaximum = blockMaximum
    self.maximumOfTaps = maximumOfTaps
    self.deinterleave = deinterleave
    self.convertUInt8Int16 = convertUInt8Int16
    self.convertUInt8 = convertUInt8
    self.convertUInt16 = convertUInt16
  }
}
