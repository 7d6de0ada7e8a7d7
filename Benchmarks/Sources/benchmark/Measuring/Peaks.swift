import CMemory
import Foundation
import Loops

/// What one thread of this machine can do at most, measured now.
struct Peaks {
  /// Floating-point operations a second of `Float` fused multiply-adds, two each.
  let operations: Double

  /// Bytes copied a second where no cache holds them all; each is read and written.
  let copiedBytes: Double

  /// Measures the peaks.
  ///
  /// - Parameter variant: The build of the loops.
  /// - Throws: `BenchmarkError.wrongResult`.
  init(variant: Variant = .best) throws {
    operations = try Self.operations(variant: variant, runs: 25)
    copiedBytes = try Self.copiedBytes(runs: 7)
  }

  /// The peaks as a line.
  var text: String {
    "peaks, one thread: \(Table.decimal(operations / 1e9)) GFLOP/s Float32 fused multiply-add, "
      + "\(Table.decimal(copiedBytes / 1e9)) GB/s memory copied"
  }

  /// Adds products in registers: the best of several runs of some milliseconds.
  ///
  /// - Parameters:
  ///   - variant: The build of the loops.
  ///   - runs: How many.
  /// - Returns: Operations a second.
  /// - Throws: `BenchmarkError.wrongResult`.
  static func operations(variant: Variant = .best, runs: Int) throws -> Double {
    let loop = variant.peakLoop
    var output = [Float](repeating: 0, count: 16)
    // Sums of small integers are exact.
    let sums = loop(1000, 1, 3, &output)
    let expected = Float(sums * (sums - 1) / 2 + sums * 3000)
    guard output.allSatisfy({ $0 == expected }) else { throw BenchmarkError.wrongResult("peak") }
    // Without AVX2 a fused multiply-add is a call of the C library for each lane.
    let times = variant == .baseline ? 20_000 : 1_000_000
    let best = Measurement(runs: runs) { _ = loop(times, 1, 1e-6, &output) }.best
    return Double(2 * 16 * sums * times) / best
  }

  /// Copies in large pages and piece by piece, as filters go through rows.
  private static func copiedBytes(runs: Int) throws -> Double {
    let (count, piece) = (256 << 20, 32 << 10)
    let source = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
    let target = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
    defer {
      source.deallocate()
      target.deallocate()
    }
    for (value, buffer) in [source, target].enumerated() {
      if let start = buffer.baseAddress { lenslet_prefer_large_pages(start, count) }
      buffer.initializeMemory(as: UInt8.self, repeating: UInt8(value))
    }
    let best = Measurement(runs: runs) {
      for first in stride(from: 0, to: count, by: piece) {
        let bytes = first..<first + piece
        UnsafeMutableRawBufferPointer(rebasing: target[bytes]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[bytes]))
      }
    }.best
    guard target.last == 0 else { throw BenchmarkError.wrongResult("copy") }
    return Double(count) / best
  }
}
