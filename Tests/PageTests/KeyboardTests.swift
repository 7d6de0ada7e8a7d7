import Foundation
import Testing

/// Keys alone do everything, and every view fits windows from a telephone's to a large screen's.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct KeyboardTests {
  /// A folder of maps, of filtered pictures, a lab and a comparison.
  private func makeAll() throws -> Results {
    let results = try Results()
    try results.picture("in/a.png", width: 20, height: 16)
    try results.picture("in/b.png", width: 20, height: 16, seed: 2)
    try results.weights("w.safetensors", shape: [6, 3, 5, 5])
    try results.run(
      "maps", "in", "-m", "first-layer", "-w", "w.safetensors", "--channel-order", "rgb", "-o",
      "maps", "-q")
    try results.run("filter", "in", "-k", "sobel", "--page", "-o", "filter", "-q")
    try results.run("lab", "in", "-o", "lab", "-q")
    let comparison = ["--no-families", "-k", "sobel-x", "-k", "box3", "-q"]
    try results.run(
      ["compare", "-w", "w.safetensors", "-o", "other"] + comparison)
    try results.run(
      ["compare", "in", "-w", "w.safetensors", "--beside", "other", "-o", "compare"] + comparison)
    try results.explanations()
    return results
  }

  /// Opens a view of a page.
  private struct View {
    let page: String
    let name: String
    let open: (Browser) throws -> Void
  }

  private var views: [View] {
    func viewer(_ browser: Browser) throws {
      _ = try browser.value("view.openItem(0)")
      try browser.wait("document.getElementById('viewer').dataset.ready === 'a.png'")
      _ = try browser.value("view.viewer.choose(view.viewer.panes[0], 3, 4)")
      try browser.wait("document.querySelector('.tiles')")
    }
    func bank(_ browser: Browser) throws { try browser.wait("view.bank") }
    return [
      View(page: "maps", name: "maps") { _ in },
      View(page: "maps", name: "a map") { try viewer($0) },
      View(page: "maps", name: "edit and paint") { browser in
        try viewer(browser)
        try browser.press("e", "i")
      },
      View(page: "maps", name: "network") { browser in
        try browser.press("g")
        try browser.wait("view.graph.network")
      },
      View(page: "maps", name: "chain") { browser in
        try browser.press("c")
        try browser.wait("view.chain.host.dataset.ready")
      },
      View(page: "filter", name: "filtered") { _ in },
      View(page: "filter", name: "a filtered picture") { try viewer($0) },
      View(page: "lab", name: "lab") { browser in
        try browser.wait("view.host.dataset.computed")
        _ = try browser.value("view.choose(3, 4)")
      },
      View(page: "lab", name: "painted lab") { browser in
        try browser.wait("view.host.dataset.computed")
        try browser.press("i")
        _ = try browser.value("(view.choose(3, 4), view.figure.room.focus())")
        try browser.press(Key.right, Key.enter)
        try browser.wait("!document.getElementById('save-picture').hidden")
      },
      View(page: "compare", name: "beside") { browser in
        try bank(browser)
        _ = try browser.value(
          "(view.besideButton.click(), document.querySelector('.beside details').open = true)")
      },
      View(page: "compare", name: "a filter of each") { browser in
        try bank(browser)
        _ = try browser.value("view.openFilter(view.filters[1], view.other.filters[2])")
        try browser.wait("view.detail.network && document.querySelector('#correlation data')")
      },
      View(page: "why", name: "explained") { browser in
        try browser.wait("view.host.dataset.ready")
      },
      View(page: "misled", name: "misled") { browser in
        try browser.wait("view.host.dataset.ready")
      },
      View(page: "compare", name: "cards") { try bank($0) },
      View(page: "compare", name: "scatter") { browser in
        try bank(browser)
        _ = try browser.value("view.scatterButton.click()")
      },
      View(page: "compare", name: "table") { browser in
        try bank(browser)
        _ = try browser.value("view.form.click()")
      },
      View(page: "compare", name: "a filter") { browser in
        try bank(browser)
        _ = try browser.value("view.openFilter(view.filters[1])")
        try browser.wait("view.detail.network && document.querySelector('#correlation data')")
        _ = try browser.value("view.detail.choose(6, 7)")
      },
    ]
  }

  /// What can be used and is seen, but for what arrow keys go to.
  private static let usable = """
    [...document.querySelectorAll('button, select, input, a[href], summary, [tabindex]')].filter((node) => (
      node.tabIndex >= 0 && !node.disabled && node.checkVisibility() && !node.closest('dialog')))
    """

  @Test("every control of every view is reached with Tab")
  func tab() throws {
    let results = try makeAll()
    for view in views {
      let complaints = try Browser.open(results.url("\(view.page)/index.html")) { browser in
        try view.open(browser)
        _ = try browser.value(
          """
          (() => {
            document.activeElement.blur();
            window.reached = new Set();
            document.addEventListener('focusin', ({ target }) => window.reached.add(target));
          })()
          """)
        let count = Int(try browser.number("\(Self.usable).length"))
        #expect(count > 5, "\(view.name)")
        for _ in 0..<count + 8 { try browser.press(Key.tab) }
        let missed =
          try browser.value(
            "\(Self.usable).filter((node) => !window.reached.has(node)).map(({ outerHTML }) => outerHTML.slice(0, 80))"
          ) as? [String]
        #expect(missed == [], "\(view.name)")
      }
      #expect(complaints == [], "\(view.name)")
    }
  }

  @Test(
    "nothing is cut off, and the document stays small",
    arguments: [(1440, 900), (1280, 720), (1920, 1080), (720, 900), (400, 800)])
  func layouts(width: Int, height: Int) throws {
    let results = try makeAll()
    for view in views {
      let complaints = try Browser.open(results.url("\(view.page)/index.html")) { browser in
        try browser.resize(width: width, height: height)
        try view.open(browser)
        let outside =
          try browser.value(
            """
            (() => {
              const scrolls = (node) => {
                for (let parent = node.parentElement; parent; parent = parent.parentElement) if (getComputedStyle(parent).overflowX !== 'visible') return true;
                return false;
              };
              const found = [...document.querySelectorAll('button, select, input, canvas, h2, p, figure, table')].filter((node) => (
                node.checkVisibility() && !node.closest('.skip, .sr-only, dialog') && !scrolls(node) && node.getBoundingClientRect().right > innerWidth + 1));
              const wide = document.documentElement.scrollWidth > innerWidth ? [`${document.documentElement.scrollWidth} pixels`] : [];
              return [...wide, ...found.map(({ outerHTML }) => outerHTML.slice(0, 80))];
            })()
            """) as? [String]
        #expect(outside == [], "\(view.name)")
        #expect(
          try browser.number("document.querySelectorAll('*').length") < 3000, "\(view.name)")
      }
      #expect(complaints == [], "\(view.name)")
    }
  }

  @Test(
    "a lecture on a comparison: a classic filter slides, is edited, the learned one does, an SVG")
  func comparison() throws {
    let results = try makeAll()
    let complaints = try Browser.open(results.url("compare/index.html")) { browser in
      try browser.resize(width: 1280, height: 720)
      try browser.wait("view.bank")
      func tab(to condition: String) throws {
        for _ in 0..<60 where try browser.value("Boolean(\(condition))") as? Bool != true {
          try browser.press(Key.tab)
        }
        #expect(try browser.value("Boolean(\(condition))") as? Bool == true, "\(condition)")
      }
      try tab(to: "document.activeElement.closest('#grid')")
      try browser.press(Key.right, Key.enter)
      try browser.wait("view.detail.network && document.querySelector('#correlation data')")
      let result = "document.querySelector('#calculation .result')?.textContent"
      try browser.press("h", ".", ".")
      let name = try browser.text("view.filters[1].match.name")
      try browser.wait("\(result)?.startsWith('\(name) at row 0, column 1 = ')")
      // The calculation is the map's value, without the bias of the learned filter.
      let shown = "Number(document.querySelector('#calculation .result data').value)"
      let expected = "responseOf(view.detail.network, 0, view.bank.matches[1])[1]"
      #expect(abs(try browser.number(shown) - browser.number(expected)) < 1e-4)
      try browser.press(" ")
      try browser.wait("view.detail.player.place > 3")
      try browser.press(" ")
      let value = try browser.number(shown)
      try tab(to: "document.activeElement.textContent === 'Negate'")
      try browser.press(Key.enter)
      try browser.wait("\(shown) !== \(value)")
      #expect(abs(try browser.number(shown) + value) < 1e-6 * max(abs(value), 1))
      try browser.wait("location.hash.includes('edit=negate&calculation=handcrafted')")
      _ = try browser.value("location.reload()")
      try browser.wait(
        "document.documentElement.dataset.loaded && view.bank && view.detail.isClassic && \(result)"
      )
      #expect(abs(try browser.number(shown) + value) < 1e-6 * max(abs(value), 1))
      try browser.press("h")
      try browser.wait("\(result).startsWith('conv1 1 at')")
      try browser.press("p")
      let lowest = try browser.number(
        "Math.max(...[...document.querySelectorAll('#calculation .tiles')].map((node) => node.getBoundingClientRect().bottom))"
      )
      #expect(lowest <= 720)
      try browser.press("p")
      _ = try browser.value("(window.saved = [], window.saveFile = (...file) => saved.push(file))")
      try tab(to: "document.activeElement.id === 'take'")
      try browser.press(Key.down)
      try browser.wait("saved.length")
      #expect(try browser.text("saved[0][0]").hasSuffix(".svg"))
      #expect(try browser.text("saved[0][1]").contains("<title>conv1 1 at row"))
    }
    #expect(complaints == [])
  }

  @Test("a lecture with keys alone: slide, edit, chain, network, and back")
  func lecture() throws {
    let results = try makeAll()
    let complaints = try Browser.open(results.url("maps/index.html")) { browser in
      try browser.press("/", "a", ".", "p", "n", "g")
      #expect(try browser.texts("#count") == ["6 maps"])
      try browser.press(Key.escape)
      // From the search to the first thumbnail.
      for _ in 0..<20
      where try browser.value("Boolean(document.activeElement.closest('#grid'))") as? Bool != true {
        try browser.press(Key.tab)
      }
      try browser.press(Key.right, Key.right, Key.enter)
      try browser.wait("document.getElementById('viewer').dataset.ready === 'a.png'")
      for _ in 0..<30
      where try browser.text("document.activeElement.getAttribute('role')") != "application" {
        try browser.press(Key.tab)
      }
      try browser.press(Key.right, Key.right, Key.down)
      let result = "document.querySelector('#calculation .result')?.textContent"
      try browser.wait("\(result)?.startsWith('conv1 2 at row 1, column 1')")
      // A step of the walk.
      try browser.press(".")
      try browser.wait("view.viewer.player.place === 0")
      try browser.press("e")
      let before = try browser.text(result)
      for _ in 0..<40 where try browser.text("document.activeElement.textContent") != "Negate" {
        try browser.press(Key.tab)
      }
      try browser.press(Key.enter)
      try browser.wait("\(result) !== '\(before)'")
      try browser.press("c")
      try browser.wait("view.chain.told.textContent.startsWith('conv1 2 at row 0, column 0')")
      try browser.press(Key.escape, "g")
      try browser.wait("view.room === 'graph'")
      try browser.press("g", Key.escape)
      #expect(
        try browser.text("Boolean(document.activeElement.closest('#grid'))") == "true")
    }
    #expect(complaints == [])
  }
}
