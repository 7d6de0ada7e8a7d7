import Filtering
import Kernels
import Pixels
import Testing

/// Alpha is copied from the pixel under the anchor, never filtered.
@Suite("alpha under a kernel")
struct AlphaTests {
  /// Grey 10 20 30 40, alpha 1 2 3 4.
  static let image = Image.picture(4, .greyAlpha, .uint8([10, 1, 20, 2, 30, 3, 40, 4]))

  @Test(
    "each size, stride and border",
    arguments: [
      (ConvolutionSettings(), [1, 2, 3, 4] as [UInt8]),
      (ConvolutionSettings(stride: Step(x: 2, y: 1)), [1, 3]),
      (ConvolutionSettings(size: .valid), [2, 3]),
      (ConvolutionSettings(size: .valid, stride: Step(x: 2, y: 1)), [2]),
      (ConvolutionSettings(size: .full), [2, 1, 2, 3, 4, 3]),
      (ConvolutionSettings(border: .replicate, size: .full), [1, 1, 2, 3, 4, 4]),
      (ConvolutionSettings(border: .wrap, size: .full), [4, 1, 2, 3, 4, 1]),
      (ConvolutionSettings(border: .constant(255), size: .full), [0, 1, 2, 3, 4, 0]),
      (ConvolutionSettings(size: .full, stride: Step(x: 3, y: 1)), [2, 3]),
      (ConvolutionSettings(size: .full, dilation: Step(x: 2, y: 1)), [3, 2, 1, 2, 3, 4, 3, 2]),
    ])
  func settings(settings: ConvolutionSettings, alpha: [UInt8]) throws {
    let result = try Convolver(settings: settings).picture(Self.image, .row([0, 1, 0]))
    #expect(result.layout == .greyAlpha)
    #expect(samples(result, from: 1, by: 2) == alpha)
  }

  @Test("the kernel does not touch it", arguments: OutputRange.allCases)
  func untouched(range: OutputRange) throws {
    let image = Image.picture(
      2, .rgba, .uint8([1, 2, 3, 200, 4, 5, 6, 0, 7, 8, 9, 255, 10, 11, 12, 128]))
    let result = try Convolver().picture(image, .row([-3, 9, 1]), range: range)
    #expect(samples(result, from: 3, by: 4) == [200, 0, 255, 128])
  }

  @Test("the anchor of an even kernel is at the right, turned at the left")
  func flippedEven() throws {
    for (flip, colours, alpha) in [
      (false, [10, 20, 30], [2, 3, 4]), (true, [20, 30, 40], [1, 2, 3]),
    ] as [(Bool, [UInt8], [UInt8])] {
      let settings = ConvolutionSettings(size: .valid, flip: flip)
      let result = try Convolver(settings: settings).picture(Self.image, .row([1, 0]))
      #expect(samples(result, from: 0, by: 2) == colours)
      #expect(samples(result, from: 1, by: 2) == alpha)
    }
  }

  @Test("a multichannel kernel makes colours with alpha grey with alpha")
  func multichannel() throws {
    let kernel = Kernel(channels: 3, height: 1, width: 1, weights: [1, 2, 3])
    let image = Image.picture(2, .rgba, .uint8([1, 2, 3, 200, 4, 5, 6, 50]))
    let result = try Convolver().picture(image, kernel)
    #expect(result == .picture(2, .greyAlpha, .uint8([14, 200, 32, 50])))
  }

  @Test("responses have no alpha")
  func responses() throws {
    let bank = KernelBank(name: "k", kernels: [.row([2])])
    let maps = try Convolver().responses(of: Self.image, to: bank)
    #expect(
      maps == [
        Activation(shape: Shape(channels: 1, height: 1, width: 4), values: [20, 40, 60, 80])
      ])
  }

  private func samples(_ image: Image, from first: Int, by step: Int) -> [UInt8] {
    guard case .uint8(let values) = image.samples else { return [] }
    return stride(from: first, to: values.count, by: step).map { values[$0] }
  }
}
