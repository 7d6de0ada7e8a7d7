import Kernels
import Networks
import Pixels
import Testing

/// The lectures' examples, to the bit.
@Suite struct WorkedExampleTests {
  /// A kernel as a convolution layer and as a kernel bank.
  private func layers(
    _ rows: [[Float]], stride: Int = 1, padding: Int = 0
  ) throws -> [any Layer] {
    let step = Step(x: stride, y: stride)
    let kernel = Kernel(height: rows.count, width: rows[0].count, weights: rows.flatMap { $0 })
    return [
      try ConvolutionLayer(
        weights: kernel.weights, outputChannels: 1, groupChannels: 1, kernelHeight: kernel.height,
        kernelWidth: kernel.width, stride: step, padding: .all(padding)),
      try KernelBankLayer(
        KernelBank(name: "example", kernels: [kernel]), surround: .zeros(.all(padding)),
        stride: step),
    ]
  }

  @Test("4x4 with 2x2, ReLU and 2x2 max pooling")
  func first() throws {
    let input = map([[0, 0, 0, 0], [0, 1, 1, 0], [0, 0, 1, 0], [0, 0, 1, 0]])
    for layer in try layers([[1, 1], [0, 1]]) {
      let rectified = try ReLU().forward(try layer.forward(input))
      #expect(rectified == map([[1, 1, 0], [1, 3, 1], [0, 2, 1]]))
      let pool = try Pooling(.max, height: 2, width: 2, stride: .one)
      #expect(try pool.forward(rectified) == map([[3, 3], [3, 3]]))
    }
  }

  @Test("5x5 with 3x3, stride 1 and 2")
  func second() throws {
    let input = map([
      [3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], [2, 0, 0, 0, 1],
    ])
    let kernel: [[Float]] = [[0, 1, 2], [2, 2, 0], [0, 1, 2]]
    for layer in try layers(kernel) {
      #expect(try layer.forward(input) == map([[12, 12, 17], [10, 17, 19], [9, 6, 14]]))
    }
    for layer in try layers(kernel, stride: 2) {
      #expect(try layer.forward(input) == map([[12, 17], [9, 14]]))
    }
  }

  @Test("zero padding keeps 5x5, the first value is 114")
  func third() throws {
    let input = map([
      [60, 113, 56, 139, 85], [73, 121, 54, 84, 128], [131, 99, 70, 129, 127],
      [80, 57, 115, 69, 134], [104, 126, 123, 95, 130],
    ])
    for layer in try layers([[0, -1, 0], [-1, 5, -1], [0, -1, 0]], padding: 1) {
      let output = try layer.forward(input)
      #expect(output.shape == input.shape)
      #expect(output.values[0] == 114)
    }
  }

  @Test("a 3x3x3 kernel on 6x6x3 gives one 4x4 map")
  func fifth() throws {
    let input = Activation(
      shape: Shape(channels: 3, height: 6, width: 6), values: Array(repeating: 1, count: 108))
    let kernel = Kernel(channels: 3, height: 3, width: 3, weights: Array(repeating: 1, count: 27))
    let expected = Activation(
      shape: Shape(channels: 1, height: 4, width: 4), values: Array(repeating: 27, count: 16))
    #expect(
      try KernelBankLayer(KernelBank(name: "sum", kernels: [kernel])).forward(input) == expected)
    let layer = try ConvolutionLayer(
      weights: kernel.weights, outputChannels: 1, groupChannels: 3, kernelHeight: 3,
      kernelWidth: 3)
    #expect(try layer.forward(input) == expected)
    #expect(layer.parameterCount == 27)
  }

  @Test("2x2 pooling, stride 2")
  func pooling() throws {
    let input = map([[3, 13, 17, 11], [5, 3, 1, 23], [7, 1, 2, 3], [11, 17, 1, 4]])
    let step = Step(x: 2, y: 2)
    #expect(
      try Pooling(.max, height: 2, width: 2, stride: step).forward(input)
        == map([[13, 23], [17, 4]]))
    #expect(
      try Pooling(.average(countsPadding: false), height: 2, width: 2, stride: step).forward(input)
        == map([[6, 13], [9, 2.5]]))
  }
}
