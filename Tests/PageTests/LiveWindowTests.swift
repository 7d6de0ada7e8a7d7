import Foundation
import Testing

/// The numbers that the page shows are those that the program has written.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct LiveWindowTests {
  /// The promise of the network on an image.
  private static func network(_ image: Int = 0) -> String {
    "view.viewer.live.network(view.images[\(image)])"
  }

  @Test("one value: products and bias sum to what the array holds")
  func sum() throws {
    let results = try Results()
    try results.picture("a.png", width: 23, height: 18)
    try results.weights("w.safetensors", shape: [4, 3, 3, 3])
    try results.write(Array(Self.block.utf8), "p.json5")
    try results.run("run", "p.json5", "a.png", "-o", "out", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      _ = try browser.value("view.openItem(2)")
      try browser.wait("document.getElementById('viewer').dataset.ready === 'a.png'")
      _ = try browser.value("view.viewer.choose(view.viewer.panes[0], 5, 7)")
      try browser.wait("document.querySelector('[data-name=value]')")
      _ = try browser.value("document.querySelector('details').open = true")
      try browser.wait("document.querySelector('[data-name=product]')")
      let nodes = "document.querySelectorAll('[data-name=product]')"
      let products = try browser.numbers(
        "Array.from(\(nodes), (node) => node.value)")
      let inputs = try browser.numbers(
        "Array.from(document.querySelectorAll('[data-name=input]'), (node) => node.value)")
      let weights = try browser.numbers(
        "Array.from(document.querySelectorAll('[data-name=weight]'), (node) => node.value)")
      let bias = try browser.number("document.querySelector('[data-name=start]').value * 1")
      let shown = try browser.number("document.querySelector('[data-name=value]').value * 1")
      #expect(products.count == 27)
      #expect(difference(products, zip(inputs, weights).map { $0 * $1 }) < 1e-6)
      let (shape, values) = try results.array("out/a.png/conv1.npy")
      #expect(shape == [4, 9, 12])
      let place: Int = (2 * 9 + 5) * 12 + 7
      let written = values[place]
      #expect(abs(products.reduce(bias, +) - written) < 1e-4 * max(abs(written), 1))
      #expect(abs(shown - written) < 1e-4 * max(abs(written), 1))
    }
    #expect(complaints == [])
  }

  private static let block = """
    { steps: [
        { name: "conv1", convolve: { layer: "conv1", weights: "w.safetensors", stride: 2, padding: 1 } },
        { name: "relu1", relu: {} },
        { name: "pool1", max: { extent: 3, stride: 2, ceil: true } },
        { name: "norm1", lrn: { size: 3, alpha: 0.01 } } ] }
    """

  @Test(
    "every value of every kind of step",
    arguments: [
      block,
      """
      { input: { scale: 0.01, mean: [100, 110, 120] }, steps: [
          { name: "conv1", convolve: { layer: "conv1", weights: "g.safetensors", groups: 3, dilation: 2, padding: "same" } },
          { name: "leaky", leaky: { slope: 0.1 } },
          { name: "average", average: { extent: 3, stride: 2, padding: 1, ceil: true, countPadding: false } },
          { name: "normal", batchnorm: { mean: [1, 2, 3, 4, 5, 6], variance: [1, 4, 9, 1, 4, 9], gamma: [1, 2, 1, 2, 1, 2] } },
          { name: "sigmoid", sigmoid: {} }, { name: "stretched", minmax: {} }, { name: "mean", globalAverage: {} } ] }
      """,
      """
      { input: { colour: "grey" }, steps: [
          { name: "bank", convolve: { kernels: ["sobel-x", "sobel-y"], combine: "magnitude", border: "reflect101" } },
          { name: "blur", convolve: { kernel: "gaussian5", border: "wrap", stride: 2 } },
          { name: "laplacian", convolve: { kernels: ["laplacian4", "box3"], padding: 1 } },
          { name: "tanh", tanh: {} }, { name: "scaled", meanScale: { mean: 0.5, scale: 3 } },
          { name: "average", average: { extent: 2, stride: 2, padding: 1 } }, { name: "all", minmax: { over: "image" } } ] }
      """,
    ])
  func steps(pipeline: String) throws {
    let results = try Results()
    try results.picture("a.png", width: 23, height: 18)
    try results.weights("w.safetensors", shape: [4, 3, 3, 3])
    try results.weights("g.safetensors", shape: [6, 1, 3, 3])
    try results.write(Array(pipeline.utf8), "p.json5")
    try results.run("run", "p.json5", "a.png", "-o", "out", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      let names = try browser.value("view.steps.map((step) => step.name)") as? [String] ?? []
      #expect(names.count >= 4)
      for (step, name) in names.enumerated() {
        let (shape, values) = try results.array("out/a.png/\(name).npy")
        let planes = try planes(browser, step: step, channels: Array(0..<shape[0]))
        // Rounding to Float32 after every step; differences of neighbours magnify it.
        #expect(difference(planes, values) < 1e-4, "\(name)")
        // What is explained is the value itself, at the corners and in the middle.
        for (row, column) in [(0, 0), (shape[1] / 2, shape[2] / 2), (shape[1] - 1, shape[2] - 1)] {
          let shown = try browser.number(
            "\(Self.network()).then((network) => network.explain(\(step), \(shape[0] - 1), \(row), \(column)).value)"
          )
          let written = values[((shape[0] - 1) * shape[1] + row) * shape[2] + column]
          #expect(abs(shown - written) < 1e-5 * max(abs(written), 10), "\(name) \(row) \(column)")
        }
      }
    }
    #expect(complaints == [])
  }

  @Test(
    "AlexNet's first block",
    .enabled(
      if: FileManager.default.fileExists(atPath: Results.shared.appending(path: "weights").path),
      "shared weights are not there"))
  func alexNet() throws {
    let results = try Results()
    let weights = Results.shared.appending(path: "weights/alexnet-bvlc-conv1.safetensors").path
    let picture = Results.shared.appending(path: "images/cat.jpg").path
    try results.run("maps", picture, "-m", "alexnet", "-w", weights, "-o", "out", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      for (step, name) in ["conv1", "relu1", "norm1", "pool1"].enumerated() {
        let (shape, values) = try results.array("out/cat.jpg/\(name).npy")
        let area = shape[1] * shape[2]
        let planes = try planes(browser, step: step, channels: [0, 50, 95])
        let written = [0, 50, 95].flatMap { values[$0 * area..<($0 + 1) * area] }
        #expect(difference(planes, written) < 1e-5, "\(name)")
      }
    }
    #expect(complaints == [])
  }

  @Test(
    "the sample that a filter has written",
    arguments: [
      ("sobel-x", "offset", "reflect101"), ("sobel", "clamp", "wrap"),
      ("log5", "symmetric", "constant:200"), ("gaussian7", "minmax", "replicate"),
      ("laplacian8", "abs", "symmetric"),
    ])
  func samples(kernel: String, range: String, border: String) throws {
    let results = try Results()
    try results.picture("in/a.png", width: 19, height: 14)
    try results.run(
      "filter", "in", "-k", kernel, "--range", range, "--border", border, "--page", "-o", "out",
      "-q")
    try results.run(
      "filter", "in", "-k", kernel, "--border", border, "--format", "npy", "-o", "raw", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      let values = try results.array("raw/a.npy").values
      #expect(difference(try planes(browser, step: 0, channels: [0, 1, 2]), values) < 1e-5)
      // The sample of every pixel against the picture, both in the order of the picture.
      let computed = try browser.numbers(
        """
        \(Self.network()).then((network) => [...Array(19 * 14 * 3).keys()].map((place) =>
          writtenSample(network.steps[0], view.images[0].maps[0],
            network.plane(0, place % 3)[Math.floor(place / 3)], network.sampleForm).sample))
        """)
      let written = try results.samples("out/a.png")
      let wrong = zip(computed, written).filter { abs($0 - Double($1)) > 0.5 }
      #expect(wrong.isEmpty)
    }
    #expect(complaints == [])
  }

  private func planes(_ browser: Browser, step: Int, channels: [Int]) throws -> [Double] {
    try browser.numbers(
      "\(Self.network()).then((network) => \(channels).flatMap((channel) => Array.from(network.plane(\(step), channel))))"
    )
  }
}
