import Files
import Foundation
import Page
import Testing

/// What a reader can do on the page.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct BrowsingTests {
  private static let hostile = "<img src=x onerror=alert(1)> #1 100%?.png"

  /// Two pictures, one of a hostile name, through four filters and a rectifier.
  private func makeMaps() throws -> Results {
    let results = try Results()
    try results.picture("in/\(Self.hostile)", width: 20, height: 20)
    try results.picture("in/b.png", width: 20, height: 20, seed: 2)
    try results.weights("w.safetensors", shape: [4, 3, 3, 3])
    try results.run(
      "maps", "in", "-m", "first-layer", "-w", "w.safetensors", "--channel-order", "rgb", "-o",
      "out",
      "-q")
    return results
  }

  @Test("names stay text, and their pictures are found")
  func names() throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      #expect(try browser.texts("#images .text").contains(Self.hostile))
      #expect(try browser.number("document.querySelectorAll('img[src=x]').length") == 0)
      #expect(try browser.number("document.scripts.length") > 2)
      // The first picture's name comes first: its maps are shown, and loaded.
      try browser.wait(
        "[...document.querySelectorAll('#grid img')].length === 4 && [...document.querySelectorAll('#grid img')].every((image) => image.naturalWidth > 0)"
      )
      _ = try browser.value("view.openItem(0)")
      try browser.wait("document.querySelector('#viewer canvas')")
      #expect(try browser.texts("#viewer-title") == [Self.hostile])
    }
    #expect(complaints == [])
  }

  @Test("sorting and filtering change what is shown")
  func sorting() throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      let shown = "#grid .caption strong"
      #expect(try browser.texts(shown) == (0..<4).map { "conv1 \($0)" })
      func choose(_ id: String, _ value: String) throws {
        _ = try browser.value(
          "(document.getElementById('\(id)').value = '\(value)', document.getElementById('\(id)').dispatchEvent(new Event(document.getElementById('\(id)').tagName === 'SELECT' ? 'change' : 'input')))"
        )
      }
      try choose("sort", "mean")
      let means = try browser.numbers(
        "view.items.map((item) => view.collection.valueOf(item, 'mean'))")
      #expect(means == means.sorted() && Set(means).count == 4)
      let rising = try browser.texts(shown)
      _ = try browser.value("document.getElementById('order').click()")
      #expect(try browser.texts(shown) == rising.reversed())
      try choose("property", "mean")
      try choose("low", "\((means[1] + means[2]) / 2)")
      #expect(try browser.texts("#count") == ["2 maps"])
      #expect(try browser.texts(shown) == Array(rising.reversed().prefix(2)))
      try choose("low", "")
      // A search looks at all inputs and layers.
      _ = try browser.value("document.querySelector('.layer').click()")
      try choose("search", "b.png relu")
      #expect(try browser.texts("#count") == ["4 maps"])
      #expect(Set(try browser.texts("#grid .of")) == ["b.png"])
      #expect(try browser.texts("#images .text").last == "b.png")
    }
    #expect(complaints == [])
  }

  @Test("everything can be reached with keys")
  func keys() throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      let focused = "document.activeElement"
      try browser.press("/")
      #expect(try browser.text("\(focused).id") == "search")
      #expect(try browser.text("document.getElementById('search').value") == "")
      try browser.press(Key.escape)
      try browser.press("?")
      #expect(try browser.text("document.getElementById('help').open") == "true")
      try browser.press(Key.escape)
      #expect(try browser.text("document.getElementById('help').open") == "false")
      _ = try browser.value("view.grid.focus()")
      try browser.press(Key.right, Key.right)
      #expect(try browser.text("\(focused).getAttribute('aria-label')").hasPrefix("conv1 2"))
      try browser.press(Key.enter)
      try browser.wait("document.getElementById('viewer').dataset.ready")
      #expect(try browser.text("document.getElementById('viewer').dataset.channel") == "2")
      try browser.press("]")
      #expect(try browser.text("document.getElementById('viewer').dataset.channel") == "3")
      _ = try browser.value("document.querySelectorAll('.map-room')[1].focus()")
      try browser.press(Key.right, Key.down, Key.down)
      // The first key chooses the first value; each is explained when the page gets to it.
      try browser.wait(
        "document.querySelector('#calculation .result')?.textContent.startsWith('conv1 3 at row 2, column 0 = ')"
      )
      try browser.press(Key.escape)
      #expect(try browser.text("document.getElementById('viewer').hidden") == "true")
      #expect(try browser.text("\(focused).classList.contains('cell')") == "true")
    }
    #expect(complaints == [])
  }

  @Test("the pixel under the pointer is explained, and its window marked on the input")
  func pointing() throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      _ = try browser.value("view.openItem(1)")
      try browser.wait("document.getElementById('viewer').dataset.ready")
      let box = try browser.numbers(
        "(({ x, y, width, height }) => [x, y, width, height])(document.querySelectorAll('.map-room')[1].getBoundingClientRect())"
      )
      // 18 by 18 values; the middle of the one in row 4 and column 9.
      try browser.point(x: box[0] + box[2] * 9.5 / 18, y: box[1] + box[3] * 4.5 / 18)
      try browser.wait("document.querySelector('#calculation .result')")
      #expect(
        try browser.text("document.querySelector('#calculation .result').textContent")
          .hasPrefix("conv1 1 at row 4, column 9 = "))
      let mark = "document.querySelector('.map-room .mark').style"
      #expect(try browser.text("\(mark).left + ' ' + \(mark).top") == "45% 20%")
      #expect(try browser.text("\(mark).width") == "15%")
      _ = try browser.value("document.getElementById('beside').click()")
      #expect(
        try browser.number("document.querySelectorAll('.pane canvas, .pane img').length") == 3
      )
    }
    #expect(complaints == [])
  }

  @Test(
    "dark and light, by the system and by the reader, with enough contrast",
    arguments: [true, false])
  func themes(isDark: Bool) throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html"), isDark: isDark) {
      browser in
      let theme = "document.documentElement.dataset.theme"
      #expect(try browser.text(theme) == (isDark ? "dark" : "light"))
      for _ in 0..<2 {
        let worst = try browser.number(Self.worstContrast)
        #expect(worst >= 4.5)
        try browser.press("t")
      }
      try browser.press("t")
      #expect(try browser.text(theme) == (isDark ? "light" : "dark"))
    }
    #expect(complaints == [])
  }

  @Test("an input that is too large for the page keeps its pictures, and the reason is told")
  func largeInput() throws {
    let results = try Results()
    try results.picture("a.png", width: 1200, height: 1000)
    // The mean makes 32-bit values of the samples: 14.4 megabytes.
    let pipeline =
      "{ input: { mean: 0.5 }, steps: [{ name: 'pool', max: { extent: 50 } }], export: { forms: ['png'] } }"
    try results.write(Array(pipeline.utf8), "p.json5")
    try results.run("run", "p.json5", "a.png", "-o", "out", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      _ = try browser.value("view.openItem(1)")
      try browser.wait("document.getElementById('viewer').dataset.ready")
      #expect(
        try browser.texts("#calculation") == [
          "The window cannot be computed here: this input has more values than a page should load."
        ])
      try browser.wait("document.querySelector('.panes img').naturalWidth > 0")
    }
    #expect(complaints == [])
  }

  /// The least contrast (WCAG 2.2, 1.4.3) of the colours of text on the grounds that they stand on.
  private static let worstContrast = """
    (() => {
      const style = getComputedStyle(document.documentElement);
      const luminance = (name) => {
        const hex = style.getPropertyValue('--' + name).trim().slice(1);
        const levels = [0, 2, 4].map((start) => parseInt(hex.slice(start, start + 2), 16) / 255)
          .map((level) => (level <= 0.04045 ? level / 12.92 : ((level + 0.055) / 1.055) ** 2.4));
        return 0.2126 * levels[0] + 0.7152 * levels[1] + 0.0722 * levels[2];
      };
      const pairs = ['ground', 'panel', 'raised'].flatMap((ground) => ['ink', 'quiet', 'accent', 'error'].map((ink) => [ink, ground]));
      return Math.min(...[...pairs, ['on-accent', 'accent']].map(([ink, ground]) => {
        const [low, high] = [luminance(ink), luminance(ground)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
      }));
    })()
    """

  @Test("57,600 maps: only the visible ones are in the document, and sorting stays quick")
  func many() throws {
    let results = try Results()
    var generator = SystemRandomNumberGenerator()
    let channels = Array(0..<96)
    func numbers() -> String {
      channels.map { _ in "\(Int.random(in: -999...999, using: &generator))" }.joined(
        separator: ",")
    }
    let list = channels.map(String.init).joined(separator: ",")
    let images = (0..<150).map { image in
      let maps = (0..<4).map { step in
        #"{"step":\#(step),"shape":[96,55,55],"channels":[\#(list)],"min":[\#(numbers())],"#
          + #""max":[\#(numbers())],"mean":[\#(numbers())],"zeros":[\#(numbers())],"arrays":[]}"#
      }
      return
        #"{"name":"\#(image).png","folder":"\#(image).png","maps":[\#(maps.joined(separator: ","))]}"#
    }
    let steps = ["conv1", "relu1", "norm1", "pool1"].map {
      #"{"name":"\#($0)","kind":"relu","inputs":[-1],"note":""}"#
    }
    let json =
      #"{"head":{"kind":"maps","subject":"many","command":"","steps":[\#(steps.joined(separator: ","))]},"#
      + #""images":[\#(images.joined(separator: ","))]}"#
    let document = PageDocument(title: "many")
    try results.write(
      document.start + PageDocument.escapedForPage(json) + document.end, "index.html")
    let complaints = try Browser.open(results.url("index.html")) { browser in
      _ = try browser.value("(view.state.image = -1, view.state.step = -1, view.update())")
      #expect(try browser.texts("#count") == ["57,600 maps"])
      let elements = "document.querySelectorAll('*').length"
      #expect(try browser.number(elements) < 1500)
      let milliseconds = try browser.number(
        "(() => { const start = performance.now(); view.sort.value = 'mean'; view.update(); return performance.now() - start; })()"
      )
      #expect(milliseconds < 2000)
      _ = try browser.value("view.grid.focus()")
      try browser.press(Key.end)
      #expect(try browser.number("view.grid.active") == 57599)
      #expect(try browser.number(elements) < 1500)
    }
    // The pictures of this page do not exist.
    #expect(complaints.filter { !$0.contains("ERR_FILE_NOT_FOUND") } == [])
  }
}
