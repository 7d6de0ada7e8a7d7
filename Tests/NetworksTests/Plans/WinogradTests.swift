import Loops
import Networks
import Pixels
import Testing
import _TestSupport

/// Winograd's products lie within their bound of the sums, with the same bits everywhere.
@Suite struct WinogradTests {
  @Test("all small sizes and paddings", arguments: [0, 1, 2])
  func sizes(padding: Int) throws {
    var random = SeededGenerator(seed: 81)
    for height in 1...11 {
      for (inputs, outputs) in height % 4 == 1 ? [(16, 16), (24, 50)] : [(16, 17)] {
        let shape = Shape(batch: 1 + height % 2, channels: 3, height: height, width: 12 - height)
        guard min(height, 12 - height) + 2 * padding >= 3 else { continue }
        var net = PlanNetwork(channels: 3, seed: UInt64(height))
        try net.convolve(inputs, 1)
        try net.convolve(outputs, 3, padding: padding)
        let input = random.activation(shape)
        #expect(try net.planNames(input, .winograd) == ["blocked", "winograd"])
        let expected = try net.run(input, .direct)[net.maps]?.floats.map(Double.init) ?? []
        let tensor = try #require(try net.run(input, .winograd)[net.maps])
        #expect(relativeError(tensor.floats, expected) <= 1e-5, "\(shape)")
        for (variant, workers) in zip(Variant.available.reversed(), [7, 2, 1]) {
          let other = try net.run(
            input, .winograd, variant: variant, workers: ScatteredWorkers(count: workers))
          #expect(other[net.maps]?.bits == tensor.bits, "\(variant), \(workers) threads")
        }
      }
    }
  }

  @Test("images of a batch have the bits of each alone")
  func batches() throws {
    var random = SeededGenerator(seed: 85)
    var net = PlanNetwork(channels: 3, seed: 86)
    let start = try net.convolve(16, 1)
    let sums = try net.convolve(16, 3, padding: 1)
    net.add(Arithmetic(.add), [sums, start])
    net.add(ReLU())
    // More tiles than pass together.
    let whole = random.activation(Shape(batch: 9, channels: 3, height: 7, width: 21))
    let found = try #require(try net.run(whole, .winograd)[net.maps]).bits
    for image in 0..<9 {
      let count = 3 * 7 * 21
      let one = Activation(
        shape: Shape(channels: 3, height: 7, width: 21),
        values: Array(whole.values[image * count..<(image + 1) * count]))
      let alone = try #require(try net.run(one, .winograd)[net.maps]).bits
      #expect(Array(found[image * alone.count..<(image + 1) * alone.count]) == alone, "\(image)")
    }
  }

  @Test("the bound of 3e-6 for 512 maps, by sums in Double")
  func bound() throws {
    var random = SeededGenerator(seed: 82)
    var one = ReferenceConvolution(
      outputs: 16, groupChannels: 512, height: 3, width: 3,
      margins: Margins(top: 1, left: 1, bottom: 1, right: 1))
    one.weights = random.values(16 * 512 * 9)
    var net = PlanNetwork(channels: 512, seed: 83)
    // A convolution that keeps the maps brings them into blocks.
    let shape = Shape(channels: 512, height: 8, width: 8)
    let unit = (0..<512 * 16).map { $0 % 16 == $0 / 16 % 16 ? Float(1) : 0 }
    net.add(try Convolution(groups: 32), parameters: [(shape: [512, 16, 1, 1], values: unit)])
    net.add(
      try Convolution(padding: .all(1)),
      parameters: [(shape: [16, 512, 3, 3], values: one.weights)])
    let input = Activation(shape: shape, values: random.values(512 * 64).map { max($0, 0) })
    let tensor = try #require(try net.run(input, .winograd)[net.maps])
    #expect(relativeError(tensor.floats, one.doubleSums(input)) <= 3e-6)
  }

  @Test(
    "the choice is by the layer: Winograd where tiles are many, tiles where weights are",
    arguments: [
      (64, 64, 28, "winograd"), (96, 128, 14, "winograd"), (128, 128, 4, "blocked"),
      (64, 64, 2, "blocked"),
    ])
  func choice(inputs: Int, outputs: Int, size: Int, name: String) throws {
    var net = PlanNetwork(channels: 1, seed: 84)
    net.add(
      try Convolution(),
      parameters: [(shape: [inputs, 1, 1, 1], values: [Float](repeating: 0, count: inputs))])
    net.add(
      try Convolution(padding: .all(1)),
      parameters: [
        (
          shape: [outputs, inputs, 3, 3],
          values: [Float](repeating: 0, count: outputs * inputs * 9)
        )
      ])
    let session = try Session(GraphSlice(net.graph, wanted: [net.maps]))
    let fact = Fact(Shape(channels: 1, height: size, width: size))
    #expect(try session.steps(for: [fact]).last?.planName == name)
  }
}
