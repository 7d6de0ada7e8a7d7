import Loops
import Networks
import Pixels
import Testing
import _TestSupport

/// Layers on maps in blocks have the bits of the loops that define them.
@Suite struct BlockedPlanTests {
  @Test(
    "convolutions of all small sizes, in every build and any number of threads",
    arguments: Variant.available)
  func convolutions(variant: Variant) throws {
    var random = SeededGenerator(seed: 61)
    for size in 1...8 {
      for (outputs, kernel, stride, padding) in [
        (16, 1, 1, 0), (24, 3, 1, 1), (33, 3, 2, 1), (48, 1, 2, 0), (40, 2, 1, 1), (17, 5, 1, 2),
      ] {
        var net = PlanNetwork(channels: 3, seed: UInt64(size))
        try net.convolve(19, 1)
        try net.convolve(outputs, kernel, stride: stride, padding: padding)
        try net.convolve(20, 1, hasBias: false)
        let shape = Shape(batch: 1 + size % 2, channels: 3, height: size, width: size + size % 3)
        guard size + 2 * padding >= kernel else { continue }
        let input = random.activation(shape)
        let expected = try net.run(input, .direct)[net.maps]?.bits
        let workers = [1, 2, 7][size % 3]
        let tensor = try net.run(
          input, .blocked, variant: variant, workers: ScatteredWorkers(count: workers))[net.maps]
        #expect(
          tensor?.bits == expected, "\(outputs) maps, kernel \(kernel), \(shape), \(workers)")
      }
    }
  }

  @Test(
    "kernels per map, with strides and maps that fill no block", arguments: Variant.available)
  func depthwise(variant: Variant) throws {
    var random = SeededGenerator(seed: 62)
    for (channels, kernel, stride) in [(16, 3, 1), (24, 3, 2), (40, 5, 1), (33, 3, 1)] {
      for size in 3...9 {
        var net = PlanNetwork(channels: 3, seed: UInt64(channels))
        try net.convolve(channels, 1)
        try net.convolve(
          channels, kernel, stride: stride, padding: kernel / 2, groups: channels)
        let input = random.activation(Shape(channels: 3, height: size, width: size + 2))
        #expect(try net.planNames(input, .blocked) == ["blocked", "depthwise"])
        #expect(
          try net.run(input, .blocked, variant: variant)[net.maps]?.bits
            == net.run(input, .direct)[net.maps]?.bits, "\(channels) maps of \(size)")
      }
    }
  }

  @Test("groups of whole blocks")
  func groups() throws {
    var random = SeededGenerator(seed: 63)
    var net = PlanNetwork(channels: 3, seed: 1)
    try net.convolve(48, 3, padding: 1)
    try net.convolve(96, 3, padding: 1, groups: 2)
    try net.convolve(96, 3, padding: 1, groups: 3)
    let input = random.activation(Shape(channels: 3, height: 7, width: 9))
    #expect(try net.planNames(input, .blocked) == ["blocked", "blocked", "blocked"])
    #expect(
      try net.run(input, .blocked)[net.maps]?.bits == net.run(input, .direct)[net.maps]?.bits)
  }

  @Test("pools, means, normalisation across maps and kept values", arguments: Variant.available)
  func neighbours(variant: Variant) throws {
    var random = SeededGenerator(seed: 64)
    let two = Step(x: 2, y: 2)
    let operations: [any Operator] = [
      try Pooling(.max, height: 3, width: 3, stride: two, roundsUp: true),
      try Pooling(.max, height: 3, width: 3, stride: .one, padding: .all(1)),
      try Pooling(
        .average(countsPadding: true), height: 2, width: 3, stride: two, padding: .all(1)),
      try Pooling(
        .average(countsPadding: false), height: 3, width: 3, stride: two, padding: .all(1)),
      GlobalAveragePooling(),
      try LocalResponseNormalisation(size: 5, alpha: 0.5, beta: 0.75, k: 1),
      try LocalResponseNormalisation(size: 2, alpha: 2, beta: 0.75, k: 2),
      Dropout(), ReLU(),
    ]
    for (index, operation) in operations.enumerated() {
      for (channels, size) in [(16, 4), (20, 5), (48, 7)] {
        var net = PlanNetwork(channels: 3, seed: UInt64(index))
        try net.convolve(channels, 1)
        net.add(operation)
        try net.convolve(18, 3, padding: 1)
        let input = random.activation(Shape(batch: 2, channels: 3, height: size, width: size + 1))
        #expect(try !net.planNames(input, .blocked).contains("direct"))
        #expect(
          try net.run(input, .blocked, variant: variant)[net.maps]?.bits
            == net.run(input, .direct)[net.maps]?.bits, "\(operation) on \(channels) maps")
      }
    }
  }

  @Test("not-a-number and zeros of either sign come out as the definition has them")
  func special() throws {
    var net = PlanNetwork(channels: 3, seed: 7)
    try net.convolve(16, 1, hasBias: false)
    net.add(ReLU())
    net.add(try Pooling(.max, height: 2, width: 2, stride: .one))
    var random = SeededGenerator(seed: 65)
    var values = random.values(3 * 36)
    values[5] = .nan
    values[70] = .infinity
    for place in 20..<30 { values[place] = -0.0 }
    let input = Activation(shape: Shape(channels: 3, height: 6, width: 6), values: values)
    let fast = try net.run(input, .blocked)[net.maps]?.floats ?? []
    let expected = try net.run(input, .direct)[net.maps]?.floats ?? []
    #expect(fast.count == expected.count)
    #expect(
      zip(fast, expected).allSatisfy { $0.isNaN ? $1.isNaN : $0.bitPattern == $1.bitPattern })
  }
}
