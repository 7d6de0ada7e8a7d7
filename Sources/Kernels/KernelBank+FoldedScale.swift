extension KernelBank {
  /// The same kernels with the scale multiplied into the weights, for formats that have none.
  ///
  /// Each product is rounded to `Float`, so that results on integer samples may differ by one.
  ///
  /// - Returns: Kernels of scale 1.
  /// - Throws: `KernelError.foldedScale` where `Float` holds no such product.
  public func foldingScale() throws(KernelError) -> KernelBank {
    var folded: [Kernel] = []
    for kernel in kernels {
      let weights = kernel.floatWeights
      guard weights.allSatisfy(\.isFinite) else {
        throw .foldedScale(kernel.scale, name: name)
      }
      folded.append(
        Kernel(
          channels: kernel.channels, height: kernel.height, width: kernel.width, weights: weights,
          offset: kernel.offset, anchor: kernel.anchor))
    }
    return KernelBank(
      name: name, purpose: purpose, kernels: folded, combination: combination)
  }
}

extension Kernel {
  /// The weights of sums over `Float` samples, scale included.
  package var floatWeights: [Float] {
    let (above, below) = (Double(scale.numerator), Double(scale.denominator))
    return weights.map { Float(Double($0) * above / below) }
  }
  /// What sums over `Float` samples start from: the offset.
  package var floatOffset: Float { Float(offset.doubleValue) }
}
