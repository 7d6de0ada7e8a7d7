/// A tensor with places added before and after its axes, or taken away where their number is negative.
///
/// Inputs are the tensor, the numbers before all axes followed by those after them, what is filled in (0
/// if left out), and the axes (all if left out).
public struct Pad: Operator {
  /// What the places hold.
  public enum Mode: String, Sendable {
    /// The third input.
    case constant

    /// The tensor mirrored at its first and last places, which are not repeated.
    case reflect

    /// The first and last places.
    case edge

    /// The tensor from its other end.
    case wrap
  }

  /// What the places hold.
  public let mode: Mode

  /// Creates an operator.
  ///
  /// - Parameter mode: What the places hold.
  public init(mode: Mode = .constant) { self.mode = mode }

  /// `pad`.
  public var kind: String { "pad" }

  /// What the places hold.
  public var record: OperatorRecord {
    OperatorRecord(note: mode.rawValue, settings: ["mode": .word(mode.rawValue)])
  }

  /// The extents with what is added.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    if let fill = inputs.optional(2) {
      guard fill.type == input.type else { throw .types(input.type, fill.type) }
      guard try fill.shape.checkedCount() == 1 else { throw .rank(fill.shape, allowed: 0...0) }
    }
    return [Fact(shape: try shape(input.shape, try margins(inputs)), type: input.type)]
  }

  /// Copies and fills, axis by axis.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    _ = try outputs(for: inputs.facts)
    var tensor = try inputs.required(0)
    let fill = inputs.count > 2 ? inputs[2] : nil
    for (axis, margin) in try margins(inputs.facts).enumerated() where margin != Margin() {
      let places = places(margin, extent: tensor.shape[axis])
      tensor = tensor.taken(places, along: axis, fill: fill)
    }
    return [tensor]
  }

  /// The own place, moved by what is added above and at the left.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try inputs.required(0).shape
    let margins = try margins(inputs)
    let rows = shape.rowAxis.map { margins[$0] } ?? Margin()
    let columns = shape.columnAxis.map { margins[$0] } ?? Margin()
    if rows == Margin(), columns == Margin() { return nil }
    return Window(
      height: 1, width: 1, strideY: 1, strideX: 1, paddingTop: rows.before,
      paddingLeft: columns.before)
  }

  /// Places that are added to an axis.
  private struct Margin: Equatable {
    var before = 0
    var after = 0
  }

  private func margins(_ inputs: [Fact?]) throws(LayerError) -> [Margin] {
    let shape = try inputs.required(0).shape
    let numbers = try inputs.requiredNumbers(1)
    let axes = try shape.axes(try inputs.numbers(3) ?? Array(shape.indices))
    guard numbers.count == 2 * axes.count else {
      throw .count("numbers of padding", expected: 2 * axes.count, found: numbers.count)
    }
    let limit = WindowGeometry.maximumCount
    for number in numbers { try check(number, "padding", in: -limit...limit) }
    var margins = [Margin](repeating: Margin(), count: shape.count)
    for (index, axis) in axes.enumerated() {
      margins[axis] = Margin(before: numbers[index], after: numbers[axes.count + index])
    }
    return margins
  }

  private func shape(_ input: [Int], _ margins: [Margin]) throws(LayerError) -> [Int] {
    try input.checkedCount()
    var shape = input
    for (axis, margin) in margins.enumerated() {
      let kept = input[axis] + min(margin.before, 0) + min(margin.after, 0)
      shape[axis] = input[axis] + margin.before + margin.after
      let isFilled = mode == .constant || shape[axis] == kept
      guard kept >= 0, kept > 0 || isFilled else {
        throw .unsuitable(
          "an extent of \(input[axis]) is not padded by \(margin.before) and \(margin.after)")
      }
      // Axes grow one after the other, so that everything between has to fit too.
      try shape.checkedCount()
    }
    return shape
  }

  /// Where each place along an axis is read; nil where it is filled.
  private func places(_ margin: Margin, extent: Int) -> [Int?] {
    let first = max(0, -margin.before)
    let count = extent - first - max(0, -margin.after)
    let start = margin.before > 0 ? -margin.before : 0
    return (start..<count + max(0, margin.after)).map { place in
      if (0..<count).contains(place) { return first + place }
      switch mode {
      case .constant: return nil
      case .edge: return first + (place < 0 ? 0 : count - 1)
      case .wrap: return first + place.modulo(count)
      case .reflect:
        if count == 1 { return first }
        let turned = place.modulo(2 * (count - 1))
        return first + min(turned, 2 * (count - 1) - turned)
      }
    }
  }
}

extension Int {
  /// The rest of a division, which is not negative.
  fileprivate func modulo(_ divisor: Int) -> Int {
    let rest = self % divisor
    return rest < 0 ? rest + divisor : rest
  }
}
