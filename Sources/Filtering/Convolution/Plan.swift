/// The ways in which a convolution is computed, from most special to the definition.
///
/// The first that accepts a kernel and a type of samples, and is worth while, is taken. All give the
/// same bits, but for kernels that are not whole numbers: there `float32-separable` and `fft` are closer
/// to the exact sum than the definition may be, and 8-bit samples differ by one level at most (by more
/// only where the definition itself loses more, over tens of thousands of taps). They are taken for 8-bit
/// pictures that are not stretched; all else follows the definition to the bit.
public enum Plan: String, Hashable, Sendable, CaseIterable {
  /// Integer kernels that are a column times a row: two passes of exact integer sums.
  case integerSeparable = "integer-separable"

  /// Other kernels that are a column times a row within a 64th of a level: two passes of `Float`
  /// fused multiply-adds.
  case float32Separable = "float32-separable"

  /// Large kernels: products of spectra, tile by tile, in double precision. Whole sums are exact.
  case fft

  /// Integer kernels on integer samples: exact integer sums of 16 or 32 bits.
  case integer

  /// `Float` fused multiply-add, taps in row-major order, zero taps skipped.
  case float32

  /// The plain loops that define the result.
  case reference
}
