import Files
import Foundation
import Reports
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
  func names() async throws {
    let results = try makeMaps()
    let complaints = try await Browser.open(results.url("out/index.html")) { browser in
      #expect(try await browser.texts("#images .text").contains(Self.hostile))
      #expect(try await browser.number("document.querySelectorAll('img[src=x]').length") == 0)
      #expect(try await browser.number("document.scripts.length") > 2)
      // The first picture's name comes first: its maps are shown, and loaded.
      try await browser.wait(
        "[...document.querySelectorAll('#grid img')].length === 4 && [...document.querySelectorAll('#grid img')].every((image) => image.naturalWidth > 0)"
      )
      _ = try await browser.value("view.openItem(0)")
      try await browser.wait("document.querySelector('#viewer canvas')")
      #expect(try await browser.texts("#viewer-title") == [Self.hostile])
    }
    #expect(complaints == [])
  }

  @Test("sorting and filtering change what is shown")
  func sorting() async throws {
    let results = try makeMaps()
    let complaints = try await Browser.open(results.url("out/index.html")) { browser in
      let shown = "#grid .caption strong"
      #expect(try await browser.texts(shown) == (0..<4).map { "conv1 \($0)" })
      func choose(_ id: String, _ value: String) async throws {
        _ = try await browser.value(
          "(document.getElementById('\(id)').value = '\(value)', document.getElementById('\(id)').dispatchEvent(new Event(document.getElementById('\(id)').tagName === 'SELECT' ? 'change' : 'input')))"
        )
      }
      try await choose("sort", "mean")
      let means = try await browser.numbers("view.items.map((item) => view.valueOf(item, 'mean'))")
      #expect(means == means.sorted() && Set(means).count == 4)
      let rising = try await browser.texts(shown)
      _ = try await browser.value("document.getElementById('order').click()")
      #expect(try await browser.texts(shown) == rising.reversed())
      try await choose("property", "mean")
      try await choose("low", "\((means[1] + means[2]) / 2)")
      #expect(try await browser.texts("#count") == ["2 maps"])
      #expect(try await browser.texts(shown) == Array(rising.reversed().prefix(2)))
      try await choose("low", "")
      // A search looks at all inputs and layers.
      _ = try await browser.value("document.querySelector('.layer').click()")
      try await choose("search", "b.png relu")
      #expect(try await browser.texts("#count") == ["4 maps"])
      #expect(Set(try await browser.texts("#grid .of")) == ["b.png"])
      #expect(try await browser.texts("#images .text").last == "b.png")
    }
    #expect(complaints == [])
  }

  @Test("everything can be reached with keys")
  func keys() async throws {
    let results = try makeMaps()
    let complaints = try await Browser.open(results.url("out/index.html")) { browser in
      let focused = "document.activeElement"
      try await browser.press("/")
      #expect(try await browser.text("\(focused).id") == "search")
      #expect(try await browser.text("document.getElementById('search').value") == "")
      try await browser.press(Key.escape)
      try await browser.press("?")
      #expect(try await browser.text("document.getElementById('help').open") == "true")
      try await browser.press(Key.escape)
      #expect(try await browser.text("document.getElementById('help').open") == "false")
      _ = try await browser.value("view.grid.focus()")
      try await browser.press(Key.right, Key.right)
      #expect(try await browser.text("\(focused).getAttribute('aria-label')").hasPrefix("conv1 2"))
      try await browser.press(Key.enter)
      try await browser.wait("document.getElementById('viewer').dataset.ready")
      #expect(try await browser.text("document.getElementById('viewer').dataset.channel") == "2")
      try await browser.press("]")
      #expect(try await browser.text("document.getElementById('viewer').dataset.channel") == "3")
      _ = try await browser.value("document.querySelectorAll('.map-room')[1].focus()")
      try await browser.press(Key.right, Key.down, Key.down)
      try await browser.wait("document.querySelector('#calculation .result')")
      #expect(
        try await browser.text("document.querySelector('#calculation .result').textContent")
          .hasPrefix("conv1 3 at row 2, column 0 = "))
      try await browser.press(Key.escape)
      #expect(try await browser.text("document.getElementById('viewer').hidden") == "true")
      #expect(try await browser.text("\(focused).classList.contains('cell')") == "true")
    }
    #expect(complaints == [])
  }

  @Test("the pixel under the pointer is explained, and its window marked on the input")
  func pointing() async throws {
    let results = try makeMaps()
    let complaints = try await Browser.open(results.url("out/index.html")) { browser in
      _ = try await browser.value("view.openItem(1)")
      try await browser.wait("document.getElementById('viewer').dataset.ready")
      let box = try await browser.numbers(
        "(({ x, y, width, height }) => [x, y, width, height])(document.querySelectorAll('.map-room')[1].getBoundingClientRect())"
      )
      // 18 by 18 values; the middle of the one in row 4 and column 9.
      try await browser.point(x: box[0] + box[2] * 9.5 / 18, y: box[1] + box[3] * 4.5 / 18)
      try await browser.wait("document.querySelector('#calculation .result')")
      #expect(
        try await browser.text("document.querySelector('#calculation .result').textContent")
          .hasPrefix("conv1 1 at row 4, column 9 = "))
      let mark = "document.querySelector('.map-room .mark').style"
      #expect(try await browser.text("\(mark).left + ' ' + \(mark).top") == "45% 20%")
      #expect(try await browser.text("\(mark).width") == "15%")
      _ = try await browser.value("document.getElementById('beside').click()")
      #expect(
        try await browser.number("document.querySelectorAll('.pane canvas, .pane img').length") == 3
      )
    }
    #expect(complaints == [])
  }

  @Test(
    "dark and light, by the system and by the reader, with enough contrast",
    arguments: [true, false])
  func themes(isDark: Bool) async throws {
    let results = try makeMaps()
    let complaints = try await Browser.open(results.url("out/index.html"), isDark: isDark) {
      browser in
      let theme = "document.documentElement.dataset.theme"
      #expect(try await browser.text(theme) == (isDark ? "dark" : "light"))
      for _ in 0..<2 {
        let worst = try await browser.number(Self.worstContrast)
        #expect(worst >= 4.5)
        try await browser.press("t")
      }
      try await browser.press("t")
      #expect(try await browser.text(theme) == (isDark ? "light" : "dark"))
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
  func many() async throws {
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
      #"{"name":"\#($0)","kind":"relu","from":-1,"note":""}"#
    }
    let json =
      #"{"head":{"kind":"maps","subject":"many","command":"","steps":[\#(steps.joined(separator: ","))]},"#
      + #""images":[\#(images.joined(separator: ","))]}"#
    let document = PageDocument(title: "many")
    try results.write(
      document.start + PageDocument.escapedForPage(json) + document.end, "index.html")
    let complaints = try await Browser.open(results.url("index.html")) { browser in
      _ = try await browser.value("(view.state.image = -1, view.state.step = -1, view.update())")
      #expect(try await browser.texts("#count") == ["57,600 maps"])
      let elements = "document.querySelectorAll('*').length"
      #expect(try await browser.number(elements) < 1500)
      let milliseconds = try await browser.number(
        "(() => { const start = performance.now(); view.sort.value = 'mean'; view.update(); return performance.now() - start; })()"
      )
      #expect(milliseconds < 2000)
      _ = try await browser.value("view.grid.focus()")
      try await browser.press(Key.end)
      #expect(try await browser.number("view.grid.active") == 57599)
      #expect(try await browser.number(elements) < 1500)
    }
    // The pictures of this page do not exist.
    #expect(complaints.filter { !$0.contains("ERR_FILE_NOT_FOUND") } == [])
  }
}
