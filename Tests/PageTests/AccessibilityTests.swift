import Foundation
import Testing

/// The checker of accessibility that `Scripts/setup` puts beside what is built.
enum AxeCore {
  static let script = try? String(
    contentsOf: Results.package.appending(path: ".build/axe.min.js"), encoding: .utf8)

  /// What it finds in a view, but for what is minor: the rule, the element and what is wrong.
  static func findings(_ browser: Browser) throws -> [String] {
    _ = try browser.value("(() => { \(script ?? "") ; return true; })()")
    _ = try browser.value(
      """
      axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => {
        window.found = violations.filter(({ impact }) => impact !== 'minor')
          .map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 120)}`);
      })
      """)
    return try browser.value("window.found") as? [String] ?? ["nothing was checked"]
  }
}

/// axe-core finds nothing serious or moderate in any view, light and dark.
@Suite(
  .serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"),
  .enabled(if: AxeCore.script != nil, "axe-core is not installed: Scripts/setup --browser"))
struct AccessibilityTests {
  private func findings(_ browser: Browser) throws -> [String] { try AxeCore.findings(browser) }

  @Test("maps: thumbnails, calculation, presented, network, keys", arguments: [false, true])
  func maps(isDark: Bool) throws {
    let results = try Results()
    try results.picture("in/a.png", width: 16, height: 14)
    try results.picture("in/b.png", width: 16, height: 14)
    try results.weights("w.safetensors", shape: [5, 3, 3, 3])
    try results.run(
      "maps", "in", "-m", "first-layer", "-w", "w.safetensors", "--channel-order", "rgb", "-o",
      "out", "-q")
    let complaints = try Browser.open(results.url("out/index.html"), isDark: isDark) { browser in
      #expect(try findings(browser) == [])
      _ = try browser.value("view.openItem(2)")
      try browser.wait("document.getElementById('viewer').dataset.ready === 'a.png'")
      _ = try browser.value("view.viewer.choose(view.viewer.panes[0], 4, 3)")
      try browser.wait("document.querySelector('.tiles')")
      _ = try browser.value("document.querySelector('details').open = true")
      #expect(try findings(browser) == [])
      try browser.press("p")
      #expect(try findings(browser) == [])
      try browser.press("p", "e", "i")
      #expect(try findings(browser) == [])
      _ = try browser.value("document.activeElement.blur()")
      try browser.press("g")
      #expect(try findings(browser) == [])
      try browser.press("c")
      try browser.wait("view.chain.host.dataset.ready === 'a.png'")
      #expect(try findings(browser) == [])
      _ = try browser.value("help.showModal()")
      #expect(try findings(browser) == [])
    }
    #expect(complaints == [])
  }

  @Test("filters and the lab", arguments: [false, true])
  func filtered(isDark: Bool) throws {
    let results = try Results()
    try results.picture("a.png", width: 16, height: 14)
    try results.run("filter", "a.png", "-k", "sobel", "--page", "-o", "out", "-q")
    try results.run("lab", "a.png", "-o", "lab", "-q")
    var complaints = try Browser.open(results.url("out/index.html"), isDark: isDark) { browser in
      let found = try findings(browser)
      #expect(found == [])
    }
    complaints += try Browser.open(results.url("lab/index.html"), isDark: isDark) { browser in
      try browser.wait("view.host.dataset.computed")
      _ = try browser.value("(view.choose(3, 4), view.type(0, 'x'))")
      #expect(try findings(browser) == [])
      _ = try browser.value("(view.type(0, '1'), view.togglePaint(), view.painter.start([3, 4]))")
      try browser.wait("!document.getElementById('save-picture').hidden")
      #expect(try findings(browser) == [])
    }
    #expect(complaints == [])
  }

  @Test("a comparison: cards, scatter, table, a filter, beside another", arguments: [false, true])
  func comparison(isDark: Bool) throws {
    let results = try Results()
    try results.picture("a.png", width: 16, height: 14)
    try results.weights("w.safetensors", shape: [3, 3, 5, 5])
    let options = ["-w", "w.safetensors", "--no-families", "-k", "sobel-x", "-q"]
    try results.run(["compare", "-o", "other"] + options)
    try results.run(["compare", "a.png", "--beside", "other", "-o", "out"] + options)
    let complaints = try Browser.open(results.url("out/index.html"), isDark: isDark) { browser in
      try browser.wait("view.bank")
      _ = try browser.value("(view.scatterButton.click(), view.chooseHandcrafted(0))")
      #expect(try findings(browser) == [])
      _ = try browser.value("view.form.click()")
      #expect(try findings(browser) == [])
      _ = try browser.value("view.openFilter(view.filters[1])")
      try browser.wait("view.detail.network && document.querySelector('#correlation data')")
      _ = try browser.value("document.querySelector('.patch').click()")
      #expect(try findings(browser) == [])
      _ = try browser.value("(view.closeDetail(), view.besideButton.click())")
      #expect(try findings(browser) == [])
      _ = try browser.value("view.openFilter(view.filters[1], view.other.filters[2])")
      #expect(try findings(browser) == [])
    }
    #expect(complaints == [])
  }

  @Test("what a network says, what misleads it, what it looks for", arguments: [false, true])
  func explained(isDark: Bool) throws {
    let results = try ExplainedResults.make(height: 9)
    try results.run(
      "explain", "a.png", "-m", "net.onnx", "--scale", "0.01", "--method", "gradient", "--curves",
      "-o", "why")
    try results.run("mislead", "a.png", "-m", "net.onnx", "--scale", "0.01", "-o", "misled")
    try results.run(
      "dream", "-m", "net.onnx", "-l", "conv", "--scale", "0.01", "--steps", "1", "--beside",
      "a.png", "-q", "-o", "dreams")
    for folder in ["why", "misled", "dreams"] {
      let page = results.url("\(folder)/index.html")
      let complaints = try Browser.open(page, isDark: isDark) { browser in
        try browser.wait("view.host.dataset.ready")
        #expect(try findings(browser) == [], "\(folder)")
        _ = try browser.value("help.showModal()")
        #expect(try findings(browser) == [], "\(folder)")
      }
      #expect(complaints == [], "\(folder)")
    }
  }
}
