import Filtering
import Kernels
import Loops
import Pixels
import Testing

/// What cannot be filtered is reported, in words, and never crashes.
@Suite("errors of convolution")
struct FilteringErrorTests {
  static let colours = Image.picture(1, .rgb, .uint8([1, 2, 3]))
  static let ones = Kernel.row([1, 1, 1])

  @Test(
    "a multichannel kernel needs as many colour channels",
    arguments: [
      (
        ChannelLayout.grey, 3, 1,
        "the kernel has 3 channels, the image 1: use a kernel of one matrix"
      ),
      (.greyAlpha, 2, 1, "the kernel has 2 channels, the image 1: use a kernel of one matrix"),
      (.rgb, 4, 3, "the kernel has 4 channels, the image 3: use a kernel of one matrix, or of 3"),
      (.rgba, 4, 3, "the kernel has 4 channels, the image 3: use a kernel of one matrix, or of 3"),
    ])
  func channels(layout: ChannelLayout, kernel: Int, image: Int, text: String) {
    let picture = Image.picture(
      1, layout, .uint8(Array(repeating: 0, count: layout.channelCount)))
    let weights = Kernel(
      channels: kernel, height: 1, width: 1, weights: Array(repeating: 1, count: kernel))
    expect(.channelMismatch(kernel: kernel, image: image), text) {
      try Convolver().picture(picture, weights)
    }
  }

  @Test("size valid leaves nothing of a smaller image, in either direction")
  func valid() {
    let settings = ConvolutionSettings(size: .valid, dilation: Step(x: 2, y: 1))
    expect(
      .kernelLargerThanImage(
        kernel: ImageSize(width: 5, height: 1), image: ImageSize(width: 4, height: 1)),
      "the kernel covers 5x1 pixels, the image has only 4x1: "
        + "size 'valid' leaves nothing, use 'same' or 'full'"
    ) {
      try Convolver(settings: settings).picture(.grey(4, [1, 2, 3, 4]), Self.ones)
    }
    let tall = Kernel(height: 2, width: 1, weights: [1, 1])
    #expect(
      throws: FilteringError.kernelLargerThanImage(
        kernel: ImageSize(width: 1, height: 2), image: ImageSize(width: 1, height: 1))
    ) { try Convolver(settings: settings).picture(.grey(1, [1]), tall) }
  }

  @Test(
    "a dilation is limited before anything is allocated",
    arguments: [
      (OutputSize.same, Step(x: Int.max, y: 1), Step.one),
      (.same, Step(x: 1, y: Int.max / 2), .one),
      (.full, Step(x: 1 << 31, y: 1), .one),
      // Few outputs, but a row that is computed densely.
      (.full, Step(x: 1 << 28, y: 1), Step(x: 1 << 27, y: 1)),
    ])
  func dilation(size: OutputSize, dilation: Step, stride: Step) {
    let settings = ConvolutionSettings(size: size, stride: stride, dilation: dilation)
    expect(
      .dilationTooLarge(dilation),
      "a dilation of \(dilation.x)x\(dilation.y) spreads the kernel too far"
    ) { try Convolver(settings: settings).picture(.grey(1, [1]), Self.ones) }
  }

  @Test("an output is limited before anything is allocated")
  func output() {
    let settings = ConvolutionSettings(size: .full, dilation: Step(x: 1, y: 1 << 29))
    let kernel = Kernel(height: 3, width: 1, weights: [1, 1, 1])
    expect(
      .outputTooLarge(ImageSize(width: 1, height: 1 << 30 + 1)),
      "the output of 1x1073741825 pixels is too large"
    ) { try Convolver(settings: settings).picture(.grey(1, [1]), kernel) }
  }

  @Test("a far dilation and a long stride are computed in little memory")
  func sparse() throws {
    // Positions -6 * 10^8, 0 and 6 * 10^8 about a row of three: replicated edges.
    let settings = ConvolutionSettings(
      border: .replicate, stride: Step(x: 1 << 40, y: Int.max),
      dilation: Step(x: 600_000_000, y: 600_000_000))
    let result = try Convolver(settings: settings).picture(.grey(3, [1, 2, 30]), Self.ones)
    #expect(result == .grey(1, [32]))
  }

  @Test("a bank that is combined needs outputs of one size")
  func unequal() {
    let settings = ConvolutionSettings(size: .valid)
    expect(
      .unequalOutputs(ImageSize(width: 2, height: 1), ImageSize(width: 4, height: 1)),
      "the kernels of the bank give 2x1 and 4x1 pixels, which cannot be combined: use size 'same'"
    ) {
      try Convolver(settings: settings)
        .pictures(.grey(4, [1, 2, 3, 4]), [Self.ones, .row([1])], .sum)
    }
  }

  @Test("variants that the processor cannot run are refused, the others run")
  func variants() throws {
    for variant in Variant.allCases where !variant.isAvailable {
      #expect(throws: FilteringError.variantUnavailable(variant)) {
        try Convolver(variant: variant)
      }
    }
    #expect(Variant.baseline.isAvailable)
    #expect(Variant.best.isAvailable)
    #expect(try Convolver().variant == .best)
    let text = FilteringError.variantUnavailable(.avx512).description
    #expect(
      text.hasPrefix("this processor cannot run the variant 'avx512'; it can run 'baseline'"))
  }

  @Test(
    "a plan is forced only where it gives the same bits",
    arguments: [
      // A real kernel, an integer kernel, one that is no product, one of a single row.
      (Plan.integer, [0.1, 0.3, 0.1, 0.1] as [Float], 2),
      (.float32, [1, 2, 3, 4], 2),
      (.integerSeparable, [1, 2, 3, 4], 2),
      (.integerSeparable, [1, 2, 3, 4], 4),
    ])
  func plans(plan: Plan, weights: [Float], width: Int) {
    let kernel = Kernel(height: weights.count / width, width: width, weights: weights)
    expect(
      .planDoesNotApply(plan),
      "the plan '\(plan.rawValue)' does not apply to this kernel and these samples"
    ) { try Convolver(plan: plan).picture(.grey(1, [1]), kernel) }
  }

  @Test(
    "an image without pixels gives one without pixels",
    arguments: [(0, 0), (0, 5), (5, 0)], ChannelLayout.allCases)
  func empty(extents: (width: Int, height: Int), layout: ChannelLayout) throws {
    let (width, height) = extents
    for samples in [Samples.uint8([]), .uint16([]), .float32([])] {
      let image = Image(
        size: ImageSize(width: width, height: height), layout: layout, samples: samples)
      for range in OutputRange.allCases {
        #expect(try Convolver().picture(image, Self.ones, range: range) == image)
      }
      for size in [OutputSize.valid, .full] {
        let convolver = try Convolver(settings: ConvolutionSettings(size: size))
        let bank = KernelBank(name: "k", kernels: [Self.ones, Self.ones], combination: .magnitude)
        #expect(try convolver.responses(of: image, to: bank).map(\.values) == [[]])
      }
    }
  }

  private func expect<Result>(
    _ error: FilteringError, _ text: String, _ body: () throws -> Result
  ) {
    #expect(throws: error) { try body() }
    #expect(error.description == text)
  }
}
