import Pixels
import ComparisonReports
import Reports
import Testing

/// Patches side by side.
@Suite struct PatchStripTests {
  @Test("small patches are enlarged by a whole number, with a gap between")
  func enlarged() throws {
    let patches = [UInt8(10), 200].map { level in
      Image(
        size: ImageSize(width: 2, height: 1), layout: .grey, samples: .uint8([level, level]))
    }
    let strip = try PatchStrip.image(of: patches)
    #expect(strip.size == ImageSize(width: 132, height: 32))
    guard case .uint8(let samples) = strip.samples else { return #expect(Bool(false)) }
    let row = 16 * 132 * 3
    #expect(samples[row] == 10 && samples[row + 63 * 3] == 10)
    #expect(samples[row + 68 * 3] == 200 && samples[row + 131 * 3] == 200)
    #expect(samples[row + 65 * 3] == samples[row + 66 * 3])
  }

  @Test("more than 64 million pixels are refused")
  func large() {
    let patch = Image(
      size: ImageSize(width: 4000, height: 4000), layout: .grey,
      samples: .uint8(Array(repeating: 0, count: 16_000_000)))
    #expect(throws: ReportError.self) {
      try PatchStrip.image(of: Array(repeating: patch, count: 5))
    }
  }
}
