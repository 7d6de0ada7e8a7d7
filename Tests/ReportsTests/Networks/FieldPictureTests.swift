import Pixels
import Reports
import Testing
import _TestSupport

/// Receptive fields that are drawn.
@Suite struct FieldPictureTests {
  /// Green, 6 by 4.
  private static let picture = Image(
    size: ImageSize(width: 6, height: 4), layout: .rgb,
    samples: .uint8((0..<24).flatMap { _ in [0, 200, 0] as [UInt8] }))

  private func colour(_ image: Image, _ x: Int, _ y: Int) -> [UInt8] {
    let start = 3 * (y * image.width + x)
    return Array(image.bytes[start..<start + 3])
  }

  @Test("what is not seen is dark, what counts is bright, and a frame is around what is seen")
  func colours() throws {
    let image = try FieldPicture(
      Self.picture, rows: 0..<3, columns: 2..<5, title: "relu at 3,1", notes: ["sees 3x3"],
      effect: { $0 == 1 && $1 == 3 ? 2 : 0 }
    ).image()
    // A pixel is 180 by 180, and the picture lies below the header and above the margin.
    let top = image.height - 20 - 4 * 180
    func pixel(_ column: Int, _ row: Int) -> [UInt8] {
      colour(image, 20 + column * 180 + 90, top + row * 180 + 90)
    }
    #expect(pixel(0, 0) == [0, 60, 0])
    #expect(pixel(2, 3) == [0, 60, 0])
    // Without effect 35 % of the first colour of inferno, (0, 0, 4), and 85 % of its last,
    // (252, 254, 164).
    #expect(pixel(2, 1) == [0, 130, 1])
    #expect(pixel(3, 1) == [214, 246, 139])
    #expect(colour(image, 20 + 2 * 180, top + 90) == [86, 180, 233])
    #expect(colour(image, 20 + 5 * 180 - 1, top + 90) == [86, 180, 233])
  }

  @Test("without effects the field is as the picture is")
  func frame() throws {
    let image = try FieldPicture(
      Self.picture, rows: 0..<3, columns: 2..<5, title: "t", notes: []
    ).image()
    let top = image.height - 20 - 4 * 180
    #expect(colour(image, 20 + 3 * 180 + 90, top + 270) == [0, 200, 0])
  }
}
