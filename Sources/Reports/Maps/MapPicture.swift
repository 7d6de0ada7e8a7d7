public import Pixels

/// A picture of one feature map: every value a pixel, or a square of pixels.
public enum MapPicture {
  /// Draws a map.
  ///
  /// In grey the picture has one 8-bit channel, `round(255 · position)`; in other colours it is
  /// 8-bit RGB. Values that are not numbers or infinite are drawn in `ColourMap.nonFinite`, for
  /// which a picture in grey becomes RGB as well.
  ///
  /// - Parameters:
  ///   - maps: The maps of a layer.
  ///   - index: Which of them to draw.
  ///   - range: The values of the first and the last colour.
  ///   - colours: The colours.
  ///   - enlargement: Pixels along the side of a value, 1 or more.
  /// - Returns: An image of `width * enlargement` by `height * enlargement` pixels.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  /// - Complexity: O(pixels).
  public static func image(
    of maps: Activation, map index: Int, range: DisplayRange, colours: ColourMap = .grey,
    enlargement: Int = 1
  ) throws(ReportError) -> Image {
    precondition(enlargement >= 1, "a picture is enlarged by 1 or more")
    let plane = Plane(maps, map: index)
    let limit = 64_000_000
    let (width, wide) = plane.width.multipliedReportingOverflow(by: enlargement)
    let (height, high) = plane.height.multipliedReportingOverflow(by: enlargement)
    let size = ImageSize(
      width: wide ? Int.max : width, height: high ? Int.max : height)
    guard let count = size.pixelCount, count <= limit else { throw .pictureTooLarge(size) }

    if colours == .grey, plane.values.allSatisfy(\.isFinite) {
      let levels = plane.values.map { value in
        UInt8((255 * (range.position(of: value) ?? 0)).rounded(.toNearestOrEven))
      }
      let samples = enlarged(levels, width: plane.width, by: enlargement)
      return Image(size: size, layout: .grey, samples: .uint8(samples))
    }
    let tile = plane.tile(range: range, colours: colours.table)
    let pixels = enlarged(tile.pixels, width: plane.width, by: enlargement)
    let samples = pixels.flatMap { [$0.red, $0.green, $0.blue] }
    return Image(size: size, layout: .rgb, samples: .uint8(samples))
  }

  /// The enlargement that makes the longer side of a small map up to 128 pixels; 1 for others.
  ///
  /// - Parameter shape: The shape of the maps.
  /// - Returns: 1 to 128.
  public static func enlargement(for shape: Shape) -> Int {
    max(128 / max(shape.height, shape.width, 1), 1)
  }

  /// Repeats every element across and down.
  private static func enlarged<Element>(
    _ elements: [Element], width: Int, by enlargement: Int
  ) -> [Element] {
    guard enlargement > 1, width > 0 else { return elements }
    var result: [Element] = []
    result.reserveCapacity(elements.count * enlargement * enlargement)
    for row in stride(from: 0, to: elements.count, by: width) {
      let line = elements[row..<row + width].flatMap { repeatElement($0, count: enlargement) }
      for _ in 0..<enlargement { result += line }
    }
    return result
  }
}
