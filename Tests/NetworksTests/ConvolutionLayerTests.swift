import Kernels
import Loops
import Networks
import Pixels
import Testing
import _TestSupport

@Suite struct ConvolutionLayerTests {
  /// Random convolutions: groups, strides, dilations, even kernels, rows, kernels larger than the
  /// input, any number of channels beside multiples of sixteen.
  static let cases: [(ReferenceConvolution, Shape)] = {
    var random = SeededGenerator(seed: 21)
    var cases: [(ReferenceConvolution, Shape)] = []
    while cases.count < 120 {
      var one = ReferenceConvolution()
      one.groups = [1, 1, 1, 2, 3].randomElement(using: &random) ?? 1
      one.outputs =
        one.groups * ([1, 2, 3, 5, 8, 15, 16, 17, 33].randomElement(using: &random) ?? 1)
      one.groupChannels = Int.random(in: 1...4, using: &random)
      let isRow = Int.random(in: 0..<8, using: &random) == 0
      one.height = isRow ? 1 : Int.random(in: 1...6, using: &random)
      one.width = Int.random(in: 1...6, using: &random)
      one.stride = Step(
        x: Int.random(in: 1...4, using: &random), y: Int.random(in: 1...3, using: &random))
      one.dilation = Step(
        x: Int.random(in: 1...3, using: &random), y: Int.random(in: 1...2, using: &random))
      one.margins = Margins(
        top: Int.random(in: 0...4, using: &random), left: Int.random(in: 0...4, using: &random),
        bottom: Int.random(in: 0...4, using: &random), right: Int.random(in: 0...4, using: &random))
      let shape = Shape(
        batch: Int.random(in: 1...2, using: &random), channels: one.groups * one.groupChannels,
        height: isRow ? 1 : Int.random(in: 1...12, using: &random),
        width: Int.random(in: 1...13, using: &random))
      let (margins, extentY) = (one.margins, (one.height - 1) * one.dilation.y + 1)
      let extentX = (one.width - 1) * one.dilation.x + 1
      guard shape.height + margins.top + margins.bottom >= extentY,
        shape.width + margins.left + margins.right >= extentX
      else { continue }
      one.weights = random.values(one.outputs * one.groupChannels * one.height * one.width)
      one.bias = Bool.random(using: &random) ? random.values(one.outputs) : nil
      cases.append((one, shape))
    }
    return cases
  }()

  @Test("random shapes agree with a double loop")
  func doubleLoop() throws {
    var random = SeededGenerator(seed: 22)
    for (convolution, shape) in Self.cases {
      let input = random.activation(shape)
      let output = try convolution.layer().forward(input)
      let reference = convolution.doubleSums(input)
      #expect(relativeError(output.values, reference) <= 1e-5, "\(convolution) on \(shape)")
      #expect(try convolution.layer().outputShape(for: shape) == output.shape)
    }
  }

