import Codecs
import Loops
import RowLoopTable
import Testing
import _TestSupport

/// The row filters as the PNG specification writes them (third edition, 9.2), byte by byte.
enum ReferenceFilter {
  /// What a filter takes from byte `i` of a row.
  static func prediction(
    _ filter: PNGLoops.Filter, _ row: [UInt8], _ above: [UInt8], _ i: Int, pixelBytes: Int
  ) -> UInt8 {
    let a = i >= pixelBytes ? Int(row[i - pixelBytes]) : 0
    let b = Int(above[i])
    let c = i >= pixelBytes ? Int(above[i - pixelBytes]) : 0
    switch filter {
    case .none: return 0
    case .sub: return UInt8(a)
    case .up: return UInt8(b)
    case .average: return UInt8((a + b) / 2)
    case .paeth:
      let p = a + b - c
      let (pa, pb, pc) = (abs(p - a), abs(p - b), abs(p - c))
      if pa <= pb && pa <= pc { return UInt8(a) }
      return pb <= pc ? UInt8(b) : UInt8(c)
    }
  }

  /// The filtered row.
  static func apply(
    _ filter: PNGLoops.Filter, _ row: [UInt8], _ above: [UInt8], pixelBytes: Int
  ) -> [UInt8] {
    row.indices.map { row[$0] &- prediction(filter, row, above, $0, pixelBytes: pixelBytes) }
  }
}

@Suite("PNG row filters")
struct PNGFilterLoopTests {
  private static let pixelBytes = [1, 2, 3, 4, 6, 8]

  /// Rows of noise, of slow changes, and of the values where sums overflow.
  private func rows(_ count: Int) -> [[UInt8]] {
    var generator = SeededGenerator(seed: UInt64(count))
    return [
      generator.bytes(count),
      (0..<count).map { UInt8(truncatingIfNeeded: 7 * $0 / 3) },
      (0..<count).map { _ in [0, 1, 127, 128, 129, 254, 255].randomElement(using: &generator) ?? 0
      },
      [UInt8](repeating: 0, count: count),
      [UInt8](repeating: 255, count: count),
    ]
  }

  @Test("every build filters as the specification says and back", arguments: pixelBytes)
  func filters(_ pixelBytes: Int) {
    for loops in Variant.available.map(\.pngLoops) {
      for pixels in [1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 40, 333] {
        let count = pixels * pixelBytes
        for row in rows(count) {
          for above in rows(count) {
            for filter in PNGLoops.Filter.allCases {
              let expected = ReferenceFilter.apply(filter, row, above, pixelBytes: pixelBytes)
              // One more byte, which must stay as it is.
              var filtered = [UInt8](repeating: 77, count: count + 1)
              loops.filter(filter, pixelBytes, row, above, &filtered, count)
              var restored = [UInt8](repeating: 77, count: count + 1)
              loops.restore(filter, pixelBytes, expected, above, &restored, count)
              guard filtered == expected + [77], restored == row + [77] else {
                Issue.record("\(filter), \(pixels) pixels of \(pixelBytes) bytes")
                return
              }
            }
          }
        }
      }
    }
  }

  @Test("every build adds up what each filter leaves", arguments: pixelBytes)
  func costs(_ pixelBytes: Int) {
    for loops in Variant.available.map(\.pngLoops) {
      for pixels in [1, 2, 7, 100, 481, 1000] {
        let count = pixels * pixelBytes
        let all = rows(count)
        for (row, above) in zip(all, all.reversed()) {
          let expected = PNGLoops.Filter.allCases.map { filter in
            ReferenceFilter.apply(filter, row, above, pixelBytes: pixelBytes)
              .reduce(UInt64(0)) { $0 + UInt64(abs(Int(Int8(bitPattern: $1)))) }
          }
          var found = [UInt64](repeating: 0, count: 5)
          loops.costs(pixelBytes, row, above, count, &found)
          #expect(found == expected, "\(pixels) pixels of \(pixelBytes) bytes")
        }
      }
    }
  }

  @Test("every build exchanges the bytes of samples")
  func swap() {
    for loops in Variant.available.map(\.pngLoops) {
      for count in [0, 1, 2, 31, 32, 33, 100] {
        let samples = (0..<2 * count).map { UInt8(truncatingIfNeeded: 37 * $0) }
        var swapped = [UInt8](repeating: 77, count: 2 * count + 1)
        loops.swapBytes(samples, &swapped, count)
        #expect(swapped == (0..<2 * count).map { samples[$0 ^ 1] } + [77])
      }
    }
  }
}
