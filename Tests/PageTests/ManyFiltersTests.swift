import ComparisonReports
import Foundation
import Page
import Testing

/// The page of a comparison of a layer with more filters than a document can hold as rows.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct ManyFiltersTests {
  private static let count = 600

  private static let elements = "document.querySelectorAll('*').length"

  private static let focused = "document.activeElement.textContent"

  private func page(of subject: String) -> ComparisonPage {
    let filters = (0..<Self.count).map { number in
      var filter = ComparisonPage.Filter(
        number: number, name: "conv1 \(number)", category: number % 3 == 0 ? "edge" : "other")
      filter.shape = [3, 3, 3]
      filter.weights = PageArray((0..<27).map { sinf(Float($0 * (number + 1))) })
      filter.match = ComparisonPage.Match(
        name: number == 431 ? "a name that is longer than any other" : "box3",
        score: Double(number) / 1000)
      filter.luminance = Double(number % 7) / 7
      filter.orientation = Double(number % 180)
      filter.frequency = Double(number) / 1200
      return filter
    }
    return ComparisonPage(
      head: ComparisonPage.Head(subject: subject, command: "lenslet compare"),
      figures: [ComparisonPage.Figure("filters", "\(Self.count)")], pictures: [], filters: filters)
  }

  private func open(width: Int, height: Int, _ body: (Browser) throws -> Void) throws {
    let results = try Results()
    var page = page(of: "made.safetensors conv1")
    page.beside = ComparisonPage.Beside(page: try self.page(of: "other.safetensors conv1").html())
    try results.write(try page.html(), "index.html")
    let complaints = try Browser.open(results.url("index.html")) { browser in
      try browser.resize(width: width, height: height)
      try body(browser)
    }
    #expect(complaints == [])
  }

  @Test(
    "no view has 3,000 elements, and axe-core finds nothing", arguments: [(1440, 900), (400, 800)])
  func elements(width: Int, height: Int) throws {
    try open(width: width, height: height) { browser in
      let views = [
        "cards": "true", "table": "view.form.click()", "table, scatter": "view.toggleScatter()",
        "scatter": "view.form.click()", "beside": "view.besideButton.click()",
        "filter": "view.openFilter(view.filters[500])",
        "two filters": "view.detail.beside('other 7')",
      ]
      for name in [
        "cards", "table", "table, scatter", "scatter", "beside", "filter", "two filters",
      ] {
        _ = try browser.value("(\(views[name] ?? ""), true)")
        // What is seen is laid out before the next frame.
        _ = try browser.value(
          "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        #expect(try browser.number(Self.elements) < 3000, "\(name)")
        if AxeCore.script != nil {
          #expect(try AxeCore.findings(browser) == [], "\(name)")
        }
      }
    }
  }

  @Test(
    "the table is walked and sorted by keys, keeps its size and the focus",
    arguments: [(1440, 900), (400, 800)])
  func table(width: Int, height: Int) throws {
    try open(width: width, height: height) { browser in
      _ = try browser.value("view.form.click()")
      let size = "[view.table.table.offsetWidth, view.table.table.offsetHeight]"
      let sizes = try browser.numbers(size)
      let head = try browser.number("view.table.head.offsetHeight")
      #expect(abs(sizes[1] - head - 600 * 44) <= 1)
      _ = try browser.value("view.table.button(0).focus()")
      try browser.press(Key.end)
      #expect(try browser.text(Self.focused) == "conv1 599")
      #expect(try browser.numbers(size) == sizes)
      // A row that has the focus stays in the document wherever the table is scrolled to.
      _ = try browser.value("view.table.host.scrollTop = 9000")
      try browser.wait("[...view.table.cells.keys()].includes(210)")
      #expect(try browser.text(Self.focused) == "conv1 599")
      #expect(try browser.numbers(size) == sizes)
      try browser.press(Key.up, Key.pageUp, Key.pageDown, Key.down)
      #expect(try browser.text(Self.focused) == "conv1 599")
      // It is seen, below the head and above the end of what scrolls.
      let room = try browser.numbers(
        """
        (() => {
          const [row, host] = [document.activeElement, view.table.host].map((node) => node.getBoundingClientRect());
          return [row.top - host.top - view.table.head.offsetHeight, host.bottom - row.bottom];
        })()
        """)
      #expect(room.allSatisfy { $0 > -1 })
      try browser.press(Key.home, Key.down, Key.enter)
      #expect(try browser.texts("#viewer h2") == ["conv1 1"])
      try browser.press(Key.escape)
      #expect(try browser.text(Self.focused) == "conv1 1")
      // By score, the greatest first.
      _ = try browser.value("document.querySelectorAll('#table thead button')[2].focus()")
      try browser.press(Key.enter, Key.enter)
      #expect(try browser.text(Self.focused) == "Best match ↓")
      #expect(
        try browser.texts("#table tbody tr[aria-rowindex=\"2\"] td:nth-child(3)") == ["box3 0.599"])
      #expect(try browser.text("view.table.table.getAttribute('aria-rowcount')") == "601")
      _ = try browser.value("(view.search.value = 'longer edge', view.update())")
      #expect(try browser.texts("#table tbody th") == [])
      _ = try browser.value("(view.search.value = 'longer', view.update())")
      #expect(try browser.texts("#table tbody th") == ["conv1 431"])
    }
  }

  @Test("a second filter is found by what is typed, where a list of all would be long")
  func second() throws {
    try open(width: 1440, height: 900) { browser in
      _ = try browser.value("view.openFilter(view.filters[500])")
      _ = try browser.value("document.querySelector('[aria-label=\"second filter\"]').focus()")
      try browser.press("c", "o", "n", "v", "1", " ", "4", "3", "1", ",")
      #expect(
        try browser.value(
          "[...document.querySelectorAll('datalist option')].map(({ value }) => value)")
          as? [String] == ["conv1 431, other", "conv1 431, other, of other.safetensors conv1"])
      try browser.press(Key.enter)
      #expect(try browser.texts("#viewer h2") == ["conv1 500 and conv1 431"])
      #expect(
        try browser.text("document.activeElement.value") == "conv1 431, other")
      _ = try browser.value("document.activeElement.select()")
      try browser.press("x", "y", "z", Key.enter)
      #expect(try browser.texts("#viewer h2") == ["conv1 500"])
    }
  }
}
