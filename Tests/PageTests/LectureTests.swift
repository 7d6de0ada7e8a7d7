import Foundation
import Testing

/// What a lecturer does with a page: lets the window walk, presents, asks, takes figures along.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct LectureTests {
  /// A page of five filters of 5 x 5 with a stride of 2, opened at one value.
  private func open(_ body: (Browser, Results) throws -> Void) throws -> [String] {
    let results = try Results()
    try results.picture("a <b>.png", width: 25, height: 21)
    try results.weights("w.safetensors", shape: [5, 3, 5, 5])
    try results.run(
      "maps", "a <b>.png", "-m", "first-layer", "-w", "w.safetensors", "--channel-order", "rgb",
      "--stride", "2", "--form", "png", "--form", "npy", "-o", "out", "-q")
    return try Browser.open(results.url("out/index.html")) { browser in
      try browser.resize(width: 1280, height: 720)
      _ = try browser.value("view.openItem(2)")
      try browser.wait("document.getElementById('viewer').dataset.ready === 'a <b>.png'")
      _ = try browser.value("view.viewer.choose(view.viewer.panes[0], 4, 3)")
      try browser.wait("document.querySelectorAll('.tiles').length === 9")
      try body(browser, results)
    }
  }

  /// How many pixels of the cover are gone, and where the window is.
  private static let walk = """
    (() => {
      const cover = document.querySelector('.cover');
      const copy = new OffscreenCanvas(cover.width, cover.height).getContext('2d', { willReadFrequently: true });
      copy.drawImage(cover, 0, 0);
      const { data } = copy.getImageData(0, 0, cover.width, cover.height);
      const gone = data.filter((level, place) => place % 4 === 3 && level === 0).length;
      return [gone, view.viewer.chosen.row, view.viewer.chosen.column, ...view.viewer.input.place];
    })()
    """

  @Test("the window walks by the stride, and the output appears value by value")
  func play() throws {
    let complaints = try open { browser, _ in
      _ = try browser.value("document.querySelectorAll('.map-room')[1].focus()")
      try browser.press(".", ".", ".")
      try browser.wait("view.viewer.explanation?.column === 2")
      #expect(try browser.numbers(Self.walk) == [3, 0, 2, 0, 4])
      _ = try browser.value("view.viewer.player.speed.value = 60")
      try browser.press(" ")
      #expect(try browser.texts("#play") == ["Pause"])
      try browser.wait("view.viewer.player.place > 12")
      try browser.press(" ")
      let seen = try browser.numbers(Self.walk)
      // Eleven columns: the walk goes on in the next row.
      #expect(seen[0] == seen[1] * 11 + seen[2] + 1 && seen[1] >= 1)
      #expect(Array(seen[3...]) == [2 * seen[1], 2 * seen[2]])
      #expect(try browser.text("view.viewer.player.isPlaying") == "false")
      _ = try browser.value("view.viewer.player.step(1000)")
      #expect(try browser.number("document.querySelectorAll('.cover').length") == 0)
    }
    #expect(complaints == [])
  }

  @Test("who wants no motion gets single steps")
  func reducedMotion() throws {
    let complaints = try open { browser, _ in
      try browser.command(
        "Emulation.setEmulatedMedia",
        ["features": [["name": "prefers-reduced-motion", "value": "reduce"]]])
      try browser.press(" ")
      #expect(try browser.text("view.viewer.player.isPlaying") == "false")
      #expect(try browser.number("view.viewer.player.place") == 0)
    }
    #expect(complaints == [])
  }

  @Test("presenting: large numbers in one row without scrolling, one sentence; a quiz hides")
  func present() throws {
    let complaints = try open { browser, _ in
      try browser.press("p")
      try browser.wait("document.querySelectorAll('.tiles').length === 3")
      #expect(try browser.number("document.querySelector('.top').offsetHeight") <= 1)
      let ends = try browser.numbers(
        """
        ['.result', '.sum', '.tiles', '.readout'].flatMap((selector) => [...document.querySelectorAll(selector)].map((node) => {
          const { right, bottom } = node.getBoundingClientRect();
          return Math.max(right - innerWidth, bottom - innerHeight);
        }))
        """)
      #expect(ends.count == 6 && ends.allSatisfy { $0 <= 0 })
      let tops = try browser.numbers(
        "Array.from(document.querySelectorAll('.tiles'), (node) => node.getBoundingClientRect().top)"
      )
      #expect(Set(tops).count == 1)
      // Tiles of 5 x 5 have room for numbers of 18 pixels.
      #expect(try browser.number("document.querySelector('.tiles').clientWidth") >= 5 * 42)
      #expect(
        try browser.texts(".formula") == [
          "75 values are multiplied with 75 weights and summed, and the bias is added."
        ])
      let colour = "getComputedStyle(document.querySelector('[data-name=value]')).color"
      try browser.press("q")
      #expect(try browser.text(colour) == "rgba(0, 0, 0, 0)")
      try browser.press("q")
      #expect(
        try browser.text("getComputedStyle(document.querySelector('.of-kernel canvas')).visibility")
          == "hidden")
      try browser.press("q")
      #expect(try browser.text(colour) != "rgba(0, 0, 0, 0)")
      try browser.press(Key.escape)
      try browser.wait("document.querySelectorAll('.tiles').length === 9")
      #expect(try browser.number("document.querySelector('.top').offsetHeight") > 20)
      #expect(try browser.text("view.viewer.host.hidden") == "false")
    }
    #expect(complaints == [])
  }

  /// How far each number of the tiles that are presented lies from its value, as a share of the
  /// value, or of the largest of its matrix where that is a hundred times as large; and its height.
  private static let tileNumbers = """
    (() => {
      const [{ matrices }] = view.viewer.calculation.figure.blocks;
      return [...document.querySelectorAll('.tiles')].flatMap((canvas, index) => {
        const values = Array.from(matrices[index].values);
        const largest = Math.max(...values.map(Math.abs));
        return values.map((value, place) => {
          const { text, size } = canvas.written?.[place] ?? { text: 'none', size: 0 };
          const shown = Number(text.replaceAll('−', '-').replace('≈', '')) * Number(canvas.dataset.unit);
          const error = Math.abs(shown - value);
          return [Math.min(error / Math.abs(value), 10 * error / largest), size];
        });
      }).flat();
    })()
    """

  @Test(
    "presented, matrices up to 5 x 5 have all their numbers, of 18 pixels, with the digits that make them true",
    arguments: [(1280, 720), (1920, 1080)], [0.7, 0.0004, 300])
  func presentedNumbers(size: (Int, Int), scale: Double) throws {
    let complaints = try open { browser, _ in
      try browser.resize(width: size.0, height: size.1)
      _ = try browser.value(
        """
        (() => {
          const write = CanvasRenderingContext2D.prototype.fillText;
          CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
            if (this.canvas.classList.contains('tiles')) (this.canvas.written ??= []).push({ text, size: parseInt(this.font, 10) });
            return write.call(this, text, ...rest);
          };
          const { network } = view.viewer;
          const step = network.steps.findIndex(({ weights }) => weights);
          const values = numbersOf(network.steps[step], 'weights');
          // Some are small beside the others, and all are of a size.
          values.forEach((value, place) => { values[place] = \(scale) * value * [1, 0.09, 0.004, 0.0001][place % 4]; });
        })()
        """)
      try browser.press("p")
      try browser.wait("document.querySelectorAll('.tiles').length === 3")
      _ = try browser.value("view.viewer.choose(view.viewer.panes[0], 5, 4)")
      try browser.wait("view.viewer.explanation?.row === 5")
      let numbers = try browser.numbers(Self.tileNumbers)
      let errors = stride(from: 0, to: numbers.count, by: 2).map { numbers[$0] }
      let heights = stride(from: 1, to: numbers.count, by: 2).map { numbers[$0] }
      #expect(errors.count == 75 && errors.allSatisfy { $0 <= 0.05 }, "\(errors)")
      #expect(heights.allSatisfy { $0 >= 18 })
      let ends = try browser.numbers(
        "Array.from(document.querySelectorAll('.tiles'), (node) => node.getBoundingClientRect().right - innerWidth)"
      )
      #expect(ends.allSatisfy { $0 <= 0 })
    }
    #expect(complaints == [])
  }

  @Test("figures: text as text, all numbers, formulas, and what NumPy reads")
  func takeAlong() throws {
    let complaints = try open { browser, results in
      let figure = "view.viewer.calculation.figure"
      let drawing = try browser.text("drawingText(calculationDrawing(\(figure)))")
      let written = try results.array("out/a <b>.png/conv1.npy").values[(2 * 9 + 4) * 11 + 3]
      let shown = try browser.text("document.querySelector('.result').textContent")
      #expect(drawing.contains(">\(shown)</text>"))
      #expect(drawing.components(separatedBy: "<rect").count == 2 + 9 * 25)
      #expect(drawing.components(separatedBy: "font-family=\"monospace\"").count == 1 + 9 * 25)
      let table = try browser.text("calculationTable(\(figure))").split(separator: "\n")
      #expect(table.count == 1 + 75 && table[0] == "map,row,column,value,weight,product")
      let products = table.dropFirst().compactMap { Double($0.split(separator: ",")[5]) }
      let bias = try browser.number("document.querySelector('[data-name=start]').value * 1")
      #expect(abs(products.reduce(bias, +) - written) < 1e-4 * max(abs(written), 1))
      let formulas = try browser.text("calculationFormulas(\(figure))")
      #expect(formulas.components(separatedBy: "\\begin{bmatrix}").count == 1 + 9)
      #expect(
        try browser.text("view.viewer.arrayWords()")
          == "np.load('a <b>.png/conv1.npy')[2, 4, 3]")
      let size = try browser.numbers(
        "drawingPicture(calculationDrawing(\(figure))).then(createImageBitmap).then(({ width, height }) => [width, height])"
      )
      let drawn = try browser.numbers(
        "['width', 'height'].map((name) => calculationDrawing(\(figure)).getAttribute(name))")
      #expect(size == drawn.map { 2 * $0 })
    }
    #expect(complaints == [])
  }

  @Test("a tour: views with notes, kept, walked with arrows and with the keys of a presenter")
  func tour() throws {
    let complaints = try open { browser, _ in
      let result = "document.querySelector('#calculation .result')?.textContent"
      try browser.press("l")
      try browser.wait("location.hash.endsWith('channel=2&at=4,3')")
      _ = try browser.value("document.getElementById('tour-add').click()")
      try browser.press("<", "b", ">")
      _ = try browser.value("view.viewer.choose(view.viewer.panes[0], 1, 2)")
      try browser.wait("\(result)?.includes('row 1, column 2')")
      _ = try browser.value("(address.write(), document.getElementById('tour-add').click())")
      _ = try browser.value("location.reload()")
      try browser.wait(
        "document.documentElement.dataset.loaded && \(result)?.includes('row 1, column 2')")
      try browser.press("l")
      #expect(try browser.texts(".tour-note") == ["2 stops"])
      try browser.press(Key.right)
      try browser.wait("\(result)?.includes('row 4, column 3')")
      #expect(try browser.texts(".tour-note") == ["1 of 2: <b>"])
      _ = try browser.value("document.querySelectorAll('.map-room')[1].focus()")
      try browser.press("\u{E00F}")
      try browser.wait("\(result)?.includes('row 1, column 2')")
      _ = try browser.value("(tour.remove(1), tour.remove(0))")
      #expect(try browser.text("tour.text") == "[]\n")
    }
    #expect(complaints == [])
  }

  @Test("names are text in figures")
  func hostileNames() throws {
    let complaints = try open { browser, _ in
      let drawing = try browser.text(
        """
        drawingText(calculationDrawing({ title: '<script>alert(1)</script> & "x"', sum: ']]>', blocks: [] }))
        """)
      #expect(drawing.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp;"))
      #expect(!drawing.contains("<script"))
      let formulas = try browser.text(
        #"calculationFormulas({ title: 'a\nb', sum: '\\input{x} 5 % $ _', blocks: [] })"#)
      #expect(!formulas.contains("\\input") && formulas.contains("5 \\% \\$ \\_"))
    }
    #expect(complaints == [])
  }
}
