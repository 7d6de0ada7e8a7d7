import Pixels

extension ConvolutionGeometry {
  /// The last row of the image that an output needs; -1 where all lie outside a constant border.
  func lastRow(of output: Int) -> Int {
    let first = output * y.stride - y.before
    if first >= 0, first + y.extent <= y.count { return first + y.extent - 1 }
    return rows(of: output).max() ?? -1
  }

  /// The first row that an output and all after it need; the height where there are none.
  ///
  /// - Parameters:
  ///   - output: A row of the result.
  ///   - bottom: What `firstRowOfBottom` gives.
  /// - Returns: A row of the image, or its height.
  func firstRow(from output: Int, bottom: Int) -> Int {
    if output >= y.outputs { return y.count }
    return min(bottom, max(0, output * y.stride - y.before))
  }

  /// The first row that any output needs whose kernel reaches below the image.
  ///
  /// Near the end of the image with every border but `wrap`, which begins again at the top.
  var firstRowOfBottom: Int {
    // Outputs whose last weight lies at or after the end.
    let beyond = y.count + y.before - (y.extent - 1)
    let first = max(0, (beyond + y.stride - 1) / y.stride)
    var least = y.count
    for output in stride(from: first, to: y.outputs, by: 1) {
      least = min(least, rows(of: output).min() ?? y.count)
      if least == 0 { break }
    }
    return least
  }

  /// The rows of the image under an output; not those that a constant border makes up.
  private func rows(of output: Int) -> some Sequence<Int> {
    let first = output * y.stride - y.before
    return stride(from: first, to: first + y.extent, by: y.dilation).lazy
      .compactMap { border.index(of: $0, count: y.count) }
  }
}
