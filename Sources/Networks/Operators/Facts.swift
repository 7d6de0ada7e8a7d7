extension [Tensor?] {
  /// What is known of the tensors.
  var facts: [Fact?] { map { $0.map { Fact(constant: $0) } } }

  /// An input that may be left out.
  ///
  /// - Parameter place: Its place among the inputs.
  /// - Returns: The tensor; nil if it is left out.
  func optional(_ place: Int) -> Tensor? { indices.contains(place) ? self[place] : nil }
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
    try fact.checkWhole()
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

extension Fact {
  /// Checks that the elements are of a floating-point type.
  ///
  /// - Throws: `LayerError.type`.
  func checkFloating() throws(LayerError) {
    guard type.isFloating else { throw .type(type) }
  }

  /// Checks that the elements are whole numbers, which can be places or extents.
  ///
  /// - Throws: `LayerError.type`.
  func checkWhole() throws(LayerError) {
    guard !type.isFloating, type != .bool else { throw .type(type) }
  }
}
