/// An axis of a tensor that becomes larger or smaller.
struct ResizedAxis {
  /// Which axis it is.
  let place: Int

  /// Positions of the input.
  let input: Int

  /// Positions of the output.
  let output: Int

  /// How many positions of the output there are for one of the input, before sizes are rounded.
  let scale: Double

  /// Where the output starts and ends, as shares of the axis.
  var region = (start: 0.0, end: 1.0)

  /// Whether every position stays.
  var isUnchanged: Bool { scale == 1 && input == output && region == (0, 1) }
}

extension Resize {
  /// Works out the axes that scales or sizes are given for, in their order.
  ///
  /// - Parameter inputs: What is known of the tensor, region, scales and sizes.
  /// - Returns: The axes.
  /// - Throws: `LayerError` if scales or sizes are not known or not possible.
  func resizedAxes(for inputs: [Fact?]) throws(LayerError) -> [ResizedAxis] {
    let shape = try inputs.required(0).shape
    let places = try shape.axes(axes ?? Array(shape.indices))
    if let sizes = try known(inputs, 3)?.integers {
      return try axes(places, of: shape, sizes: sizes)
    }
    guard let scales = try known(inputs, 2)?.floats else { throw .missingInput(2) }
    return try axes(places, of: shape, scales: scales)
  }

  /// Numbers that must be known; nil if they are left out or none.
  private func known(_ inputs: [Fact?], _ place: Int) throws(LayerError) -> Tensor? {
    guard let fact = inputs.optional(place), fact.shape != [0] else { return nil }
    guard let constant = fact.constant else { throw .notConstant(input: place) }
    return constant
  }

  private func axes(
    _ places: [Int], of shape: [Int], scales: [Float]
  ) throws(LayerError) -> [ResizedAxis] {
    guard scales.count == places.count else {
      throw .parameterCount(parameter: "scales", expected: places.count, found: scales.count)
    }
    var axes: [ResizedAxis] = []
    for (place, scale) in zip(places, scales) {
      guard scale.isFinite, scale > 0 else { throw .unsuitable("a scale of \(scale)") }
      // In single precision, as ONNX's shape inference does it.
      let length = Float(shape[place]) * scale
      guard length < Float(Int32.max) else {
        throw .unsuitable("an axis of \(shape[place]) times \(scale) is too long")
      }
      axes.append(
        ResizedAxis(
          place: place, input: shape[place], output: Int(length), scale: Double(scale)))
    }
    return axes
  }

  private func axes(
    _ places: [Int], of shape: [Int], sizes: [Int64]
  ) throws(LayerError) -> [ResizedAxis] {
    guard sizes.count == places.count else {
      throw .parameterCount(parameter: "sizes", expected: places.count, found: sizes.count)
    }
    var scales: [Double] = []
    for (place, size) in zip(places, sizes) {
      try check(Int(size), "size", in: 0...Int(Int32.max))
      guard shape[place] > 0 || size == 0 else {
        throw .unsuitable("an axis without positions cannot become \(size) long")
      }
      scales.append(size == 0 ? 1 : Double(size) / Double(shape[place]))
    }
    let common: Double? =
      switch aspectRatio {
      case .stretch: nil
      case .notLarger: scales.min()
      case .notSmaller: scales.max()
      }
    var axes: [ResizedAxis] = []
    for (index, place) in places.enumerated() {
      var (output, scale) = (Int(sizes[index]), scales[index])
      if let common {
        let length = common * Double(shape[place]) + 0.5
        guard length < Double(Int32.max) else {
          throw .unsuitable("an axis of \(shape[place]) times \(common) is too long")
        }
        (output, scale) = (Int(length), common)
      }
      axes.append(
        ResizedAxis(place: place, input: shape[place], output: output, scale: scale))
    }
    return axes
  }
}
