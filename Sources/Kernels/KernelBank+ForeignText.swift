extension KernelBank {
  /// The only kernel of the bank as a matrix file of libvips.
  ///
  /// Its weights are multiplied with the numerator of the scale, and its denominator becomes the
  /// scale of the file, so that nothing is rounded.
  ///
  /// - Returns: The content of the file.
  /// - Throws: `KernelError.inexpressible`.
  func vipsText() throws(KernelError) -> String {
    let kernel = try plainKernel(in: .vips)
    try refuseAnchor(of: kernel, in: .vips)
    guard let offset = kernel.offset.decimalText else {
      throw inexpressible(.offset(kernel.offset), in: .vips)
    }
    let factor = Double(kernel.scale.numerator)
    let products = kernel.weights.map { Float(Double($0) * factor) }
    guard
      kernel.scale.numerator.magnitude <= 1 << 24,
      zip(kernel.weights, products).allSatisfy({ Double($0) * factor == Double($1) })
    else { throw inexpressible(.scale(kernel.scale), in: .vips) }
    let scaled = Kernel(height: kernel.height, width: kernel.width, weights: products)
    // Whole weights are summed in another way than others, which may round otherwise.
    guard scaled.isInteger == kernel.isInteger else {
      throw inexpressible(.scale(kernel.scale), in: .vips)
    }
    var header = "\(kernel.width) \(kernel.height)"
    if kernel.scale.denominator != 1 || kernel.offset != .zero {
      header += " \(kernel.scale.denominator)"
    }
    if kernel.offset != .zero { header += " \(offset)" }
    let rows = scaled.rows().map { $0.map(\.shortestText).joined(separator: " ") }
    return ([header] + rows).joined(separator: "\n") + "\n"
  }

  /// The kernels as one kernel string of ImageMagick, with `;` between them.
  ///
  /// - Returns: The content of the file.
  /// - Throws: `KernelError.inexpressible`.
  func imageMagickText() throws(KernelError) -> String {
    if combination != nil { throw inexpressible(.combination, in: .imageMagick) }
    var strings: [String] = []
    for kernel in kernels {
      guard kernel.channels == 1 else { throw inexpressible(.channels, in: .imageMagick) }
      try refuseOffset(of: kernel, in: .imageMagick)
      try refuseScale(of: kernel, in: .imageMagick)
      let rows = stride(from: 0, to: kernel.weights.count, by: kernel.width).map { start in
        kernel.weights[start..<start + kernel.width].map(\.shortestText).joined(separator: ",")
      }
      strings.append(
        "\(kernel.width)x\(kernel.height)+\(kernel.anchor.x)+\(kernel.anchor.y): "
          + rows.joined(separator: " "))
    }
    return strings.joined(separator: ";\n") + "\n"
  }

  private func plainKernel(in format: KernelFormat) throws(KernelError) -> Kernel {
    if kernels.count > 1 { throw inexpressible(.bank, in: format) }
    if combination != nil { throw inexpressible(.combination, in: format) }
    guard kernels[0].channels == 1 else { throw inexpressible(.channels, in: format) }
    return kernels[0]
  }
}

extension Fraction {
  /// The number as a decimal with all its digits, or nil if it has no end or more digits than are
  /// read.
  var decimalText: String? {
    var (tens, places) = (1, 0)
    while tens % denominator != 0 {
      guard places < 18 else { return nil }
      (tens, places) = (tens * 10, places + 1)
    }
    let (digits, overflow) = numerator.multipliedReportingOverflow(by: tens / denominator)
    guard !overflow else { return nil }
    guard places > 0 else { return "\(digits)" }
    let text = String(digits.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - text.count)) + text
    return (digits < 0 ? "-" : "") + padded.dropLast(places) + "." + padded.suffix(places)
  }
}
