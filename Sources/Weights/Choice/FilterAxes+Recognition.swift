extension FilterAxes {
  /// The axes with which a shape makes sense: then two neighbours are rows and columns of a kernel.
  ///
  /// - Parameter shape: Four extents, none of them 0.
  /// - Returns: The axes; none for kernels of unusual proportions.
  static func readings(of shape: [Int]) -> Set<FilterAxes> {
    var readings = Set(
      allCases.filter { axes in
        let turned = axes.shape(shape)
        return isKernel(turned[2], turned[3])
      })
    // 20x5x5x1 are squares on one channel; columns of five on as many channels are made nowhere.
    if shape[1] == shape[2], shape[1] >= 5, shape[3] == 1 { readings.remove(.oihw) }
    return readings
  }

  /// Whether a shape with these axes is that of a usual first layer.
  func isFirstLayer(_ shape: [Int]) -> Bool {
    let turned = self.shape(shape)
    return turned[2] == turned[3] && (3...11).contains(turned[2]) && [1, 3, 4].contains(turned[1])
  }

  /// Whether two extents are rows and columns of a kernel: a square up to the patches of vision
  /// transformers, or one row or column of an odd length.
  private static func isKernel(_ first: Int, _ second: Int) -> Bool {
    let (less, more) = (min(first, second), max(first, second))
    return (less == more && more <= 32) || (less == 1 && more % 2 == 1 && more <= 15)
  }
}
