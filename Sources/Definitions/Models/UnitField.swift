public import Networks
public import Pixels

/// What the places of one layer see of the input, in theory.
public struct UnitField: Sendable {
  /// The name of what the layer gives.
  public let name: String

  /// The maps that the layer gives of one picture.
  public let maps: Shape

  /// The receptive field of a place.
  public let field: ReceptiveField

  private let input: Shape

  /// Works out what the places of a layer see.
  ///
  /// - Parameters:
  ///   - graph: The network.
  ///   - value: What the layer gives.
  ///   - input: The maps of one picture that goes in.
  /// - Throws: `LayerError.step` with the name of the first node that does not fit.
  public init(_ graph: Graph, value: Graph.Value, input: Shape) throws(LayerError) {
    name = graph.names[value]
    self.input = input
    let slice = try GraphSlice(graph, wanted: [value])
    let summaries = try slice.summaries(for: [Fact(input)])
    guard let summary = summaries.first(where: { graph.nodes[$0.node].outputs.contains(value) })
    else { throw .unsuitable("'\(graph.names[value])' does not depend on the picture") }
    maps = summary.output
    field = summary.receptiveField
  }

  /// The rows of the input that a row of the maps sees, those outside left aside.
  public func rows(_ row: Int) -> Range<Int> { Self.seen(field.y, row, input.height) }

  /// The columns of the input that a column of the maps sees, those outside left aside.
  public func columns(_ column: Int) -> Range<Int> { Self.seen(field.x, column, input.width) }

  /// The middle half of what a row of the maps sees, by height.
  public func middleRows(_ row: Int) -> Range<Int> { Self.middle(field.y, row, input.height) }

  /// The middle half of what a column of the maps sees, by width.
  public func middleColumns(_ column: Int) -> Range<Int> {
    Self.middle(field.x, column, input.width)
  }

  private static func whole(
    _ axis: ReceptiveField.Axis, _ place: Int, _ count: Int
  ) -> (start: Int, extent: Int) {
    guard let extent = axis.extent else { return (0, count) }
    let (start, overflow) = place.multipliedReportingOverflow(by: axis.stride)
    return overflow ? (0, count) : (start &- axis.padding, extent)
  }

  private static func seen(_ axis: ReceptiveField.Axis, _ place: Int, _ count: Int) -> Range<Int> {
    let (start, extent) = whole(axis, place, count)
    let (end, overflow) = start.addingReportingOverflow(extent)
    let first = min(max(start, 0), count)
    return first..<max(first, min(overflow ? count : end, count))
  }

  private static func middle(
    _ axis: ReceptiveField.Axis, _ place: Int, _ count: Int
  ) -> Range<Int> {
    let (start, extent) = whole(axis, place, count)
    let first = start + extent / 4
    return first..<first + (extent + 1) / 2
  }

  /// What is said of the field whatever the place: size, step, and where the first one begins.
  public var text: String {
    guard let height = field.y.extent, let width = field.x.extent else {
      return "all of the input"
    }
    let (x, y) = (field.x, field.y)
    let stride = x.stride == y.stride ? "\(x.stride)" : "\(x.stride)x\(y.stride)"
    return "\(width)x\(height) pixels, stride \(stride), the first from \(-x.padding),\(-y.padding)"
  }

  /// What a place sees of the input, and whether the border cuts it.
  ///
  /// - Parameters:
  ///   - row: A row of the maps.
  ///   - column: A column of the maps.
  /// - Returns: Width, height and the first pixel.
  public func seenText(row: Int, column: Int) -> String {
    let (rows, columns) = (rows(row), columns(column))
    let isCut =
      rows.count < field.y.extent ?? 0 || columns.count < field.x.extent ?? 0
    return "\(columns.count)x\(rows.count) from \(columns.lowerBound),\(rows.lowerBound)"
      + (isCut ? ", cut by the border" : "")
  }
}