  @Test(
    "every variant gives the bits of fused multiply-adds in row-major order",
    arguments: Variant.available)
  func bits(variant: Variant) throws {
    var random = SeededGenerator(seed: 23)
    for (convolution, shape) in Self.cases {
      let input = random.activation(shape)
      let output = try convolution.layer().forward(input, variant: variant)
      let reference = convolution.fusedSums(input)
      #expect(
        output.values.map(\.bitPattern) == reference.map(\.bitPattern),
        "\(convolution) on \(shape)")
    }
  }

  @Test("a depthwise layer convolves every map alone", arguments: [1, 2, 8])
  func depthwise(stride: Int) throws {
    var random = SeededGenerator(seed: 24)
    var convolution = ReferenceConvolution(
      outputs: 6, groups: 6, height: 3, width: 3, stride: Step(x: stride, y: stride),
      margins: Margins(top: 1, left: 1, bottom: 1, right: 1))
    convolution.weights = random.values(54)
    let input = random.activation(Shape(channels: 6, height: 9, width: 10))
    let output = try convolution.layer().forward(input)
    #expect(output.values == convolution.fusedSums(input))
  }

  @Test(
    "the padding 'same' is TensorFlow's: the odd one at the end",
    arguments: [
      // Size, kernel, stride, dilation; before, outputs.
      (224, 3, 2, 1, 0, 112), (224, 7, 2, 1, 2, 112), (5, 2, 1, 1, 0, 5), (5, 4, 1, 1, 1, 5),
      (5, 3, 1, 2, 2, 5), (5, 1, 3, 1, 0, 2), (2, 7, 1, 1, 3, 2),
    ])
  func same(size: Int, kernel: Int, stride: Int, dilation: Int, before: Int, outputs: Int) throws {
    let convolution = ReferenceConvolution(
      width: kernel, stride: Step(x: stride, y: 1), dilation: Step(x: dilation, y: 1),
      weights: Array(repeating: 1, count: kernel))
    let layer = try convolution.layer(padding: .same)
    let shape = Shape(channels: 1, height: 1, width: size)
    #expect(try layer.outputShape(for: shape).width == outputs)
    #expect(try layer.window(on: shape)?.paddingLeft == before)
  }

  @Test("numbers that are not possible are reported")
  func invalid() {
    var convolution = ReferenceConvolution(outputs: 4, groupChannels: 2, groups: 3, weights: [1])
    #expect(throws: LayerError.groups(3, channels: 4)) { try convolution.layer() }
    convolution.groups = 2
    #expect(throws: LayerError.parameterCount(parameter: "weights", expected: 8, found: 1)) {
      try convolution.layer()
    }
    convolution.weights = Array(repeating: 0, count: 8)
    convolution.bias = [1]
    #expect(throws: LayerError.parameterCount(parameter: "bias", expected: 4, found: 1)) {
      try convolution.layer()
    }
    convolution.bias = nil
    convolution.margins = Margins(top: -1)
    #expect(throws: LayerError.invalid(parameter: "padding", value: -1, allowed: 0...1_048_576)) {
      try convolution.layer()
    }
    convolution.margins = Margins()
    convolution.height = 0
    #expect(throws: LayerError.self) { try convolution.layer() }
  }

  @Test("inputs that do not fit are reported with both shapes")
  func misfits() throws {
    var convolution = ReferenceConvolution(
      height: 3, width: 3, weights: Array(repeating: 1, count: 9))
    let small = Shape(channels: 1, height: 2, width: 9)
    #expect(throws: LayerError.windowTooLarge(height: 3, width: 3, input: small)) {
      try convolution.layer().outputShape(for: small)
    }
    let two = Shape(channels: 2, height: 9, width: 9)
    #expect(throws: LayerError.channels(expected: 1, input: two)) {
      try convolution.layer().outputShape(for: two)
    }
    let huge = Shape(channels: 1, height: .max, width: 3)
    #expect(throws: LayerError.outputTooLarge(huge)) {
      try convolution.layer().outputShape(for: huge)
    }
    // Little comes out, but the padded input could not be held.
    convolution.margins = Margins(top: 1 << 20, left: 1 << 20, bottom: 1 << 20, right: 1 << 20)
    convolution.stride = Step(x: 1 << 20, y: 1 << 20)
    #expect(throws: LayerError.self) {
      try convolution.layer().outputShape(for: Shape(channels: 1, height: 3, width: 3))
    }
    #expect(
      "\(LayerError.step(name: "conv2", error: .windowTooLarge(height: 3, width: 3, input: small)))"
        == "step 'conv2': a window of 3x3 does not fit the input of 1x2x9, padding included")
  }

  @Test("parameters and multiply-adds of AlexNet's first layer")
  func counts() throws {
    let convolution = ReferenceConvolution(
      outputs: 96, groupChannels: 3, height: 11, width: 11, stride: Step(x: 4, y: 4),
      weights: Array(repeating: 0, count: 34848), bias: Array(repeating: 0, count: 96))
    let layer = try convolution.layer()
    #expect(layer.parameterCount == 34944)
    #expect(
      try layer.multiplyAdds(for: Shape(channels: 3, height: 227, width: 227)) == 105_415_200)
  }
}
