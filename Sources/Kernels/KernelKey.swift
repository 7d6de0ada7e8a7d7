/// The keys of the `key: value` lines of a Lenslet kernel file.
enum KernelKey: String, CaseIterable {
  case scale, divisor, offset, anchor, combine

  /// All keys as they are written.
  static let names = allCases.map(\.rawValue)
}

/// How large kernels from files may be; larger ones are refused as soon as that is seen.
package enum KernelLimits {
  /// Rows or columns of a matrix.
  package static let side = 1024

  /// Weights of a text file.
  package static let weights = 262_144

  /// Bytes of a file: callers check this before they read it.
  package static let bytes = 16 << 20

  /// The parts of a fraction in lowest terms, so that `Float` holds them exactly.
  package static let fractionPart = 16_777_216
}
