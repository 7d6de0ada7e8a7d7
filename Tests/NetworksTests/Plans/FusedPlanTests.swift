import Networks
import Pixels
import Testing
import _TestSupport

/// What follows a layer is done while its values are stored, and whoever looks changes no bit.
@Suite struct FusedPlanTests {
  /// A residual block between two convolutions, with all its values.
  private func residual(projects: Bool) throws -> PlanNetwork {
    var net = PlanNetwork(channels: 3, seed: 71)
    try net.convolve(32, 3, padding: 1, hasBias: false)
    net.normalise()
    let input = net.add(ReLU())
    try net.convolve(32, 3, padding: 1, hasBias: false)
    net.normalise()
    net.add(ReLU())
    try net.convolve(32, 3, padding: 1, hasBias: false)
    let sums = net.normalise()
    var shortcut = input
    if projects {
      try net.convolve(32, 1, hasBias: false, from: input)
      shortcut = net.normalise()
    }
    net.add(Arithmetic(.add), [sums, shortcut])
    net.add(ReLU())
    try net.convolve(40, 1)
    return net
  }

  @Test("a residual block, looked at in any place", arguments: [false, true], LayerPlan.allCases)
  func residual(projects: Bool, plans: LayerPlan) throws {
    let net = try residual(projects: projects)
    var random = SeededGenerator(seed: 72)
    let input = random.activation(Shape(channels: 3, height: 9, width: 10))
    let values = net.graph.nodes.map { $0.outputs[0] }
    let all = try net.run(input, plans, wanted: values)
    #expect(all.count == values.count)
    for value in values {
      let tensor = try net.run(input, plans, wanted: [value])[value]
      #expect(tensor?.bits == all[value]?.bits, "\(net.graph.names[value])")
      let pair = try net.run(input, plans, wanted: [value, net.maps])
      #expect(pair[net.maps]?.bits == all[net.maps]?.bits)
    }
    if plans == .blocked || plans == .direct {
      #expect(try net.run(input, .direct)[net.maps]?.bits == all[net.maps]?.bits)
    }
  }

  @Test("a residual block takes as many steps as it has convolutions")
  func steps() throws {
    var random = SeededGenerator(seed: 73)
    let input = random.activation(Shape(channels: 3, height: 9, width: 10))
    #expect(try residual(projects: false).planNames(input, .blocked).count == 4)
    #expect(try residual(projects: true).planNames(input, .blocked).count == 5)
  }

  @Test("values that are cut off, added and normalised without sums before them")
  func alone() throws {
    var random = SeededGenerator(seed: 74)
    var net = PlanNetwork(channels: 3, seed: 75)
    let first = try net.convolve(20, 3)
    net.normalise()
    net.add(
      Clip(), parameters: [(shape: [], values: [-0.25]), (shape: [], values: [0.5])])
    net.add(Arithmetic(.add), [net.maps, first])
    net.add(Arithmetic(.add), [net.maps, net.maps])
    net.normalise()
    net.add(ReLU(slope: 0.5))
    let input = random.activation(Shape(batch: 2, channels: 3, height: 6, width: 5))
    #expect(
      try net.run(input, .blocked)[net.maps]?.bits == net.run(input, .direct)[net.maps]?.bits)
  }

  @Test("maps behind each other, nested, twice, and where the parts fill no block")
  func concatenations() throws {
    var random = SeededGenerator(seed: 76)
    for last in [16, 20] {
      var net = PlanNetwork(channels: 3, seed: 77)
      let first = try net.convolve(32, 3, padding: 1)
      var whole = first
      var channels = 32
      for growth in [16, last] {
        try net.convolve(24, 1, from: whole, of: channels)
        let more = try net.convolve(growth, 3, padding: 1)
        whole = net.add(Concat(axis: 1), [whole, more])
        channels += growth
      }
      let dropped = net.add(Dropout(), [first])
      net.add(Concat(axis: 1), [first, dropped, first, whole])
      net.channels = 96 + channels
      net.add(Concat(axis: 1), [net.maps, first])
      net.channels += 32
      try net.convolve(16, 1)
      let input = random.activation(Shape(batch: 2, channels: 3, height: 6, width: 7))
      let values = net.graph.nodes.map { $0.outputs[0] }
      let expected = try net.run(input, .direct, wanted: values)
      for wanted in [values, [net.maps]] {
        for (value, tensor) in try net.run(input, .blocked, wanted: wanted) {
          #expect(tensor.bits == expected[value]?.bits, "\(net.graph.names[value]), last \(last)")
        }
      }
    }
  }

  @Test("inputs of different sizes, one after the other")
  func sizes() throws {
    var random = SeededGenerator(seed: 78)
    var net = PlanNetwork(channels: 3, seed: 79)
    try net.convolve(32, 3, padding: 1)
    net.add(try Pooling(.max, height: 2, width: 2, stride: Step(x: 2, y: 2)))
    try net.convolve(16, 3, padding: 1)
    let session = try Session(GraphSlice(net.graph, wanted: [net.maps]), plans: .blocked)
    for size in [8, 5, 8, 11, 4, 7, 6, 5] {
      let input = random.activation(Shape(channels: 3, height: size, width: size))
      let expected = try net.run(input, .direct)[net.maps]?.bits
      try session.run([Tensor(input)]) { #expect($1.bits == expected) }
    }
  }
}
