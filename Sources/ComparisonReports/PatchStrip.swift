public import Pixels
public import Reports

/// A picture of patches side by side, enlarged, the first at the left.
public enum PatchStrip {
  /// Pixels between patches.
  private static let gap = 4

  /// Draws patches.
  ///
  /// - Parameter patches: Pictures of one size, 1 or more, drawn without alpha.
  /// - Returns: An 8-bit RGB image in which a small patch is about 64 pixels high.
  /// - Throws: `ReportError.pictureTooLarge` above 64 million pixels.
  public static func image(of patches: [Image]) throws(ReportError) -> Image {
    let first = patches[0].size
    precondition(patches.allSatisfy { $0.size == first }, "the patches of a filter have its size")
    let side = max(64 / max(first.width, first.height, 1), 1)
    let step = first.width * side + gap
    let size = ImageSize(width: patches.count * step - gap, height: first.height * side)
    guard let count = size.pixelCount, count <= 64_000_000 else { throw .pictureTooLarge(size) }
    var canvas = Canvas(size: size, background: SheetColours.ground)
    for (index, patch) in patches.enumerated() {
      canvas.draw(patch.tile, x: index * step, y: 0, enlargement: Enlargement(x: side, y: side))
    }
    return canvas.image
  }
}
