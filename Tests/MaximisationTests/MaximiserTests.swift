import Maximisation
import Networks
import Pixels
import Testing

/// Searches whose results are known.
@Suite struct MaximiserTests {
  /// A convolution of two kernels of 5x5, and how large the first of them can make a value.
  private struct FirstLayer {
    var graph = Graph()
    let layer: Graph.Value
    let kernels: [Float]

    init() throws {
      // Signs that differ from weight to weight, none of them small.
      kernels = (0..<2 * 75).map { place in
        let sign: Float = (place * place / 3 + place / 7) % 2 == 0 ? 1 : -1
        return sign * (0.01 + 0.001 * Float(place * 29 % 11))
      }
      let input = graph.addInput("in", dimensions: [1, 3, 16, 16].map { .fixed($0) })
      let weights = graph.addParameter(
        "w", StoredParameter(Tensor(shape: [2, 3, 5, 5], values: kernels)))
      layer = try graph.addNode(
        "conv", Convolution(), inputs: [input, weights], outputs: ["conv"])[0]
    }
  }

  /// Blue, green and red less a mean, as Caffe's networks take them.
  private func scale() throws -> PictureScale {
    try PictureScale(
      InputStage(colour: .bgr, mean: .channels([104, 117, 123]), scale: [1 / 255]), side: 16)
  }

  @Test(
    "of a first layer the picture is the filter: bright where a weight is positive, dark elsewhere")
  func firstLayer() throws {
    let layer = try FirstLayer()
    let maximiser = try Maximiser(layer.graph, layer: layer.layer, scale: scale(), batch: 1)
    #expect(maximiser.channels == 2 && maximiser.mapSize == (12, 12))
    var settings = MaximisationSettings()
    (settings.steps, settings.rate, settings.isNatural) = (60, 0.4, false)
    let unit = MaximisedUnit(channel: 1, place: .init(row: 4, column: 6))
    let found = try maximiser.pictures(of: [unit], settings)[0]
    for channel in 0..<3 {
      for row in 0..<5 {
        for column in 0..<5 {
          let weight = layer.kernels[75 + (channel * 5 + row) * 5 + column]
          // The first channel that the layer reads is blue, the last plane.
          let pixel = found.planes[((2 - channel) * 16 + 4 + row) * 16 + 6 + column]
          #expect(weight > 0 ? pixel > 0.98 : pixel < 0.02, "\(channel) \(row) \(column)")
        }
      }
    }
    // What no weight sees stays grey.
    #expect(abs(found.planes[0] - 0.5) < 0.02)
    let largest = layer.kernels[75...].reduce(0) { $0 + max($1, 0) }
    let means: [Float] = [104, 117, 123]
    let offset = (0..<3).reduce(Float(0)) { sum, channel in
      let first = 75 + channel * 25
      return sum - layer.kernels[first..<first + 25].reduce(0, +) * means[channel] / 255
    }
    #expect(abs(found.value - largest - offset) < 0.02 * largest)
    #expect(found.idleSteps == 0 && found.start < found.value)
  }

  @Test("a picture made of frequencies, moved in each step, makes its channel larger")
  func natural() throws {
    let layer = try FirstLayer()
    let maximiser = try Maximiser(layer.graph, layer: layer.layer, scale: scale(), batch: 1)
    var settings = MaximisationSettings()
    settings.steps = 40
    let found = try maximiser.pictures(of: [MaximisedUnit(channel: 0)], settings)[0]
    #expect(found.value > found.start + 0.01)
    #expect(found.planes.allSatisfy { $0 > 0 && $0 < 1 })
    // The input is the picture as the network reads it: blue first.
    #expect(abs(found.input[0] - (found.planes[512] * 255 - 104) / 255) < 1e-5)
  }

  @Test("the picture of a channel does not depend on which others are searched for")
  func alone() throws {
    let layer = try FirstLayer()
    var settings = MaximisationSettings()
    settings.steps = 6
    let units = [MaximisedUnit(channel: 0), MaximisedUnit(channel: 1)]
    let both = try Maximiser(layer.graph, layer: layer.layer, scale: scale(), batch: 2)
      .pictures(of: units, settings)
    let alone = try Maximiser(layer.graph, layer: layer.layer, scale: scale(), batch: 1)
    let second = try alone.pictures(of: [units[1]], settings)[0]
    #expect(both[1].planes == second.planes)
    #expect(both[0].planes != second.planes)
    settings.seed = 2
    #expect(try alone.pictures(of: [units[1]], settings)[0].planes != second.planes)
  }

