extension [Int] {
  /// The axis of rows: the last but one of four or more.
  var rowAxis: Int? { count >= 4 ? count - 2 : nil }

  /// The axis of columns: the last of three or more.
  var columnAxis: Int? { count >= 3 ? count - 1 : nil }

  /// Rows of a map of a tensor of this shape, and columns; 1 where it has no such axis.
  var places: [Int] { [rowAxis.map { self[$0] } ?? 1, columnAxis.map { self[$0] } ?? 1] }
}

extension Window {
  /// All places along some axes, and the own place along the others.
  ///
  /// - Parameters:
  ///   - axes: The axes, counted from the first.
  ///   - shape: The shape of the input.
  /// - Returns: The window; nil if none of the axes is one of rows or columns of more than one place.
  static func all(along axes: [Int], of shape: [Int]) -> Window? {
    func isMixed(_ axis: Int?) -> Bool { axis.map { axes.contains($0) && shape[$0] > 1 } ?? false }
    let (rows, columns) = (isMixed(shape.rowAxis), isMixed(shape.columnAxis))
    guard rows || columns else { return nil }
    return Window(height: rows ? nil : 1, width: columns ? nil : 1, strideY: 1, strideX: 1)
  }
}

extension Window {
  /// What an output sees of an input whose elements are laid out in another shape.
  ///
  /// - Parameters:
  ///   - input: The shape that goes in.
  ///   - output: The shape that comes out.
  /// - Returns: Everything; nil if both have the same rows and columns, so that these stay in place.
  static func reshaping(_ input: [Int], to output: [Int]) -> Window? {
    input.places == output.places ? nil : everything
  }
}
