import Networks
import Testing

/// What is said of texts that make no network, or layers that cannot be computed.
@Suite struct CaffeMistakeTests {
  @Test(
    "a text that makes no network is told with its place, or the layer",
    arguments: CaffeMistakes.ofNetworks)
  func network(mistake: CaffeMistake) throws {
    let problem = try CaffeText("\(CaffeMistakes.input)\n\(mistake.text)").problem(
      "x", of: CaffeMistakes.maps)
    #expect(problem?.contains(mistake.message) == true, "\(problem ?? "no problem")")
    #expect(problem?.hasPrefix("net.prototxt: ") == true)
    #expect(problem?.contains("\n") == false)
  }

  @Test(
    "a layer that cannot be computed is told with the reason",
    arguments: CaffeMistakes.ofLayers)
  func layer(mistake: CaffeMistake) throws {
    let network = try CaffeText(
      "\(CaffeMistakes.input) \(mistake.text) \(CaffeMistakes.layer("ReLU", name: "other"))")
    let problem = network.problem("x", of: CaffeMistakes.maps)
    #expect(problem?.contains(mistake.message) == true, "\(problem ?? "no problem")")
    #expect(problem?.contains("(node 'x')") == true)
    #expect(problem?.contains("\n") == false)
    // Another layer can be had all the same.
    #expect(network.problem("other", of: CaffeMistakes.maps) == nil)
  }

  @Test("all layers that lack their weights are named at once")
  func severalProblems() throws {
    let network = try CaffeText(
      """
      \(CaffeMistakes.input)
      \(CaffeMistakes.layer("Bias", name: "a"))
      \(CaffeMistakes.layer("Bias", name: "x", bottom: "a"))
      """)
    #expect(
      network.problem("x", of: CaffeMistakes.maps)
        == "net.prototxt: not supported: Bias (node 'a'): net.caffemodel has no blob 'a.weight'; "
        + "Bias (node 'x'): net.caffemodel has no blob 'x.weight'; layers that need none of them can still "
        + "be had")
  }

  @Test(
    "blobs of other shapes than a layer needs are told",
    arguments: [
      ([2, 1, 3, 3], "the blob 'x.weight' of net.caffemodel is 2x1x3x3, not 2x?x2x2"),
      ([4, 1, 2, 2], "the blob 'x.weight' of net.caffemodel is 4x1x2x2, not 2x?x2x2"),
      ([8], "the blob 'x.weight' of net.caffemodel is 8, not 2x?x2x2"),
      ([2, 3, 2, 2], "3 channels are expected, the input is 1x2x2"),
    ])
  func shapes(shape: [Int], message: String) throws {
    let values = [Float](repeating: 1, count: shape.reduce(1, *))
    let network = try CaffeText(
      "\(CaffeMistakes.input) \(CaffeMistakes.convolution("kernel_size: 2"))",
      blobs: [CaffeBlobs("x", [(shape, values), ([2], [0, 0])])])
    let problem = network.problem("x", of: CaffeMistakes.maps)
    #expect(problem?.contains(message) == true, "\(problem ?? "no problem")")
  }

  @Test(
    "numbers that fit no input end in one error",
    arguments: CaffeMistakes.ofNumbers)
  func numbers(text: String) throws {
    let problem = try CaffeText("\(CaffeMistakes.input) \(text)").problem(
      "x", of: CaffeMistakes.maps)
    #expect(problem?.isEmpty == false)
  }
}
