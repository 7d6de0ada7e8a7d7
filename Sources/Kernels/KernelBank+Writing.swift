extension KernelBank {
  /// Writes the bank as the text of a kernel file.
  ///
  /// The Lenslet format holds every bank and reads back as an equal one. The others have no place
  /// for some of it; what would be lost is an error, except the purpose.
  ///
  /// - Parameter format: A text format.
  /// - Returns: The content of the file, with a line end at its end.
  /// - Throws: `KernelError.inexpressible`.
  public func text(in format: KernelFormat) throws(KernelError) -> String {
    switch format {
    case .lenslet: lensletText
    case .vips: try vipsText()
    case .imageMagick: try imageMagickText()
    case .numpy: throw inexpressible(.text, in: format)
    }
  }

  /// The weights as a NumPy array: rows x columns for one kernel of one channel, channels x rows x
  /// columns for one multichannel kernel, kernels x channels x rows x columns for a bank.
  ///
  /// - Returns: The lengths of the dimensions, and the weights in row-major order.
  /// - Throws: `KernelError.inexpressible` where kernels differ in size, or have a scale, an offset,
  ///   an anchor or a combination.
  public func array() throws(KernelError) -> (shape: [Int], values: [Float]) {
    let first = kernels[0]
    for kernel in kernels {
      guard kernel.height == first.height, kernel.width == first.width else {
        throw inexpressible(.differentSizes, in: .numpy)
      }
      try refuseOffset(of: kernel, in: .numpy)
      try refuseAnchor(of: kernel, in: .numpy)
      try refuseScale(of: kernel, in: .numpy)
    }
    if combination != nil { throw inexpressible(.combination, in: .numpy) }
    let matrix = [first.height, first.width]
    let shape =
      kernels.count > 1
      ? [kernels.count, first.channels] + matrix
      : first.channels > 1 ? [first.channels] + matrix : matrix
    return (shape, kernels.flatMap(\.weights))
  }

  /// The error for what a format cannot hold.
  ///
  /// - Parameters:
  ///   - feature: What it is.
  ///   - format: The format.
  /// - Returns: The error.
  func inexpressible(_ feature: KernelFeature, in format: KernelFormat) -> KernelError {
    .inexpressible(feature, name: name, format: format)
  }

  /// Refuses an offset.
  ///
  /// - Parameters:
  ///   - kernel: One of the bank.
  ///   - format: The format.
  /// - Throws: `KernelError.inexpressible`.
  func refuseOffset(of kernel: Kernel, in format: KernelFormat) throws(KernelError) {
    guard kernel.offset == .zero else {
      throw inexpressible(.offset(kernel.offset), in: format)
    }
  }

  /// Refuses a scale other than 1.
  ///
  /// - Parameters:
  ///   - kernel: One of the bank.
  ///   - format: The format.
  /// - Throws: `KernelError.inexpressible`.
  func refuseScale(of kernel: Kernel, in format: KernelFormat) throws(KernelError) {
    guard kernel.scale == .one else { throw inexpressible(.scale(kernel.scale), in: format) }
  }

  /// Refuses an anchor other than the default.
  ///
  /// - Parameters:
  ///   - kernel: One of the bank.
  ///   - format: The format.
  /// - Throws: `KernelError.inexpressible`.
  func refuseAnchor(of kernel: Kernel, in format: KernelFormat) throws(KernelError) {
    guard kernel.anchor == kernel.centre else {
      throw inexpressible(.anchor(kernel.anchor), in: format)
    }
  }
}
