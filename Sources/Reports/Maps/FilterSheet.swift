public import Pixels

/// A picture of learned filters: the grid of colour tiles of a first layer, or a grid of planes.
///
/// Filters of three channels are shown as colours if their order is told: each weight is a position
/// in the range of its filter, or of all filters, and three of them are red, green and blue. With a
/// symmetric scaling a weight of zero is mid-grey, so what a filter ignores is grey.
///
/// Other filters are shown plane by plane: every filter is a near-square block of its channels, in
/// the colours of the style, with dark lines between.
///
/// Small filters are enlarged by a whole number. Weights that are not finite are drawn in
/// `ColourMap.nonFinite`, and counted in the header.
public struct FilterSheet: Sendable {
  private let filters: Activation
  private let layer: String
  private let style: MapStyle
  private let order: ChannelOrder?
  private let isNumbered: Bool

  /// Prepares a sheet.
  ///
  /// - Parameters:
  ///   - filters: The weights, filters × input channels × height × width.
  ///   - layer: The name of the layer; what is not printable ASCII appears as a question mark.
  ///   - scaling: How weights become positions in the colours; a map is here a filter with all its
  ///     channels, a layer all filters.
  ///   - colours: The colours of planes.
  ///   - order: The order of the channels of filters of three; nil shows them plane by plane.
  ///   - isNumbered: Whether filters have their numbers beneath.
  public init(
    of filters: Activation, layer: String,
    scaling: MapScaling = MapScaling(.symmetric, over: .map), colours: ColourMap = .grey,
    order: ChannelOrder? = .rgb, isNumbered: Bool = true
  ) {
    self.filters = filters
    self.layer = layer
    self.style = MapStyle(colours: colours, scaling: scaling)
    self.order = filters.shape.channels == 3 ? order : nil
    self.isNumbered = isNumbered
  }

  /// Draws the sheet.
  ///
  /// - Returns: An 8-bit RGB image.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  /// - Complexity: O(weights + pixels).
  public func image() throws(ReportError) -> Image { try canvas(isRecorded: false).image }

  /// What the sheet is drawn on.
  ///
  /// - Parameter isRecorded: Whether what is drawn is kept for a drawing that can be scaled.
  /// - Returns: The canvas.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  package func canvas(isRecorded: Bool = true) throws(ReportError) -> Canvas {
    let shape = filters.shape
    let plane = ImageSize(width: shape.width, height: shape.height)
    let block = SheetGrid(
      count: order == nil ? shape.channels : 1, tile: plane, label: ImageSize(width: 0, height: 0),
      gutter: 1)
    guard let extent = block.size else { throw .pictureTooLarge(plane) }
    let ranges = self.ranges
    let table = style.colours.table
    let sheet = Sheet(
      header: header(ranges: ranges),
      cells: (0..<shape.batch).map { Sheet.Cell(number: "\($0)", note: "") },
      isNumbered: isNumbered, extent: extent)
    return try sheet.canvas(isRecorded: isRecorded) { filter, reduction in
      let tile =
        if let order {
          colourTile(of: filter, in: order, range: ranges[filter])
        } else {
          planes(of: filter, on: block, size: extent, range: ranges[filter], colours: table)
        }
      return tile.reduced(by: reduction)
    }
  }

  /// The range of each filter, over all its channels.
  private var ranges: [DisplayRange] {
    let count = filters.shape.channels * filters.shape.height * filters.shape.width
    switch style.scaling.scope {
    case .map:
      return (0..<filters.shape.batch).map { filter in
        adapted(style.scaling.range(of: filters.values[filter * count..<(filter + 1) * count]))
      }
    case .layer:
      let range = adapted(style.scaling.range(of: filters.values[...]))
      return Array(repeating: range, count: filters.shape.batch)
    }
  }

  /// The range as the style needs it; colour tiles take it as it is.
  private func adapted(_ range: DisplayRange) -> DisplayRange {
    order == nil ? style.adapted(range) : range
  }

  private func header(ranges: [DisplayRange]) -> SheetHeader {
    var items = SheetHeader.titles(
      layer, shape: "\(filters.shape.batch)x\(filters.shape.image)",
      statistics: MapStatistics(filters.values[...]))
    if order == nil { items.append(.colourBar(of: style, shared: ranges.first)) }
    return SheetHeader(items)
  }

  private func colourTile(of filter: Int, in order: ChannelOrder, range: DisplayRange) -> Tile {
    let shape = filters.shape
    let channels = order.redFirst((0..<3).map { filters.map(filter * 3 + $0) })
    let pixels = (0..<shape.height * shape.width).map { index in
      let positions = channels.compactMap { range.position(of: $0[$0.startIndex + index]) }
      guard positions.count == 3 else { return ColourMap.nonFinite }
      return Colour(nearest: 255 * SIMD3(positions[0], positions[1], positions[2]))
    }
    return Tile(size: ImageSize(width: shape.width, height: shape.height), pixels: pixels)
  }

  private func planes(
    of filter: Int, on block: SheetGrid, size: ImageSize, range: DisplayRange, colours: [Colour]
  ) -> Tile {
    let channels = filters.shape.channels
    var pixels = Array(repeating: SheetColours.ground, count: size.width * size.height)
    for channel in 0..<channels {
      let plane = Plane(filters, map: filter * channels + channel)
        .tile(range: range, colours: colours)
      let corner = block.corner(of: channel)
      for row in 0..<plane.size.height {
        let start = (corner.y + row) * size.width + corner.x
        let line = plane.pixels[row * plane.size.width..<(row + 1) * plane.size.width]
        pixels.replaceSubrange(start..<start + line.count, with: line)
      }
    }
    return Tile(size: size, pixels: pixels)
  }
}

extension Shape {
  /// The shape of one image of the batch.
  fileprivate var image: Shape { Shape(channels: channels, height: height, width: width) }
}
