public import Pixels

/// All feature maps of a layer on one labelled picture.
///
/// The maps stand in a near-square grid, each with its channel number. Tiny maps are enlarged by a
/// whole number and large ones reduced by averaging boxes, so that no side is much longer than 2000
/// pixels; maps of a single row are drawn as bars. The header names the layer, its shape and the
/// range of its values, and shows the colours. Where each map has a range of its own, it stands
/// beside the number if there is room. Values that are not finite are drawn in
/// `ColourMap.nonFinite`, and counted in the header.
public struct ContactSheet: Sendable {
  private let maps: Activation
  private let layer: String
  private let style: MapStyle
  private let channels: [Int]

  /// Prepares a sheet.
  ///
  /// - Parameters:
  ///   - maps: The maps of the layer.
  ///   - layer: The name of the layer; what is not printable ASCII appears as a question mark.
  ///   - style: Colours and scaling.
  ///   - channels: The maps to show, in order, under their own numbers; nil for all. Each must be
  ///     an index of a map. Shared ranges are those of the whole layer.
  public init(
    of maps: Activation, layer: String, style: MapStyle = MapStyle(), channels: [Int]? = nil
  ) {
    let channels = channels ?? Array(0..<maps.mapCount)
    precondition(
      channels.allSatisfy { (0..<maps.mapCount).contains($0) }, "a channel is an index of a map")
    self.maps = maps
    self.layer = layer
    self.style = style
    self.channels = channels
  }

  /// Draws the sheet.
  ///
  /// - Returns: An 8-bit RGB image.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  /// - Complexity: O(values + pixels).
  public func image() throws(ReportError) -> Image { try canvas().image }

  /// What the sheet is drawn on.
  ///
  /// - Parameter isRecorded: Whether what is drawn is kept for a drawing that can be scaled.
  /// - Returns: The canvas.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  package func canvas(isRecorded: Bool = false) throws(ReportError) -> Canvas {
    let ranges = style.ranges(of: maps)
    let hasOwnRanges = style.scaling.scope == .map
    let sheet = Sheet(
      header: header(ranges: ranges),
      cells: channels.map { channel in
        Sheet.Cell(number: "\(channel)", note: hasOwnRanges ? ranges[channel].note : "")
      },
      isNumbered: true,
      extent: ImageSize(width: maps.shape.width, height: maps.shape.height))
    let table = style.colours.table
    return try sheet.canvas(isRecorded: isRecorded) { index, reduction in
      let channel = channels[index]
      return Plane(maps, map: channel).reduced(by: reduction)
        .tile(range: ranges[channel], colours: table)
    }
  }

  private func header(ranges: [DisplayRange]) -> SheetHeader {
    var items = SheetHeader.titles(
      layer, shape: "\(maps.shape)", statistics: MapStatistics(maps.values[...]))
    if channels.count < maps.mapCount {
      items.append(
        .text("\(channels.count) of \(maps.mapCount) channels", SheetColours.quiet))
    }
    items.append(.colourBar(of: style, shared: ranges.first))
    return SheetHeader(items)
  }
}