  @Test("threads that compute pictures of their own give the same ones")
  func divided() throws {
    let layer = try FirstLayer()
    var settings = MaximisationSettings()
    settings.steps = 4
    let units = [0, 1, 1].map { MaximisedUnit(channel: $0) }
    let whole = try Maximiser(layer.graph, layer: layer.layer, scale: scale(), batch: 3)
      .pictures(of: units, settings)
    for threads in 2...3 {
      let parts = try Maximiser(
        layer.graph, layer: layer.layer, scale: scale(), batch: 3, threads: threads
      ).pictures(of: units, settings)
      #expect(parts.map(\.planes) == whole.map(\.planes))
      #expect(parts.map(\.value) == whole.map(\.value))
    }
  }

  /// A rectifier behind a convolution of 1x1 whose three weights are the same, and a bias.
  private func rectified(weight: Float, bias: Float) throws -> (Graph, Graph.Value) {
    var graph = Graph()
    let input = graph.addInput("in", dimensions: [1, 3, 16, 16].map { .fixed($0) })
    let weights = graph.addParameter(
      "w",
      StoredParameter(
        Tensor(shape: [1, 3, 1, 1], values: [Float](repeating: weight, count: 3))))
    let offset = graph.addParameter("b", StoredParameter(Tensor(shape: [1], values: [bias])))
    let value = try graph.addNode(
      "conv", Convolution(), inputs: [input, weights, offset], outputs: ["conv"])[0]
    let layer = graph.addNode("relu", ReLU(), inputs: [value], outputs: ["relu"])[0]
    return (graph, layer)
  }

  @Test("steps that change nothing are counted")
  func idle() throws {
    let (graph, layer) = try rectified(weight: 0, bias: -1)
    let maximiser = try Maximiser(
      graph, layer: layer, scale: PictureScale(.none, side: 16), batch: 1)
    var settings = MaximisationSettings()
    settings.steps = 18
    let found = try maximiser.pictures(of: [MaximisedUnit(channel: 0)], settings)[0]
    #expect(found.idleSteps == 18 && found.value == 0)
  }

  @Test("a rectifier that gives 0 for grey and far around it is gone past")
  func dead() throws {
    // 0.9 of black, 0 of what is lighter than three tenths.
    let (graph, layer) = try rectified(weight: -1 / 255, bias: 0.9)
    let maximiser = try Maximiser(
      graph, layer: layer, scale: PictureScale(.none, side: 16), batch: 1)
    var settings = MaximisationSettings()
    (settings.steps, settings.isNatural) = (60, false)
    let found = try maximiser.pictures(of: [MaximisedUnit(channel: 0)], settings)[0]
    #expect(found.start == 0 && found.value > 0.3 && found.idleSteps == 0)
  }

  @Test("a layer without maps, and an operator without a gradient, are refused")
  func refused() throws {
    var graph = Graph()
    let input = graph.addInput("in", dimensions: [1, 3, 16, 16].map { .fixed($0) })
    let product = graph.addNode(
      "product", Reduction(.product), inputs: [input], outputs: ["product"])[0]
    let flat = graph.addNode(
      "sum", Reduction(.sum, keepsAxes: false), inputs: [input], outputs: ["sum"])[0]
    let scale = try PictureScale(.none, side: 16)
    let shape = #expect(throws: LayerError.self) {
      try Maximiser(graph, layer: flat, scale: scale, batch: 1)
    }
    #expect(
      shape?.description == "'sum' gives a number for 1 picture: neither maps nor scores of each")
    let gradient = #expect(throws: LayerError.self) {
      try Maximiser(graph, layer: product, scale: scale, batch: 1)
    }
    #expect(gradient?.description == "step 'product': the gradient of 'reduceProd' is not known")
  }
}
