extension [Int] {
  /// Checks a shape before anything of it is allocated.
  ///
  /// - Returns: How many elements it holds.
  /// - Throws: `LayerError.unsuitable` for negative extents and for more than can be held.
  @discardableResult
  func checkedCount() throws(LayerError) -> Int {
    var count = 1
    for extent in self {
      guard extent >= 0 else {
        throw .unsuitable("an extent of \(extent) is not possible: \(list)")
      }
      // Zeros aside, so that strides can be counted whatever the order of the extents.
      count = count.multiplied(by: Swift.max(extent, 1))
    }
    guard count <= WindowGeometry.maximumCount else { throw .tooLarge(self) }
    return contains(0) ? 0 : count
  }

  /// An axis counted from the first.
  ///
  /// - Parameter axis: An axis of this shape; negative from the last.
  /// - Returns: The axis, 0 for the first.
  /// - Throws: `LayerError.unsuitable`.
  func axis(_ axis: Int) throws(LayerError) -> Int {
    guard axis >= -count, axis < count else { throw .axis(axis, rank: count) }
    return axis < 0 ? axis + count : axis
  }

  /// Axes counted from the first.
  ///
  /// - Parameter axes: Axes of this shape, each once; negative from the last.
  /// - Returns: The axes in their order.
  /// - Throws: `LayerError.unsuitable`.
  func axes(_ axes: [Int]) throws(LayerError) -> [Int] {
    var counted: [Int] = []
    for axis in axes { counted.append(try self.axis(axis)) }
    guard Set(counted).count == axes.count else { throw .repeated(axes) }
    return counted
  }
}

extension [Tensor?] {
  /// What is known of the tensors.
  var facts: [Fact?] { map { $0.map { Fact(constant: $0) } } }
}

extension [Fact?] {
  /// An input that may be left out.
  ///
  /// - Parameter place: Its place among the inputs.
  /// - Returns: What is known of it; nil if it is left out.
  func optional(_ place: Int) -> Fact? { indices.contains(place) ? self[place] : nil }

  /// Whole numbers that have to be known beforehand.
  ///
  /// - Parameter place: The place of a list, or of a single number, among the inputs.
  /// - Returns: The numbers; nil if the input is left out.
  /// - Throws: `LayerError.notConstant`, `rank` and `type`.
  func numbers(_ place: Int) throws(LayerError) -> [Int]? {
    guard let fact = optional(place) else { return nil }
    guard !fact.type.isFloating, fact.type != .bool else { throw .type(fact.type) }
    guard fact.shape.count <= 1 else { throw .rank(fact.shape, allowed: 0...1) }
    guard let integers = fact.constant?.integers else { throw .notConstant(input: place) }
    return integers.map { Int($0) }
  }

  /// A whole number that has to be known beforehand.
  ///
  /// - Parameter place: Its place among the inputs.
  /// - Returns: The number; nil if the input is left out.
  /// - Throws: `LayerError.notConstant`, `rank`, `type`, and `unsuitable` for several.
  func number(_ place: Int) throws(LayerError) -> Int? {
    guard let numbers = try numbers(place) else { return nil }
    guard numbers.count == 1 else {
      throw .count("numbers of input \(place + 1)", expected: 1, found: numbers.count)
    }
    return numbers[0]
  }

  /// Whole numbers that an operator cannot do without.
  ///
  /// - Parameter place: The place of a list among the inputs.
  /// - Returns: The numbers.
  /// - Throws: `LayerError.missingInput`, and what `numbers` throws.
  func requiredNumbers(_ place: Int) throws(LayerError) -> [Int] {
    guard let numbers = try numbers(place) else { throw .missingInput(place) }
    return numbers
  }
}
