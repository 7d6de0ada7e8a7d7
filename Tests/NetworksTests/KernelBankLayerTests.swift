import Filtering
import Kernels
import Networks
import Pixels
import Testing
import _TestSupport

@Suite struct KernelBankLayerTests {
  private static let kernels = [
    Kernel(height: 3, width: 3, weights: [-1, 0, 1, -2, 0, 2, -1, 0, 1]),
    Kernel(
      height: 2, width: 4, weights: [0.3, 0, -1.7, 2, 1, 0, 0, 0.25],
      scale: Fraction(1, over: 9) ?? .one, offset: Fraction(12), anchor: Anchor(x: 3, y: 0)),
  ]

  private static let colourKernel = Kernel(
    channels: 3, height: 2, width: 3, weights: (0..<18).map { Float($0 % 5) - 1.5 },
    scale: Fraction(1, over: 7) ?? .one)

  static let banks: [KernelBank] = [
    KernelBank(name: "apart", kernels: kernels),
    KernelBank(name: "magnitude", kernels: kernels, combination: .magnitude),
    KernelBank(name: "max", kernels: kernels, combination: .max),
    KernelBank(name: "sum", kernels: kernels, combination: .sum),
    KernelBank(name: "colour", kernels: [colourKernel, colourKernel.flipped]),
    KernelBank(
      name: "zero", kernels: [Kernel(height: 1, width: 1, weights: [0], offset: Fraction(3))]),
  ]

  @Test("the values are those of the filters, kernel by kernel", arguments: banks)
  func responses(bank: KernelBank) throws {
    var random = SeededGenerator(seed: 41)
    let size = ImageSize(width: 13, height: 7)
    let values = random.values(size.width * size.height * 3)
    let image = Image(size: size, layout: .rgb, samples: .float32(values))
    let planes = (0..<3).flatMap { channel in (0..<91).map { values[$0 * 3 + channel] } }
    let input = Activation(shape: Shape(channels: 3, height: 7, width: 13), values: planes)
    for border in [Border.reflect101, .replicate, .symmetric, .constant(7), .wrap] {
      for step in [Step.one, Step(x: 2, y: 3)] {
        for dilation in [Step.one, Step(x: 3, y: 2)] {
          let convolver = try Convolver(
            settings: ConvolutionSettings(border: border, stride: step, dilation: dilation))
          let expected = try convolver.responses(of: image, to: bank).flatMap(\.values)
          let layer = try KernelBankLayer(
            bank, surround: .border(border), stride: step, dilation: dilation)
          #expect(try layer.forward(input).values.map(\.bitPattern) == expected.map(\.bitPattern))
        }
      }
    }
  }

  @Test("zero padding by number, 'same' and 'valid' give the sizes of the formula")
  func padding() throws {
    let bank = KernelBank(name: "edge", kernels: [Self.kernels[0]])
    let shape = Shape(batch: 2, channels: 5, height: 8, width: 9)
    for (padding, height, width) in [(Padding.valid, 6, 7), (.same, 8, 9), (.all(2), 10, 11)] {
      let layer = try KernelBankLayer(bank, surround: .zeros(padding))
      #expect(
        try layer.outputShape(for: shape)
          == Shape(batch: 2, channels: 5, height: height, width: width))
    }
  }

  @Test("a depthwise convolution with the same weights gives the same maps")
  func depthwise() throws {
    var random = SeededGenerator(seed: 42)
    let input = random.activation(Shape(batch: 2, channels: 4, height: 6, width: 9))
    let kernel = Self.kernels[0]
    let layer = try ConvolutionLayer(
      weights: (0..<4).flatMap { _ in kernel.weights }, outputChannels: 4, groupChannels: 1,
      kernelHeight: 3, kernelWidth: 3, padding: .same, groups: 4)
    let bank = try KernelBankLayer(
      KernelBank(name: "edge", kernels: [kernel]), surround: .zeros(.same))
    #expect(try bank.forward(input) == layer.forward(input))
  }

  @Test("channels and sizes that do not fit are reported")
  func misfits() throws {
    let colour = try KernelBankLayer(Self.banks[4])
    let shape = Shape(channels: 4, height: 9, width: 9)
    #expect(throws: LayerError.channels(expected: 3, input: shape)) {
      try colour.outputShape(for: shape)
    }
    let unequal = try KernelBankLayer(Self.banks[0])
    #expect(
      throws: LayerError.unequalOutputs(
        Shape(channels: 8, height: 7, width: 7), Shape(channels: 8, height: 8, width: 6))
    ) { try unequal.outputShape(for: shape) }
  }

  @Test("the window covers every kernel of the bank")
  func window() throws {
    let layer = try KernelBankLayer(Self.banks[0], surround: .border(.reflect101))
    let window = try #require(try layer.window(on: Shape(channels: 1, height: 9, width: 9)))
    // Columns -3...1 and rows -1...1 about the anchor.
    #expect(window.width == 5 && window.paddingLeft == 3)
    #expect(window.height == 3 && window.paddingTop == 1)
  }
}
