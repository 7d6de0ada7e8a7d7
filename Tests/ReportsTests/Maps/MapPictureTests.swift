import Pixels
import Reports
import Testing
import _TestSupport

@Suite("Pictures of feature maps")
struct MapPictureTests {
  private func range(_ low: Float, _ high: Float) throws -> DisplayRange {
    try #require(DisplayRange(low: low, high: high))
  }

  @Test("grey levels are 255 times the position, rounded")
  func grey() throws {
    let layer = maps(2, 2, 3, [9, 9, 9, 9, 9, 9, -1, 0, 1, 2, 3, 5])
    let image = try MapPicture.image(of: layer, map: 1, range: range(-1, 4))
    #expect(image.layout == .grey)
    #expect(image.size == ImageSize(width: 3, height: 2))
    #expect(image.bytes == [0, 51, 102, 153, 204, 255])
  }

  @Test("other colours give RGB, with zero white in diverging ones")
  func colours() throws {
    let layer = maps(1, 1, 5, [-2, -1, 0, 1, 2])
    let image = try MapPicture.image(
      of: layer, map: 0, range: range(-2, 2), colours: .diverging)
    #expect(image.layout == .rgb)
    #expect(
      image.bytes == [8, 72, 142, 112, 166, 214, 255, 255, 255, 235, 141, 73, 137, 34, 4])
  }

  @Test("what is not finite is magenta, in grey too, and the rest stays readable")
  func notFinite() throws {
    let layer = maps(1, 1, 4, [.nan, 0, -.infinity, 1])
    let image = try MapPicture.image(of: layer, map: 0, range: range(0, 1))
    #expect(image.layout == .rgb)
    #expect(image.bytes == [255, 0, 255, 0, 0, 0, 255, 0, 255, 255, 255, 255])
  }

  @Test("an enlarged value is a square")
  func enlarged() throws {
    let layer = maps(1, 2, 2, [0, 1, 2, 3])
    let image = try MapPicture.image(of: layer, map: 0, range: range(0, 3), enlargement: 2)
    #expect(image.size == ImageSize(width: 4, height: 4))
    #expect(
      image.bytes == [0, 0, 85, 85, 0, 0, 85, 85, 170, 170, 255, 255, 170, 170, 255, 255])
  }

  @Test("a constant map and a map of one value are drawn in the first colour")
  func constant() throws {
    let layer = maps(1, 1, 1, [3])
    let range = try #require(MapScaling.perMap.ranges(of: layer).first)
    #expect(try MapPicture.image(of: layer, map: 0, range: range).bytes == [0])
  }

  @Test("small maps are enlarged to at most 128 pixels")
  func suggestion() {
    #expect(MapPicture.enlargement(for: Shape(channels: 1, height: 13, width: 13)) == 9)
    #expect(MapPicture.enlargement(for: Shape(channels: 1, height: 1, width: 1)) == 128)
    #expect(MapPicture.enlargement(for: Shape(channels: 1, height: 5, width: 300)) == 1)
    #expect(MapPicture.enlargement(for: Shape(channels: 1, height: 0, width: 0)) == 128)
  }

  @Test("a picture too large to look at is refused before it is drawn")
  func tooLarge() throws {
    let layer = maps(1, 1, 2, [0, 1])
    let range = try range(0, 1)
    #expect(throws: ReportError.pictureTooLarge(ImageSize(width: 20000, height: 10000))) {
      try MapPicture.image(of: layer, map: 0, range: range, enlargement: 10000)
    }
    #expect(throws: ReportError.pictureTooLarge(ImageSize(width: .max, height: .max))) {
      try MapPicture.image(of: layer, map: 0, range: range, enlargement: .max)
    }
  }
}
