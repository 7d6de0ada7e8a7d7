import Pixels

extension InputStage: CustomStringConvertible {
  /// Every step in the order that it is taken, in words that let it be repeated.
  ///
  /// Numbers are written so that reading them gives the same `Float`. A mean image is told by its
  /// shape; where it came from is for the caller to record.
  public var steps: [String] {
    var steps: [String] = []
    if isLinear { steps.append("decode sRGB to linear light") }
    if let resize { steps.append(resize.description) }
    if let crop { steps.append("crop \(crop) from the middle") }
    steps.append("channels \(colour)")
    let subtraction = mean.map { "subtract \($0)" }
    let multiplication = scale == [1] ? nil : "multiply by \(listed(scale))"
    switch arithmetic {
    case .meanThenScale: steps += [subtraction, multiplication].compactMap { $0 }
    case .scaleThenMean: steps += [multiplication, subtraction].compactMap { $0 }
    }
    return steps
  }

  /// All steps in one line.
  public var description: String { steps.joined(separator: ", then ") }
}

extension InputResize: CustomStringConvertible {
  /// The target, the filter, and whether it is antialiased.
  public var description: String {
    let target =
      switch target {
      case .exact(let size): "to \(size)"
      case .shorterSide(let side): "the shorter side to \(side)"
      }
    return "resize \(target) \(filter.rawValue) \(antialias ? "with" : "without") antialias"
  }
}

extension InputColour: CustomStringConvertible {
  /// `rgb`, `bgr`, `grey luma` or `grey luminance`.
  public var description: String {
    switch self {
    case .colour(let order): order.rawValue
    case .grey(.luma): "grey luma"
    case .grey(.luminance): "grey luminance"
    }
  }
}

extension InputMean: CustomStringConvertible {
  /// The numbers, or the shape of the image.
  public var description: String {
    switch self {
    case .channels(let numbers): "mean \(listed(numbers))"
    case .image(let image): "mean image \(image.shape)"
    }
  }
}

/// Numbers with spaces between them.
private func listed(_ numbers: [Float]) -> String {
  numbers.map { "\($0)" }.joined(separator: " ")
}
