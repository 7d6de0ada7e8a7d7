/// The ways in which a convolution is computed, from most special to the definition.
///
/// The first that accepts a kernel and a type of samples is taken. All give the same bits.
public enum Plan: String, Hashable, Sendable, CaseIterable {
  /// Integer kernels that are a column times a row: two passes of exact integer sums.
  case integerSeparable = "integer-separable"

  /// Integer kernels on integer samples: exact integer sums of 16 or 32 bits.
  case integer

  /// `Float` fused multiply-add, taps in row-major order, zero taps skipped.
  case float32

  /// The plain loops that define the result.
  case reference
}
