import Filtering
import Kernels
import Pixels
import Testing

/// The numbers that the lectures print.
@Suite("worked examples of the lectures")
struct WorkedExampleTests {
  @Test("a 2x2 kernel on a 4x4 image, valid")
  func smallestExample() throws {
    let image = grey(4, [0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0])
    let values = try responses(image, [1, 1, 0, 1], width: 2, size: .valid)
    #expect(values == [1, 1, 0, 1, 3, 1, 0, 2, 1])
  }

  @Test(
    "a 3x3 kernel on a 5x5 image, valid, at stride 1 and 2",
    arguments: [
      (1, [12, 12, 17, 10, 17, 19, 9, 6, 14] as [Float]),
      (2, [12, 17, 9, 14] as [Float]),
    ])
  func strides(stride: Int, expected: [Float]) throws {
    let image = grey(
      5, [3, 3, 2, 1, 0, 0, 0, 1, 3, 1, 3, 1, 2, 2, 3, 2, 0, 0, 2, 2, 2, 0, 0, 0, 1])
    let values = try responses(
      image, [0, 1, 2, 2, 2, 0, 0, 1, 2], width: 3, size: .valid,
      stride: Step(x: stride, y: stride))
    #expect(values == expected)
  }

  @Test("zero padding keeps the size, and the first value is 114")
  func zeroPadding() throws {
    let image = grey(
      5,
      [
        60, 113, 56, 139, 85, 73, 121, 54, 84, 128, 131, 99, 70, 129, 127, 80, 57, 115, 69, 134,
        104, 126, 123, 95, 130,
      ])
    let values = try responses(
      image, [0, -1, 0, -1, 5, -1, 0, -1, 0], width: 3, size: .same, border: .constant(0))
    #expect(values.count == 25)
    #expect(values.first == 114)
  }

  /// The lecture prints the image and the kernels; the sums were made by hand from them.
  @Test(
    "Sobel and Laplacian of the lecture's 9x7 image have (n-2)x(m-2) values",
    arguments: [
      ([-1, -2, -1, 0, 0, 0, 1, 2, 1] as [Float], -30 as Float),
      ([0, 1, 0, 1, -4, 1, 0, 1, 0] as [Float], 94 as Float),
    ])
  func lectureImage(weights: [Float], first: Float) throws {
    let image = grey(
      9,
      [
        100, 81, 25, 94, 21, 12, 210, 26, 167, 45, 30, 7, 28, 79, 12, 10, 15, 138, 70, 81, 25, 94,
        5, 12, 231, 26, 160, 101, 90, 25, 82, 79, 189, 210, 120, 180, 98, 81, 250, 85, 75, 186,
        199, 167, 145, 92, 99, 233, 74, 62, 191, 205, 190, 167, 101, 108, 210, 94, 76, 192, 210,
        222, 117,
      ])
    let values = try responses(image, weights, width: 3, size: .valid)
    #expect(values.count == 7 * 5)
    #expect(values.first == first)
  }

  @Test("a 6x6x3 image and one 3x3x3 kernel give one 4x4 map that sums all channels")
  func multichannel() throws {
    let samples = (0..<108).map { UInt8($0) }
    let image = Image(
      size: ImageSize(width: 6, height: 6), layout: .rgb, samples: .uint8(samples))
    let ones = Kernel(
      channels: 3, height: 3, width: 3, weights: Array(repeating: 1, count: 27))
    let convolver = try Convolver(settings: ConvolutionSettings(size: .valid))
    let maps = try convolver.responses(of: image, to: KernelBank(name: "ones", kernels: [ones]))
    #expect(maps.map(\.shape) == [Shape(channels: 1, height: 4, width: 4)])
    // The mean of the 27 samples under the kernel is that of its centre pixel's middle channel.
    #expect(maps[0].values[0] == 27 * 22)
    #expect(maps[0].values[15] == 27 * 85)
  }

  @Test(
    "floor((n + 2p - d(k-1) - 1)/s) + 1: kernel 3 and padding 1 keep the size, stride 2 halves it",
    arguments: [(8, 1, 8), (8, 2, 4), (7, 2, 4), (227, 4, 57)])
  func outputSize(count: Int, stride: Int, expected: Int) throws {
    let image = grey(count, Array(repeating: 0, count: count * count))
    let values = try responses(
      image, Array(repeating: 1, count: 9), width: 3, size: .same,
      stride: Step(x: stride, y: stride))
    #expect(values.count == expected * expected)
  }
}

private func grey(_ width: Int, _ samples: [UInt8]) -> Image {
  Image(
    size: ImageSize(width: width, height: samples.count / width), layout: .grey,
    samples: .uint8(samples))
}

private func responses(
  _ image: Image, _ weights: [Float], width: Int, size: OutputSize, stride: Step = .one,
  border: Border = .reflect101
) throws -> [Float] {
  let kernel = Kernel(height: weights.count / width, width: width, weights: weights)
  let settings = ConvolutionSettings(border: border, size: size, stride: stride)
  return try Convolver(settings: settings)
    .responses(of: image, to: KernelBank(name: "k", kernels: [kernel]))[0].values
}
