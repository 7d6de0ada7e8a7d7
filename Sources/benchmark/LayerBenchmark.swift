import Filtering
import Networks
import Pixels

/// Times the first layers of AlexNet, beside the peers where their script is given.
enum LayerBenchmark {
  /// A first layer: 11x11 kernels on three channels, four pixels apart.
  struct Case {
    /// The name that the peers' script prints.
    let name: String
    /// Kernels.
    let channels: Int
    /// Zeros on each side.
    let padding: Int
    /// Rows and columns of the input.
    let size: Int
  }

  private static let cases = [
    Case(name: "caffe 96@11x11/4 on 227", channels: 96, padding: 0, size: 227),
    Case(name: "torchvision 64@11x11/4 pad 2 on 224", channels: 64, padding: 2, size: 224),
  ]

  /// Prints a table.
  ///
  /// - Parameter arguments: The peers' script, and whether the convolution is timed alone in every
  ///   variant.
  /// - Throws: `BenchmarkError`, `LayerError`.
  static func run(_ arguments: Arguments) throws {
    let peers = try arguments.peers.map { try PeerTimes(script: $0, python: arguments.python) }
    let variants = arguments.allVariants ? Variant.allCases.filter(\.isAvailable) : []
    print("First layers, one thread, Float32, one image; ms, best of 50")
    let names = peers?.names.map { "/ \($0)" } ?? []
    print(Table.row(["layers", "best", "median"] + names, first: 44))
    for test in cases {
      for pools in [false, true] {
        let layers = try sequence(test, pools: pools)
        let input = activation(
          Shape(channels: 3, height: test.size, width: test.size), seed: 3)
        try verify(layers, input, name: test.name)
        let name = test.name + (pools ? " + pool" : "")
        let last = layers.steps.count - 1
        let times = try milliseconds { try layers.forward(input, wanted: [last]) { _, _ in } }
        let ratios = peers?.names.map { peer in
          peers?.time(of: peer, layers: name).map { Table.decimal(times[0] / $0) } ?? "-"
        }
        print(row(name, times, ratios ?? []))
        guard !pools, let convolution = layers.steps[0].layer as? ConvolutionLayer else { continue }
        for variant in variants {
          let times = try milliseconds { _ = try convolution.forward(input, variant: variant) }
          print(row("  convolution alone, \(variant.rawValue)", times, []))
        }
      }
    }
  }

  private static func milliseconds(_ work: () throws -> Void) rethrows -> [Double] {
    try Measurement(runs: 50, work).seconds.map { $0 * 1000 }
  }

  private static func row(_ name: String, _ times: [Double], _ ratios: [String]) -> String {
    let own = [times[0], times[times.count / 2]].map(Table.decimal)
    return Table.row([name] + own + ratios, first: 44)
  }

  private static func sequence(_ test: Case, pools: Bool) throws -> LayerSequence {
    let weights = activation(
      Shape(batch: test.channels, channels: 3, height: 11, width: 11), seed: 1)
    let bias = activation(Shape(channels: test.channels, height: 1, width: 1), seed: 2)
    var steps: [NamedLayer] = [
      NamedLayer(
        "conv1",
        try ConvolutionLayer(
          weights: weights.values, outputChannels: test.channels, groupChannels: 3,
          kernelHeight: 11, kernelWidth: 11, bias: bias.values, stride: Step(x: 4, y: 4),
          padding: .all(test.padding))),
      NamedLayer("relu1", ReLU()),
    ]
    if pools {
      steps.append(
        NamedLayer("pool1", try Pooling(.max, height: 3, width: 3, stride: Step(x: 2, y: 2))))
    }
    return LayerSequence(steps)
  }

  /// Compares some outputs of the first step with a plain sum in `Double`.
  private static func verify(_ layers: LayerSequence, _ input: Activation, name: String) throws {
    guard let layer = layers.steps.first?.layer as? ConvolutionLayer,
      case .margins(let margins) = layer.padding
    else { return }
    let output = try layer.forward(input)
    let (height, width) = (output.shape.height, output.shape.width)
    for index in stride(from: 0, to: output.values.count, by: 97) {
      let (channel, place) = index.quotientAndRemainder(dividingBy: height * width)
      var sum = Double(layer.bias?[channel] ?? 0)
      for tap in 0..<3 * 121 {
        let y = place / width * 4 + tap % 121 / 11 - margins.top
        let x = place % width * 4 + tap % 11 - margins.left
        guard y >= 0, y < input.shape.height, x >= 0, x < input.shape.width else { continue }
        let value = input.values[(tap / 121 * input.shape.height + y) * input.shape.width + x]
        sum += Double(layer.weights[channel * 363 + tap]) * Double(value)
      }
      guard abs(sum - Double(output.values[index])) < 1e-4 else {
        throw BenchmarkError.wrongResult(name)
      }
    }
  }

  /// Noise between -0.5 and 0.5; equal seeds give equal values.
  private static func activation(_ shape: Shape, seed: UInt32) -> Activation {
    var state = seed
    let values = (0..<(shape.count ?? 0)).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Float(state >> 8) / Float(1 << 24) - 0.5
    }
    return Activation(shape: shape, values: values)
  }
}
