import Filtering
import Kernels
import Loops
import Pixels
import RowLoopTable
import Testing

@Suite("sums that are stored past the caches")
struct StreamedSumTests {
  /// The index that the default border reads, reflected without the edge.
  private func mirrored(_ index: Int, _ count: Int) -> Int {
    index < 0 ? -index : index >= count ? 2 * count - 2 - index : index
  }

  /// Noise of whole numbers, whose sums are exact.
  private static func noise(_ count: Int) -> [Float] {
    var state: UInt32 = 7
    return (0..<count).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(state >> 24)
    }
  }

  @Test(
    "a row is the straight sum at every length and place",
    arguments: Variant.available)
  func row(_ variant: Variant) {
    let loop = variant.loops.streamedSumFloat
    let samples = Self.noise(400)
    let (offsets, weights): ([Int], [Float]) = ([0, 3, 40, 43], [1, -2, 3, 0.5])
    for count in 1...300 {
      for place in [0, 1, 7, 8, 15] {
        var output = [Float](repeating: -1, count: count + 40)
        samples.withUnsafeBufferPointer { samples in
          output.withUnsafeMutableBufferPointer { output in
            guard let start = samples.baseAddress, let target = output.baseAddress else { return }
            loop(offsets.map { start + $0 }, weights, 4, 10, target + place, count)
          }
        }
        let expected = (0..<count).map { i in
          10 + zip(offsets, weights).map { samples[$0 + i] * $1 }.reduce(0, +)
        }
        #expect(Array(output[place..<place + count]) == expected)
        #expect(output[..<place].allSatisfy { $0 == -1 })
        #expect(output[(place + count)...].allSatisfy { $0 == -1 })
      }
    }
  }

  @Test(
    "four rows are the straight sums at every length, place and distance of rows",
    arguments: Variant.available)
  func fourRows(_ variant: Variant) {
    let loop = variant.loops.streamedDenseSumFloat
    let (width, samples) = (200, Self.noise(200 * 8))
    for extent in [3, 4] {
      let weights = (0..<extent * extent).map { Float($0 * 5 % 7 - 3) }
      for count in 1...180 {
        for (place, pitch) in [(0, 192), (5, 192), (8, 200), (3, 191)] {
          var output = [Float](repeating: -1, count: 4 * pitch + 40)
          samples.withUnsafeBufferPointer { samples in
            output.withUnsafeMutableBufferPointer { output in
              guard let start = samples.baseAddress, let target = output.baseAddress else { return }
              loop(
                (0..<extent + 3).map { start + $0 * width }, extent, extent, 3, weights, 10,
                (0..<4).map { target + (place + $0 * pitch) }, 4, count)
            }
          }
          var expected = [Float](repeating: -1, count: output.count)
          for y in 0..<4 {
            for x in 0..<count {
              var sum: Float = 10
              for j in 0..<extent {
                for k in 0..<extent {
                  sum += samples[(y + j) * width + x + 3 * k] * weights[j * extent + k]
                }
              }
              expected[place + y * pitch + x] = sum
            }
          }
          #expect(output == expected, "\(extent)x\(extent), \(count) from \(place) every \(pitch)")
        }
      }
    }
  }

  @Test(
    "an image larger than the caches is the straight sum", arguments: [false, true],
    [ImageSize(width: 4096, height: 2900), ImageSize(width: 4099, height: 2900)])
  func largeImage(hasZeros: Bool, size: ImageSize) throws {
    let extent = 3
    let samples = Self.noise(size.width * size.height)
    let weights: [Float] =
      hasZeros ? [0, 1, 0, 2.5, -4, 1, 0, 0.5, 0] : [1, -2, 3, 0.5, -1, 2, 4, -3, 1.5]
    let image = Image(size: size, layout: .grey, samples: .float32(samples))
    let bank = KernelBank(
      name: "dense", kernels: [Kernel(height: extent, width: extent, weights: weights)])
    let result = try Convolver().filter(image, with: bank, range: .clamp)[0].image
    guard case .float32(let values) = result.samples else {
      Issue.record("not Float32")
      return
    }
    for index in stride(from: 0, to: values.count, by: 997) {
      let (column, row) = (index % size.width, index / size.width)
      var sum: Float = 0
      for j in 0..<extent {
        for k in 0..<extent {
          let y = mirrored(row + j - extent / 2, size.height)
          let x = mirrored(column + k - extent / 2, size.width)
          sum += samples[y * size.width + x] * weights[j * extent + k]
        }
      }
      #expect(values[index] == sum, "column \(column), row \(row)")
    }
  }
}
