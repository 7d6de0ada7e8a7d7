import Pixels
import Testing

@Suite("Transfer curves")
struct TransferCurveTests {
  /// Expected values were computed with another program's power function in `Double`.
  @Test(
    "light is what the curve says",
    arguments: [
      (.srgb, 0.5, 0.21404114048223255), (.srgb, 0.04, 0.04 / 12.92), (.linear, 0.3, 0.3),
      (.power(2.2), 0.5, 0.217637640824031), (.power(2.2), 0.001, 2.5118864315095823e-07),
      (.power(1.8), 0.9, 0.8272495069561094), (.power(0.45455), 0.2, 0.48115298510370247),
      (.power(100), 0.99, 0.3660323412732292), (.power(400), 0.01, 0), (.power(2.8), 0, 0),
      (.power(2.8), 1, 1), (.rec709, 0.5, 0.25958940050628576), (.rec709, 0.08, 0.08 / 4.5),
      (.sampled([0, 0.1, 1]), 0.25, 0.05), (.sampled([0, 0.1, 1]), 0.75, 0.55),
      (.sampled([0.2, 0.8]), 1, 0.8),
    ] as [(TransferCurve, Double, Double)])
  func light(_ curve: TransferCurve, _ sample: Double, _ expected: Double) {
    #expect(abs(curve.light(sample) - expected) <= 1e-12 * expected)
  }

  @Test(
    "every sample comes back",
    arguments: [.srgb, .linear, .rec709, .power(2.2), .power(0.5)] as [TransferCurve])
  func roundTrips(_ curve: TransferCurve) {
    for (type, samples) in [
      (SampleType.uint8, Samples.uint8(Array(0...255))),
      (.uint16, .uint16(Array(stride(from: UInt16(0), through: 65535, by: 85)))),
    ] {
      let image = Image(
        size: ImageSize(width: samples.count, height: 1), layout: .grey, samples: samples)
      let function = TransferFunction(curve, for: type)
      #expect(image.linearLight(function).encoded(as: type, by: function) == image)
    }
  }

  @Test("samples that are light are light from 0 to 255")
  func linear() {
    let image = Image(
      size: ImageSize(width: 3, height: 1), layout: .grey, samples: .uint8([0, 188, 255]))
    let function = TransferFunction(.linear, for: .uint8)
    #expect(image.linearLight(function).samples == .float32([0, 188, 255]))
  }

  @Test("a level part of a curve gives one of its samples")
  func level() {
    let function = TransferFunction(.sampled([0, 0.5, 0.5, 1]), for: .uint8)
    let image = Image(
      size: ImageSize(width: 3, height: 1), layout: .grey, samples: .float32([0, 127.5, 255]))
    guard case .uint8(let samples) = image.encoded(as: .uint8, by: function).samples else {
      Issue.record("not 8 bits")
      return
    }
    #expect(samples[0] == 0 && (85...170).contains(samples[1]) && samples[2] == 255)
  }
}
