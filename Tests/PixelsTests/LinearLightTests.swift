import Pixels
import Testing

@Suite("Linear light")
struct LinearLightTests {
  private func row(_ samples: Samples) -> Image {
    Image(size: ImageSize(width: samples.count, height: 1), layout: .grey, samples: samples)
  }

  private func values(_ image: Image) throws -> [Float] {
    guard case .float32(let values) = image.samples else {
      throw NotFloat()
    }
    return values
  }

  private struct NotFloat: Error {}

  /// Expected: 255 * ((c/255 + 0.055)/1.055)^2.4, or c/12.92 up to 10, with pow in Double.
  @Test("8-bit samples decode by the sRGB curve")
  func decode8() throws {
    let light = try values(row(.uint8([0, 1, 10, 11, 128, 188, 255])).linearLight())
    let expected: [Float] = [
      0, 0.0773993808, 0.773993808, 0.8533666, 55.0444275, 128.236047, 255,
    ]
    for (value, wanted) in zip(light, expected) { #expect(abs(value - wanted) < 1e-4) }
  }

  @Test("16-bit samples span the same light")
  func decode16() throws {
    let light = try values(row(.uint16([0, 257, 128 * 257, 65535])).linearLight())
    let expected: [Float] = [0, 0.0773993808, 55.0444275, 255]
    for (value, wanted) in zip(light, expected) { #expect(abs(value - wanted) < 1e-4) }
  }

  @Test("every 8-bit sample comes back")
  func roundTrip8() {
    let image = row(.uint8(Array(0...255)))
    #expect(image.linearLight().encoded(as: .uint8) == image)
  }

  @Test("16-bit samples come back, the darkest and the brightest too")
  func roundTrip16() {
    let some = Array(0...300) + stride(from: UInt16(301), through: 65535, by: 97)
    let image = row(.uint16(some + [65534, 65535]))
    #expect(image.linearLight().encoded(as: .uint16) == image)
  }

  @Test("light is encoded as the nearest sample")
  func nearest() {
    // Sample 0 meets 1 at 255 * (0.5/255)/12.92 = 0.0386997; 254 meets 255 at 253.8640387.
    let image = row(.float32([0.0386, 0.0388, 253.8640, 253.8641]))
    #expect(image.encoded(as: .uint8).samples == .uint8([0, 1, 254, 255]))
  }

  @Test("light outside the scale gives black or white")
  func outside() {
    let image = row(.float32([-3, -.infinity, .nan, 0, 255, 300, .infinity]))
    #expect(image.encoded(as: .uint8).samples == .uint8([0, 0, 0, 0, 255, 255, 255]))
    #expect(image.encoded(as: .uint16).samples == .uint16([0, 0, 0, 0, 65535, 65535, 65535]))
  }

  @Test("alpha is no light")
  func alpha() throws {
    let image = Image(
      size: ImageSize(width: 2, height: 1), layout: .greyAlpha,
      samples: .uint8([255, 128, 0, 7]))
    #expect(try values(image.linearLight()) == [255, 128, 0, 7])
    #expect(image.linearLight().encoded(as: .uint8) == image)
  }
}
