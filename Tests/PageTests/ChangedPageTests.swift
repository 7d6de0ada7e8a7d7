import Foundation
import Testing

/// What can be changed on a page of maps: filters and the input; and the chain of all steps.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct ChangedPageTests {
  /// Maps of four filters of 3 x 3, as arrays and pictures.
  private func makeMaps() throws -> Results {
    let results = try Results()
    try results.picture("a.png", width: 14, height: 12)
    try results.weights("w.safetensors", shape: [4, 3, 3, 3])
    try results.run(
      "maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "--channel-order", "rgb", "-l",
      "conv1", "-o", "out", "-q")
    return results
  }

  /// Opens a map and chooses a value of it.
  private func open(_ browser: Browser, channel: Int, row: Int, column: Int) throws {
    _ = try browser.value("view.openItem(\(channel))")
    try browser.wait("document.getElementById('viewer').dataset.ready === 'a.png'")
    _ = try browser.value("view.viewer.choose(view.viewer.panes[0], \(row), \(column))")
    try browser.wait("document.querySelector('.tiles')")
  }

  @Test("an edited filter is what 'lenslet filter' makes of its copied file")
  func edited() throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try open(browser, channel: 2, row: 4, column: 5)
      try browser.press("e")
      _ = try browser.value(
        """
        (() => {
          const click = (title) => [...document.querySelectorAll('.edit button')].find((button) => button.textContent === title).click();
          click('Mirror');
          click('Turn');
          document.querySelector('.edit [data-channel="1"]').click();
        })()
        """)
      let text = try browser.text("view.viewer.changes.edit.text")
      #expect(text.hasPrefix("# conv1 2, mirrored, turned, without green\n\n"))
      try results.write(Array(text.utf8), "edited.kernel")
      try results.run(
        "filter", "a.png", "-k", "./edited.kernel", "--format", "npy", "-o", "filtered", "-q")
      let (_, filtered) = try results.array("filtered/a.npy")
      let map = try browser.numbers("view.viewer.network.plane(0, 2)")
      let bias = try browser.number("numbersOf(view.viewer.network.steps[0], 'bias')[2]")
      let expected = (0..<10).flatMap { row in
        (0..<12).map { filtered[(row + 1) * 14 + $0 + 1] + bias }
      }
      #expect(difference(map, expected) < 1e-6)
      try browser.wait("document.querySelector('.pane:last-child canvas.pixels')")
      #expect(
        try browser.text(
          "document.querySelector('.pane:last-child figcaption').textContent.includes('with the edited filter')"
        ) == "true")
      _ = try browser.value("document.getElementById('edit-reset').click()")
      let written = try results.array("out/a.png/conv1.npy").values
      let restored = try browser.numbers("view.viewer.network.plane(0, 2)")
      #expect(difference(restored, Array(written[240..<360])) < 1e-6)
    }
    #expect(complaints == [])
  }

  @Test("a painted impulse shows each kernel turned, and the input comes back")
  func painted() throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try open(browser, channel: 1, row: 3, column: 3)
      try browser.press("i")
      _ = try browser.value(
        """
        (() => {
          const { painter } = view.viewer.changes;
          const { room } = view.viewer.input;
          room.setPointerCapture = () => {};
          const paint = (tool, colour) => {
            Object.assign(painter.tool, { value: tool });
            painter.colour.value = colour;
            const box = room.getBoundingClientRect();
            // Row 5, column 6 of 12 rows and 14 columns.
            room.dispatchEvent(new PointerEvent('pointerdown', {
              clientX: box.left + (6.5 * box.width) / 14, clientY: box.top + (5.5 * box.height) / 12, pointerId: 1, button: 0, bubbles: true,
            }));
            room.dispatchEvent(new PointerEvent('pointerup', { pointerId: 1, bubbles: true }));
          };
          paint('fill', '#000000');
          paint('impulse', '#ffff00');
        })()
        """)
      let shown = try browser.numbers(
        """
        (() => {
          const plane = view.viewer.network.plane(0, 1);
          return [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) => plane[(5 - row) * 12 + 6 - column]));
        })()
        """)
      // Red and green are 255, blue is 0.
      let expected = try browser.numbers(
        """
        (() => {
          const weights = numbersOf(view.viewer.network.steps[0], 'weights').subarray(27, 54);
          const bias = numbersOf(view.viewer.network.steps[0], 'bias')[1];
          return [...Array(9).keys()].map((place) => 255 * (weights[place] + weights[9 + place]) + bias);
        })()
        """)
      #expect(difference(shown, expected) < 1e-6)
      // With keys: the place in the middle, one to the right.
      _ = try browser.value("view.viewer.input.room.focus()")
      try browser.press(Key.right, Key.enter)
      let pixel = try browser.numbers(
        "view.viewer.network.inputPlanes.map((plane) => plane[6 * 14 + 8])")
      #expect(pixel == [255, 255, 0])
      _ = try browser.value("document.getElementById('paint-reset').click()")
      let written = try results.array("out/a.png/conv1.npy").values
      let restored = try browser.numbers("view.viewer.network.plane(0, 1)")
      #expect(difference(restored, Array(written[120..<240])) < 1e-6)
    }
    #expect(complaints == [])
  }

  @Test("the chain of a value: the maps that have most to do with it, followed with keys")
  func chain() throws {
    let results = try Results()
    try results.picture("a.png", width: 6, height: 5)
    var net = ONNXFile([1, 3, 5, 6])
    net.weights("w1", [4, 3, 3, 3])
    net.node("Conv", ["x", "w1"], "conv")
    net.node("Relu", ["conv"], "relu")
    net.node("Flatten", ["relu"], "flat")
    let weights = (0..<96).map { Float(($0 * 37) % 23) - 11 }
    net.floats("w2", [48, 2], weights)
    net.node("Gemm", ["flat", "w2"], "scores")
    try results.write(net.file("scores"), "net.onnx")
    try results.run("maps", "a.png", "-m", "net.onnx", "-l", "*", "-o", "out", "-q")
    let scores = try results.array("out/a.png/scores.npy").values
    let flat = try results.array("out/a.png/flat.npy").values
    let best = scores[0] > scores[1] ? 0 : 1
    let products = flat.indices.map { abs(flat[$0] * Double(weights[2 * $0 + best])) }
    let order = products.indices.sorted { products[$0] > products[$1] }.prefix(5)
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try browser.wait("view.chain.host.dataset.ready === 'a.png'")
      #expect(
        try browser.texts(".chain-column h3") == ["input", "conv", "relu", "flat", "scores"])
      let told = "view.chain.told.textContent"
      #expect(try browser.text(told).hasPrefix("scores \(best) at row 0, column 0 = "))
      #expect(
        try browser.value(
          "[...document.querySelectorAll('.chain-column:nth-child(4) .chain-map')].map(({ dataset }) => dataset.map)"
        ) as? [String] == order.map { "2 \($0)" })
      let shares = try browser.numbers(
        "view.chain.found.find(([step]) => step === 2)[1].map(({ share }) => share)")
      let total = products.reduce(0, +)
      #expect(difference(shares, order.map { products[$0] / total }) < 1e-5)
      #expect(try browser.number("document.querySelectorAll('.chain-lines path').length") >= 11)
      // To the left with keys, and there the value becomes the one that is followed.
      _ = try browser.value("document.querySelector('.chain-map[aria-current]').focus()")
      try browser.press(Key.left, Key.enter)
      try browser.wait("\(told).startsWith('flat \(order[0]) at row 0')")
      try browser.wait(
        "location.hash.includes('chain=shown') && location.hash.includes('layer=flat')")
      #expect(try browser.texts(".chain-column.later h3") == ["scores"])
      try browser.press("f")
      try browser.wait("\(told).startsWith('scores \(best)')")
      try browser.wait("location.hash.includes('layer=scores')")
      _ = try browser.value("location.reload()")
      try browser.wait(
        "document.documentElement.dataset.loaded && view.chain.host.dataset.ready === 'a.png'")
      // On the value itself: its calculation.
      _ = try browser.value("document.querySelector('.chain-map[aria-current]').focus()")
      try browser.press(Key.enter)
      try browser.wait(
        "document.querySelector('#calculation .result')?.textContent.startsWith('scores \(best)')")
      try browser.press("c", Key.escape)
      #expect(try browser.text("view.viewer.host.hidden") == "false")
    }
    #expect(complaints == [])
  }

  @Test(
    "maps of a long network begin with a column a block, at once; what was not written is folded")
  func writtenBlocks() throws {
    let results = try Results()
    try results.picture("a.png", width: 8, height: 8)
    var net = ONNXFile([1, 3, 8, 8])
    for number in 0..<9 {
      net.weights("w\(number)", [4, number == 0 ? 3 : 4, 1, 1])
      net.node("Conv", [number == 0 ? "x" : "r\(number - 1)", "w\(number)"], "c\(number)")
      net.node("Relu", ["c\(number)"], "r\(number)")
    }
    try results.write(net.file("r8"), "net.onnx")
    try results.run(
      "maps", "a.png", "-m", "net.onnx", "-l", "r1", "-l", "r6", "-l", "r8", "--form", "png", "-o",
      "out", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      #expect(try browser.text("view.room") == "chain")
      #expect(try browser.text("[view.chain.network, view.chain.found]") == ",")
      #expect(try browser.texts(".chain-column h3") == ["input", "r1", "r6", "r8"])
      #expect(
        try browser.texts(".chain-column.folded summary") == ["3 steps", "9 steps", "3 steps"])
      #expect(
        try browser.value(
          "document.querySelector('.chain-column:nth-child(3)').querySelectorAll('.chain-map').length"
        ) as? Int == 4)
      try browser.wait("document.querySelector('.chain-input canvas').width === 8")
      // With keys: the strongest map of the last block, and what its largest value is made of.
      _ = try browser.value("document.querySelectorAll('[data-map^=\"17 \"]')[0].focus()")
      let channel = try browser.number("Number(document.activeElement.dataset.map.split(' ')[1])")
      try browser.press(Key.enter)
      try browser.wait("view.chain.found")
      let largest = try browser.number(
        "view.chain.network.plane(17, \(channel)).reduce((left, right) => Math.max(left, right))")
      let shown = try browser.number(
        "(({ step, channel, row, column }) => view.chain.network.value(step, channel, row, column))(view.chain.shown)"
      )
      #expect(shown == largest)
      try browser.wait("location.hash.includes('layer=r8')")
      _ = try browser.value("history.back()")
      try browser.wait("view.chain.found === null && document.getElementById('chain-follow')")
    }
    #expect(complaints == [])
  }

  @Test("a page of 'run' begins with the chain of its steps")
  func firstScreen() throws {
    let results = try Results()
    try results.picture("a.png", width: 14, height: 12)
    let pipeline = """
      {input: {colour: "grey"},
       steps: [{name: "edges", convolve: {kernel: "sobel-x", padding: "same"}}, {name: "relu", relu: {}}]}
      """
    try results.write(Array(pipeline.utf8), "p.json5")
    try results.run("run", "p.json5", "a.png", "-o", "out", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try browser.wait("view.chain.host.dataset.ready === 'a.png'")
      #expect(try browser.texts(".chain-column h3") == ["input", "edges", "relu"])
      try browser.press(Key.escape)
      #expect(try browser.text("view.browser.hidden") == "false")
      #expect(try browser.number("document.querySelectorAll('#grid .cell').length") > 0)
    }
    #expect(complaints == [])
  }
}
