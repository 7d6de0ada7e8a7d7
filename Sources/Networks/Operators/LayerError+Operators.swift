extension LayerError {
  /// The error of a shape that cannot be held.
  static func tooLarge(_ shape: [Int]) -> LayerError {
    .unsuitable("a tensor of \(shape.dimensions) is too large")
  }

  /// The error of an axis that a tensor does not have.
  static func axis(_ axis: Int, rank: Int) -> LayerError {
    .unsuitable("axis \(axis) is not one of a tensor of \(rank) extents")
  }

  /// The error of axes that are named twice.
  static func repeated(_ axes: [Int]) -> LayerError {
    .unsuitable("an axis is named twice: \(axes.list)")
  }

  /// The error of types that an operator does not combine.
  static func types(_ first: NumberType, _ second: NumberType) -> LayerError {
    .unsuitable("numbers of the types \(first) and \(second) do not go together")
  }

  /// The error of a list that is as long as another is not.
  static func count(_ what: String, expected: Int, found: Int) -> LayerError {
    .unsuitable("\(expected) \(what) are expected, there are \(found)")
  }

  /// The error of a place outside an axis.
  static func place(_ place: Int64, extent: Int) -> LayerError {
    .unsuitable("place \(place) is not on an axis of \(extent)")
  }
}

extension [Int] {
  /// As a shape: `2x3`.
  var dimensions: String { isEmpty ? "a single number" : map(String.init).joined(separator: "x") }

  /// As a list: `2, 3`.
  var list: String { map(String.init).joined(separator: ", ") }
}
