import CFourier

/// A discrete Fourier transform of one length and direction, in double precision.
final class FourierTransform: @unchecked Sendable {
  // Never changed after it is made, so that any thread may use it.
  private let transform: OpaquePointer

  /// Prepares a transform.
  ///
  /// - Parameters:
  ///   - count: Complex numbers: a power of two, for which threads share nothing that changes.
  ///   - inverse: Whether it leads back; it does not divide by the count.
  init(count: Int, inverse: Bool) {
    precondition(count > 0 && count & (count - 1) == 0, "a power of two")
    guard let transform = lenslet_fourier_create(count, inverse) else {
      preconditionFailure("a transform is always made")
    }
    self.transform = transform
  }

  deinit { lenslet_fourier_destroy(transform) }

  /// Transforms complex numbers, each a real and an imaginary part.
  ///
  /// - Parameters:
  ///   - input: The first number.
  ///   - step: Complex numbers from one to the next.
  ///   - output: Room for the result, whose numbers lie side by side; apart from the input.
  func run(_ input: UnsafePointer<Double>, step: Int, to output: UnsafeMutablePointer<Double>) {
    lenslet_fourier_run(transform, input, step, output)
  }
}
