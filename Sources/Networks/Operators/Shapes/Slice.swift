/// Every so many places of some axes, from one place up to another.
///
/// Inputs are the tensor, the first places, those before which to stop, the axes (all from the first on
/// if left out), and the steps (1 if left out), of which negative ones go back.
public struct Slice: Operator {
  /// Creates an operator.
  public init() {}

  /// `slice`.
  public var kind: String { "slice" }

  /// The shape of what is left.
  public func outputs(for inputs: [Fact?]) throws(LayerError) -> [Fact] {
    let input = try inputs.required(0)
    return [Fact(shape: try spans(inputs).map(\.count), type: input.type)]
  }

  /// Copies the places.
  public func compute(_ inputs: [Tensor?]) throws(LayerError) -> [Tensor] {
    let input = try inputs.required(0)
    let spans = try spans(inputs.facts)
    let strides = input.shape.rowMajorStrides
    let view = StridedView(
      shape: spans.map(\.count),
      // A step may be farther than the axis is long where it is not taken.
      strides: zip(spans, strides).map { $0.count > 1 ? $0.step * $1 : 0 },
      offset: zip(spans, strides).reduce(0) { $0 + $1.0.start * $1.1 })
    return [input.copied(view)]
  }

  /// The places of rows and columns at which outputs look.
  public func window(for inputs: [Fact?]) throws(LayerError) -> Window? {
    let shape = try inputs.required(0).shape
    let spans = try spans(inputs)
    let rows = shape.rowAxis.map { spans[$0] } ?? Span(extent: 1)
    let columns = shape.columnAxis.map { spans[$0] } ?? Span(extent: 1)
    let isWhole = zip([rows, columns], shape.places).allSatisfy { $0 == Span(extent: $1) }
    if isWhole { return nil }
    return Window(
      height: rows.step > 0 ? 1 : nil, width: columns.step > 0 ? 1 : nil,
      strideY: max(rows.step, 1), strideX: max(columns.step, 1),
      paddingTop: rows.step > 0 ? -rows.start : 0,
      paddingLeft: columns.step > 0 ? -columns.start : 0)
  }

  /// Places of an axis.
  private struct Span: Equatable {
    var start = 0
    var step = 1
    var count: Int

    init(extent: Int) { count = extent }

    init(extent: Int, from first: Int, to end: Int, step: Int) {
      let bounds = step > 0 ? 0...extent : min(0, extent - 1)...(extent - 1)
      let start = Self.clamped(first, extent, bounds)
      let end = Self.clamped(end, extent, step > 0 ? bounds : -1...(extent - 1))
      let distance = step > 0 ? end - start : start - end
      self.start = start
      self.step = step
      count = distance > 0 ? Int(UInt(distance - 1) / step.magnitude) + 1 : 0
    }

    private static func clamped(_ place: Int, _ extent: Int, _ bounds: ClosedRange<Int>) -> Int {
      min(max(place < 0 ? place + extent : place, bounds.lowerBound), bounds.upperBound)
    }
  }

  private func spans(_ inputs: [Fact?]) throws(LayerError) -> [Span] {
    let shape = try inputs.required(0).shape
    try shape.checkedCount()
    let (starts, ends) = (try inputs.requiredNumbers(1), try inputs.requiredNumbers(2))
    let named = try inputs.numbers(3) ?? Array(starts.indices)
    let steps = try inputs.numbers(4) ?? [Int](repeating: 1, count: starts.count)
    for (what, found) in [("ends", ends), ("axes", named), ("steps", steps)] {
      guard found.count == starts.count else {
        throw .count(what, expected: starts.count, found: found.count)
      }
    }
    var spans = shape.map { Span(extent: $0) }
    for (index, axis) in try shape.axes(named).enumerated() {
      guard steps[index] != 0 else { throw .unsuitable("a step of 0 leads nowhere") }
      spans[axis] = Span(
        extent: shape[axis], from: starts[index], to: ends[index], step: steps[index])
    }
    return spans
  }
}
