import Pixels
import Testing

@Suite("Grey pictures")
struct GreyTests {
  private func pixel(_ samples: Samples, _ layout: ChannelLayout = .rgb) -> Image {
    Image(size: ImageSize(width: 1, height: 1), layout: layout, samples: samples)
  }

  /// Expected: `(19595 R + 38470 G + 7471 B + 32768) >> 16`, worked out by hand.
  @Test(
    "luma of 8-bit colours",
    arguments: [
      ([255, 0, 0], 76), ([0, 255, 0], 150), ([0, 0, 255], 29), ([255, 255, 255], 255),
      ([0, 0, 0], 0), ([10, 20, 30], 18), ([1, 0, 0], 0), ([0, 1, 0], 1),
    ] as [([UInt8], UInt8)])
  func luma8(colour: [UInt8], grey: UInt8) {
    #expect(pixel(.uint8(colour)).grey().samples == .uint8([grey]))
  }

  @Test(
    "luma of 16-bit colours",
    arguments: [
      ([65535, 0, 0], 19595), ([0, 65535, 0], 38469), ([0, 0, 65535], 7471),
      ([65535, 65535, 65535], 65535),
    ] as [([UInt16], UInt16)])
  func luma16(colour: [UInt16], grey: UInt16) {
    #expect(pixel(.uint16(colour)).grey().samples == .uint16([grey]))
  }

  @Test("luminance of linear light is not rounded to whole numbers")
  func luminance() throws {
    let grey = pixel(.float32([100, 200, 50])).grey(weights: .luminance)
    guard case .float32(let values) = grey.samples, let value = values.first else {
      Issue.record("Float samples expected")
      return
    }
    // 0.2126 * 100 + 0.7152 * 200 + 0.0722 * 50 = 167.91
    #expect(abs(value - 167.91) < 0.002)
    #expect(pixel(.float32([7.5, 7.5, 7.5])).grey(weights: .luminance).samples == .float32([7.5]))
  }

  @Test("alpha stays and grey pictures stay as they are")
  func alpha() {
    let image = pixel(.uint8([255, 255, 255, 7]), .rgba).grey()
    #expect(image.layout == .greyAlpha)
    #expect(image.samples == .uint8([255, 7]))
    let already = pixel(.uint8([9, 8]), .greyAlpha)
    #expect(already.grey() == already)
  }
}
