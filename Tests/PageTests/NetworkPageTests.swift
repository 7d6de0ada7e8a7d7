import Foundation
import Page
import Testing
import _TestSupport

/// Whole networks on the page: every kind of step live, the graph, the way back, the classes.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct NetworkPageTests {
  /// A network of two branches and as many kinds of steps as fit.
  private static var network: ONNXFile {
    var net = ONNXFile([1, 3, 16, 14])
    net.weights("w1", [6, 3, 3, 3])
    net.weights("b1", [6])
    net.node(
      "Conv", ["x", "w1", "b1"], "conv", [("pads", [0, 1, 2, 1]), ("strides", [2, 1])])
    net.weights("slope", [6, 1, 1])
    net.node("PRelu", ["conv", "slope"], "prelu")
    net.weights("w2", [6, 1, 3, 3])
    net.node(
      "Conv", ["prelu", "w2"], "depthwise",
      [("pads", [2, 1, 2, 1]), ("dilations", [2, 1]), ("group", [6])])
    net.floats("hundredth", [1], [0.01])
    net.node("Mul", ["depthwise", "hundredth"], "small")
    net.node("Elu", ["small"], "elu", numbers: [("alpha", 0.5)])
    net.node("LeakyRelu", ["small"], "leaky", numbers: [("alpha", 0.1)])
    net.node("Concat", ["elu", "leaky"], "both", [("axis", [1])])
    net.weights("gamma", [12], 1...2)
    net.weights("beta", [12])
    net.weights("mean", [12])
    net.weights("variance", [12], 1...9)
    net.node("BatchNormalization", ["both", "gamma", "beta", "mean", "variance"], "normal")
    net.node("LRN", ["normal"], "lrn", [("size", [5])], numbers: [("alpha", 0.1)])
    net.node(
      "MaxPool", ["lrn"], "pool",
      [("kernel_shape", [3, 3]), ("strides", [2, 2]), ("ceil_mode", [1])])
    net.node(
      "AveragePool", ["lrn"], "average",
      [
        ("kernel_shape", [3, 2]), ("strides", [2, 2]), ("pads", [1, 0, 1, 1]),
        ("count_include_pad", [1]),
      ])
    net.node("MaxPool", ["lrn"], "dilated", [("kernel_shape", [2, 2]), ("dilations", [2, 2])])
    net.floats("low", [], [-0.5])
    net.floats("high", [], [0.75])
    net.node("Clip", ["pool", "low", "high"], "clip")
    net.node("Sigmoid", ["clip"], "gate")
    net.node("Mul", ["clip", "gate"], "swish")
    net.integers("sizes", [4, 8])
    net.node("Split", ["swish", "sizes"], "first second", [("axis", [1])])
    net.integers("starts", [1, 5])
    net.integers("ends", [7, 0])
    net.integers("axes", [1, 3])
    net.integers("steps", [2, -2])
    net.node("Slice", ["second", "starts", "ends", "axes", "steps"], "slice")
    net.weights("offsets", [1, 12, 1, 1])
    net.node("Add", ["swish", "offsets"], "shifted")
    net.node("Sub", ["shifted", "clip"], "sub")
    net.node("Max", ["sub", "swish", "clip"], "most")
    net.node("Mean", ["sub", "swish", "clip"], "middle")
    net.integers("margins", [0, 0, 1, 2, 0, 0, 0, 1])
    net.node("Pad", ["most", "margins"], "reflected", words: [("mode", "reflect")])
    net.floats("fill", [], [0.25])
    net.node("Pad", ["first", "margins", "fill"], "padded")
    net.floats("scales", [4], [1, 1, 2, 1.5])
    net.node("Resize", ["reflected", "", "scales"], "nearest")
    net.node("Resize", ["reflected", "", "scales"], "linear", words: [("mode", "linear")])
    net.node("DepthToSpace", ["swish"], "depth", [("blocksize", [2])])
    net.node("SpaceToDepth", ["depth"], "space", [("blocksize", [2])])
    net.integers("groups", [1, 3, 4, 4, 7])
    net.node("Reshape", ["swish", "groups"], "grouped")
    net.node("Transpose", ["grouped"], "turned", [("perm", [0, 2, 1, 3, 4])])
    net.integers("maps", [1, 12, 4, 7])
    net.node("Reshape", ["turned", "maps"], "shuffled")
    net.node("Tanh", ["shuffled"], "tanh")
    net.node("HardSwish", ["shuffled"], "hard")
    net.node("Dropout", ["hard"], "dropped")
    net.node("GlobalAveragePool", ["dropped"], "means")
    net.node("GlobalMaxPool", ["tanh"], "peaks")
    net.node("ReduceMean", ["tanh"], "rows", [("axes", [2, 3]), ("keepdims", [0])])
    net.node("Add", ["means", "peaks"], "sum")
    net.node("Flatten", ["sum"], "flat")
    net.weights("w3", [5, 12])
    net.weights("b3", [5])
    net.node(
      "Gemm", ["flat", "w3", "b3"], "dense", [("transB", [1])], numbers: [("alpha", 0.5)])
    net.weights("w4", [12, 5])
    net.node("MatMul", ["rows", "w4"], "product")
    net.node("Add", ["dense", "product"], "scores")
    net.node("Softmax", ["scores"], "prob", [("axis", [1])])
    return net
  }

  /// Everything that the network computes, as arrays, and the classes.
  private func makeResults(_ names: String = "*") throws -> Results {
    let results = try Results()
    try results.picture("a.png", width: 14, height: 16)
    try results.write(Self.network.file("prob"), "net.onnx")
    try results.write(Array("<b>one</b>\ntwo\nthree\nfour\nfive\n".utf8), "labels.txt")
    try results.run(
      "maps", "a.png", "-m", "net.onnx", "-l", names, "--form", "npy", "-o", "out", "--classify",
      "--labels", "labels.txt", "-q")
    return results
  }

  /// Opens a step of the page of a network with nothing but arrays.
  private func open(_ step: String, _ browser: Browser) throws {
    _ = try browser.value("view.enter('viewer')")
    _ = try browser.value(
      "view.viewer.open(view.images[0], view.steps.findIndex(({ name }) => name === '\(step)'), 0)"
    )
    try browser.wait("document.getElementById('viewer').dataset.ready === 'a.png'")
  }

  @Test("every value of every step of a network of branches, and what each is made of")
  func everyKind() throws {
    let results = try makeResults()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      let count = try browser.expectWrittenSteps(of: results)
      #expect(count == 43)
    }
    #expect(complaints == [])
  }

  @Test("a class is followed back to a pixel, and forward again, with keys")
  func trail() throws {
    let results = try makeResults("prob")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try open("prob", browser)
      _ = try browser.value("document.querySelector('.class-list button').click()")
      let shown = "document.querySelector('#calculation .result')"
      try browser.wait("\(shown)?.textContent.startsWith('prob ')")
      var names: [String] = []
      for _ in 0..<40 {
        let text = try browser.text("\(shown).textContent")
        names.append(text)
        if text.contains("of the input") { break }
        try browser.press("b")
        try browser.wait("\(shown) && \(shown).textContent !== \(Self.quoted(text))")
      }
      #expect(names.last?.contains("of the input") == true)
      #expect(names.count > 15)
      #expect(
        try browser.texts("#calculation .quiet") == ["This is a pixel: nothing comes before it."])
      let trail = try browser.texts(".trail button")
      #expect(trail.count == names.count)
      #expect(
        try browser.texts(".trail [aria-current]") == [trail.last ?? ""])
      // What is marked on the input is the pixel itself.
      let mark = "document.querySelector('.map-room .mark').style"
      #expect(try browser.text("\(mark).height") == "6.25%")
      for _ in names.dropFirst() { try browser.press("f") }
      try browser.wait("\(shown)?.textContent === \(Self.quoted(names[0]))")
      #expect(try browser.texts(".trail [aria-current]") == [trail[0]])
    }
    #expect(complaints == [])
  }

  private static func quoted(_ text: String) -> String {
    "'\(text.replacing("\\", with: "\\\\").replacing("'", with: "\\'"))'"
  }

  @Test("a long sum shows its largest terms, the others together, and the exact total")
  func terms() throws {
    let results = try makeResults("dense")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try open("dense", browser)
      _ = try browser.value("view.viewer.choose(view.viewer.panes[0], 0, 0)")
      try browser.wait("document.querySelector('.terms')")
      func values(_ name: String) throws -> [Double] {
        try browser.numbers(
          "Array.from(document.querySelectorAll('[data-name=\(name)]'), (node) => node.value)")
      }
      let products = try values("product")
      let rest = try values("rest")
      #expect(products.count == 10)
      #expect(products.map(abs) == products.map(abs).sorted(by: >))
      let sum = (products + rest).reduce(0, +)
      #expect(abs(sum - (try values("sum")).reduce(0, +)) < 1e-9)
      let start = try values("start").reduce(0, +)
      let written = try results.array("out/a.png/dense.npy").values[0]
      #expect(abs(0.5 * sum + start - written) < 1e-5)
    }
    #expect(complaints == [])
  }

  @Test("the classes stand beside the picture, as text")
  func classes() throws {
    let results = try makeResults("prob")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      let names = try browser.texts(".layer-note .class-name")
      #expect(names.sorted() == ["<b>one</b>", "five", "four", "three", "two"])
      #expect(try browser.texts("#images .best-class") == [names[0]])
      let shares = try browser.numbers(
        "Array.from(document.querySelectorAll('.layer-note .class-list data'), (node) => node.value)"
      )
      let written = try results.array("out/a.png/prob.npy").values
      #expect(difference(shares, written.sorted(by: >)) < 1e-6)
      #expect(try browser.number("document.querySelectorAll('.class-list b').length") == 0)
    }
    #expect(complaints == [])
  }

  @Test("the graph has a step per value, lights up the way to what is looked at, and opens steps")
  func graph() throws {
    let results = try makeResults("prob")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try open("hard", browser)
      try browser.press("g")
      try browser.wait("view.graph.network")
      let node = ".graph-node[data-step]"
      #expect(try browser.number("document.querySelectorAll('\(node)').length") == 28)
      #expect(try browser.texts(".current strong") == ["hard"])
      let lit = Set(try browser.texts("\(node).lit strong"))
      #expect(lit.isSuperset(of: ["conv", "elu", "leaky", "shuffled", "hard"]))
      #expect(lit.isDisjoint(with: ["tanh", "dense", "prob"]))
      #expect(try browser.texts(#"[data-step="0"] small"#) == ["convolution", "6 × 8 × 14"])
      // Down from 'hard' lies what takes it.
      try browser.press(Key.down)
      #expect(try browser.texts(":focus strong") == ["dropped"])
      try browser.press(Key.enter)
      try browser.wait(
        "document.getElementById('viewer').dataset.step === document.activeElement.dataset.step || !view.viewer.host.hidden"
      )
      #expect(try browser.text("view.steps[view.viewer.panes[0].step].name") == "dropped")
      try browser.press("g")
      try browser.press(Key.escape)
      #expect(try browser.text("document.getElementById('viewer').hidden") == "false")
    }
    #expect(complaints == [])
  }

  @Test("the graph of a long network is folded: few elements, opened at once")
  func longGraph() throws {
    // Of 250 residual blocks of four steps each.
    var steps = [#"{"name":"stem","kind":"relu","inputs":[-1],"note":""}"#]
    for block in 0..<250 {
      let first = steps.count - 1
      for part in 0..<3 {
        steps.append(
          #"{"name":"block\#(block)/step\#(part)","kind":"relu","inputs":[\#(first + part)],"note":""}"#
        )
      }
      steps.append(
        #"{"name":"block\#(block)/add","kind":"add","inputs":[\#(first + 3),\#(first)],"note":""}"#)
    }
    let json =
      #"{"head":{"kind":"maps","subject":"long","command":"","steps":[\#(steps.joined(separator: ","))]},"#
      + #""images":[{"name":"a","maps":[{"step":0,"shape":[1,2,2],"arrays":[]}]}]}"#
    let results = try Results()
    let document = PageDocument(title: "long")
    try results.write(
      document.start + PageDocument.escapedForPage(json) + document.end, "index.html")
    let complaints = try Browser.open(results.url("index.html")) { browser in
      let milliseconds = try browser.number(
        """
        Math.min(...[0, 1, 2].map(() => {
          const start = performance.now();
          view.showGraph();
          view.graph.room.clientWidth;
          const time = performance.now() - start;
          view.leave();
          return time;
        }))
        """)
      _ = try browser.value("view.showGraph()")
      #expect(milliseconds < 1500)
      #expect(try browser.number("document.querySelectorAll('*').length") < 3000)
      #expect(
        try browser.texts(".graph-block strong").prefix(2) == ["▸ block0", "▸ block1"])
      _ = try browser.value("document.querySelector('.graph-block').click()")
      #expect(
        try browser.texts(".graph-branches strong") == [
          "block0/step0", "block0/step1", "block0/step2", "block0/add",
        ])
      #expect(try browser.text("document.activeElement.getAttribute('aria-expanded')") == "true")
    }
    #expect(complaints == [])
  }

  @Test("weights that are too many for a page are told, and what there is stays")
  func missingWeights() throws {
    let results = try Results()
    try results.picture("a.png", width: 168, height: 168)
    var net = ONNXFile([1, 3, 168, 168])
    net.node("Relu", ["x"], "relu")
    net.node("Flatten", ["relu"], "flat")
    let count = 3 * 168 * 168
    net.floats("w", [64, Int64(count)], [Float](repeating: 1e-6, count: 64 * count))
    net.node("Gemm", ["flat", "w"], "dense", [("transB", [1])])
    try results.write(net.file("dense"), "net.onnx")
    try results.run(
      "maps", "a.png", "-m", "net.onnx", "-l", "dense", "--form", "npy", "-o", "out", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try open("dense", browser)
      _ = try browser.value("view.viewer.choose(view.viewer.panes[0], 0, 0)")
      try browser.wait(
        "document.getElementById('calculation').textContent.includes('the weights of dense, 21.7 MB, are not on the page')"
      )
      #expect(try browser.text("view.viewer.network.canCompute(0)") == "true")
    }
    #expect(complaints == [])
  }

  @Test(
    "at a projector's size everything of 11 x 11 x 3 products is seen at once",
    arguments: [(1280, 720), (1440, 900), (1920, 1080)])
  func projector(width: Int, height: Int) throws {
    let results = try Results()
    try results.picture("a.png", width: 64, height: 48)
    try results.weights("w.safetensors", shape: [4, 3, 11, 11])
    try results.run(
      "maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "--channel-order", "bgr",
      "--stride", "4", "-l", "conv1", "-o", "out", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try browser.resize(width: width, height: height)
      _ = try browser.value("view.openItem(1)")
      try browser.wait("document.getElementById('viewer').dataset.ready === 'a.png'")
      _ = try browser.value("view.viewer.choose(view.viewer.panes[0], 4, 5)")
      try browser.wait("document.querySelectorAll('.tiles').length === 9")
      let ends = try browser.numbers(
        """
        ['.top', '.map-room', '.pane:last-child .map-room', '.sum', '.tiles', '.readout', '.origins'].flatMap((selector) =>
          [...document.querySelectorAll(selector)].map((node) => {
            const { right, bottom } = node.getBoundingClientRect();
            return Math.max(right - innerWidth, bottom - innerHeight);
          }))
        """)
      #expect(ends.count == 16)
      #expect(ends.allSatisfy { $0 <= 0 })
      // Values, weights and products stand in one row.
      let tops = try browser.numbers(
        "Array.from(document.querySelectorAll('.tiles'), (node) => node.getBoundingClientRect().top)"
      )
      #expect(Set(tops).count == 3)
      #expect(try browser.number("document.querySelector('.tiles').clientWidth") >= 100)
    }
    #expect(complaints == [])
  }
}
