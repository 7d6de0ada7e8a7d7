extension FilterAxes {
  /// What a shape tells about its axes.
  enum Reading: Equatable {
    /// Only these axes make sense.
    case clear(FilterAxes)

    /// Filters, channels, rows and columns make sense, and rows, columns, channels and filters too.
    case open

    /// Nothing makes sense, as with kernels of unusual proportions.
    case unknown
  }

  /// Reads four extents: two neighbours of them must be those of a kernel.
  ///
  /// - Parameter shape: Four extents, none of them 0.
  /// - Returns: What they can be.
  static func reading(of shape: [Int]) -> Reading {
    let (isLast, isFirst) = (isKernel(shape[2], shape[3]), isKernel(shape[0], shape[1]))
    switch (isLast, isFirst) {
    case (true, false): return .clear(.oihw)
    case (true, true): return .open
    case (false, true): return .clear(.hwio)
    case (false, false):
      let isMiddle = isKernel(shape[1], shape[2]) && [1, 3, 4].contains(shape[3])
      return isMiddle ? .clear(.ohwi) : .unknown
    }
  }

  /// Whether filters that are read as `oihw` may as well be those of a first layer as `hwio`.
  static func isAmbiguous(_ shape: [Int]) -> Bool {
    shape.count == 4 && reading(of: shape) == .open && shape[0] == shape[1]
      && (3...11).contains(shape[0]) && [1, 3, 4].contains(shape[2])
  }

  /// Whether two extents are rows and columns of a kernel: a square up to the patches of vision
  /// transformers, or one row or column of an odd length.
  private static func isKernel(_ first: Int, _ second: Int) -> Bool {
    let (less, more) = (min(first, second), max(first, second))
    return (less == more && more <= 32) || (less == 1 && more % 2 == 1 && more <= 15)
  }
}
