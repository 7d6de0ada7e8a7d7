import ComparisonReports
import Foundation
import Page
import Testing

/// The page of a comparison, of filters that are made up.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct ComparisonPageTests {
  private func makePage() throws -> Results {
    let results = try Results()
    let filters = (0..<6).map { number in
      var filter = ComparisonPage.Filter(
        number: number, name: "conv1 \(number)", category: number < 4 ? "oriented edge" : "dead")
      filter.shape = [3, 5, 5]
      filter.weights = PageArray((0..<75).map { sinf(Float($0 * (number + 1))) })
      if number < 4 {
        filter.match = ComparisonPage.Match(
          name: "gabor <b>\(number)", score: 0.95 - 0.1 * Double(number))
        filter.gabor = ComparisonPage.Gabor(
          rSquared: 0.9, x: 2, y: 2, orientation: 45, wavelength: 4, phase: 90, sigmaAlong: 1,
          sigmaAcross: 2)
        filter.luminance = 0.25 * Double(number)
        filter.orientation = 30 * Double(number)
      }
      return filter
    }
    let page = ComparisonPage(
      head: ComparisonPage.Head(subject: "made.safetensors conv1", command: "lenslet compare"),
      figures: [ComparisonPage.Figure("filters", "6")], pictures: [], filters: filters)
    try results.write(try page.html(), "index.html")
    return results
  }

  @Test("cards and table are sorted and filtered by class, score and other figures")
  func sorting() throws {
    let results = try makePage()
    let complaints = try Browser.open(results.url("index.html")) { browser in
      let cards = "#grid .caption strong"
      #expect(try browser.texts(cards) == (0..<6).map { "conv1 \($0)" })
      _ = try browser.value(
        "(document.getElementById('sort').value = 'score', view.update())")
      // Filters without a match come last.
      #expect(
        try browser.texts(cards) == [3, 2, 1, 0, 4, 5].map { "conv1 \($0)" })
      _ = try browser.value(
        "(document.getElementById('low').value = '0.8', view.property.value = 'score', view.update())"
      )
      #expect(try browser.texts(cards) == ["conv1 1", "conv1 0"])
      _ = try browser.value(
        "(document.getElementById('low').value = '', view.state.category = 'dead', view.update())")
      #expect(try browser.texts("#count") == ["2 filters"])
      _ = try browser.value("document.getElementById('form').click()")
      #expect(try browser.texts("#table tbody th") == ["conv1 4", "conv1 5"])
    }
    #expect(complaints == [])
  }

  @Test("two filters side by side, and names that stay text")
  func sideBySide() throws {
    let results = try makePage()
    let complaints = try Browser.open(results.url("index.html")) { browser in
      _ = try browser.value("view.grid.focus()")
      try browser.press(Key.right, Key.enter)
      #expect(try browser.texts("#viewer h2") == ["conv1 1"])
      _ = try browser.value("view.detail.beside('3')")
      #expect(try browser.texts("#viewer h2") == ["conv1 1 and conv1 3"])
      #expect(
        try browser.number("document.querySelectorAll('.filter canvas.tiles').length") == 6)
      #expect(
        try browser.text(
          "document.getElementById('viewer').textContent.includes('gabor <b>1 0.85')")
          == "true")
      #expect(try browser.number("document.querySelectorAll('#viewer b').length") == 0)
      try browser.press(Key.escape)
      #expect(try browser.text("document.getElementById('viewer').hidden") == "true")
    }
    #expect(complaints == [])
  }

  @Test(
    "two comparisons side by side: figures of both, pairs that are most alike, a filter of each")
  func beside() throws {
    let results = try Results()
    try results.weights("w.safetensors", shape: [4, 3, 3, 3])
    try results.weights("longer.safetensors", shape: [6, 3, 3, 3])
    let options = ["--no-families", "-k", "sobel-x", "-q", "-o"]
    try results.run(["compare", "-w", "longer.safetensors"] + options + ["other <i>"])
    try results.run(
      ["compare", "-w", "w.safetensors", "--beside", "other <i>"] + options + ["out"])
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try browser.wait("view.bank")
      _ = try browser.value("document.getElementById('beside-button').click()")
      try browser.wait("location.hash === '#as=beside'")
      #expect(
        try browser.texts(".beside thead th") == [
          "Figure", "w.safetensors, conv1", "longer.safetensors, conv1",
        ])
      #expect(try browser.texts(".beside tbody tr:first-child > *") == ["filters", "4", "6"])
      // The numbers of both files begin alike, so that each has itself beside it.
      #expect(
        try browser.texts("#pairs .of").map { String($0.prefix(8)) }
          == (0..<4).map { "conv1 \($0)," })
      #expect(
        try browser.numbers("view.besideView.pairs.map(({ score }) => score)")
          .allSatisfy { abs($0 - 1) < 1e-6 })
      _ = try browser.value("view.besideView.grid.focus()")
      try browser.press(Key.right, Key.enter)
      #expect(
        try browser.texts("#viewer h2") == ["conv1 1 and conv1 1 of longer.safetensors, conv1"])
      try browser.wait("location.hash === '#filter=conv1%201&other=conv1%201'")
      _ = try browser.value("location.reload()")
      try browser.wait("document.documentElement.dataset.loaded === 'yes'")
      #expect(try browser.number("document.querySelectorAll('.filter').length") == 2)
      #expect(try browser.number("document.querySelectorAll('main i').length") == 0)
      try browser.press(Key.escape)
      try browser.wait("!view.browser.hidden")
    }
    #expect(complaints == [])
  }

  @Test("the focus stays when a class is chosen, the table sorted, and a filter closed")
  func focus() throws {
    let results = try makePage()
    let complaints = try Browser.open(results.url("index.html")) { browser in
      let focused = "document.activeElement.textContent"
      _ = try browser.value("document.querySelectorAll('.layer')[1].focus()")
      try browser.press(Key.enter)
      #expect(try browser.text(focused) == "oriented edge 4")
      _ = try browser.value("document.getElementById('form').click()")
      _ = try browser.value("document.querySelectorAll('#table th button')[2].focus()")
      try browser.press(Key.enter)
      #expect(try browser.text(focused) == "Best match ↑")
      try browser.press(Key.enter)
      #expect(try browser.text(focused) == "Best match ↓")
      _ = try browser.value("document.querySelectorAll('#table .open')[2].focus()")
      try browser.press(Key.enter, Key.escape)
      #expect(try browser.text(focused) == "conv1 2")
    }
    #expect(complaints == [])
  }

  @Test("what 'lenslet compare' writes opens, and its window sums to what 'lenslet maps' writes")
  func written() throws {
    let results = try Results()
    try results.picture("a<b>.png", width: 23, height: 18)
    try results.weights("w.safetensors", shape: [4, 3, 5, 5])
    let options = ["a<b>.png", "-w", "w.safetensors", "--stride", "2", "--mean", "120", "-q"]
    try results.run(["compare"] + options + ["-o", "out"])
    try results.run(
      ["maps"] + options + ["-m", "first-layer", "-l", "conv1", "--form", "npy", "-o", "maps"])
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      #expect(try browser.texts("#count") == ["4 filters"])
      _ = try browser.value("view.grid.focus()")
      try browser.press(Key.right, Key.right, Key.enter)
      #expect(try browser.texts("#viewer h2") == ["conv1 2"])
      #expect(try browser.number("document.querySelectorAll('b').length") == 0)
      try browser.wait("view.detail.network")
      let (shape, values) = try results.array("maps/a<b>.png/conv1.npy")
      #expect(shape == [4, 7, 10])
      for (row, column) in [(0, 0), (3, 4), (6, 9)] {
        let shown = try browser.number(
          "view.detail.network.explain(0, 2, \(row), \(column)).value")
        let expected = values[(2 * 7 + row) * 10 + column]
        #expect(abs(shown - expected) < 1e-5 * max(abs(expected), 10), "\(row) \(column)")
      }
    }
    #expect(complaints == [])
  }

  /// A comparison of four filters with kernels alone, on a picture.
  private func makeComparison() throws -> Results {
    let results = try Results()
    try results.picture("a.png", width: 23, height: 18)
    try results.weights("w.safetensors", shape: [4, 3, 5, 5])
    let options = ["a.png", "-w", "w.safetensors", "--stride", "2", "--mean", "120", "-q"]
    try results.run(
      ["compare"] + options
        + ["--no-families", "-k", "box3", "-k", "sobel-x", "-k", "identity", "-o", "out"])
    try results.run(
      ["maps"] + options + ["-m", "first-layer", "-l", "conv1", "--form", "npy", "-o", "maps"])
    return results
  }

  @Test("a rectangle of the scatter and a handcrafted filter choose and sort the cards")
  func scatter() throws {
    let results = try makeComparison()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try browser.wait("view.bank")
      let cards = "#grid .caption strong"
      let luminance = try browser.numbers("view.filters.map((filter) => filter.luminance)")
      let order = luminance.indices.sorted { luminance[$0] < luminance[$1] }
      // From the left edge to between the second and the third.
      let bound = (luminance[order[1]] + luminance[order[2]]) / 2
      _ = try browser.value(
        """
        (() => {
          view.scatterButton.click();
          Object.assign(view.scatter, { x: 'luminance', y: 'redGreen' });
          view.update();
          const { canvas, valueAt, placeOf } = view.scatter;
          const right = placeOf([\(bound), 0])[0];
          const at = (type, [x, y]) => {
            const box = canvas.getBoundingClientRect();
            canvas.dispatchEvent(new PointerEvent(type, { clientX: box.left + x, clientY: box.top + y, pointerId: 1, button: 0 }));
          };
          canvas.setPointerCapture = () => {};
          at('pointerdown', [1, 1]);
          at('pointermove', [right, 50]);
          at('pointerup', [right, canvas.clientHeight - 1]);
        })()
        """)
      #expect(
        Set(try browser.texts(cards)) == Set(order.prefix(2).map { "conv1 \($0)" }))
      try browser.wait("location.hash.includes('scatter=luminance,redGreen&region=')")
      _ = try browser.value("location.reload()")
      try browser.wait("document.documentElement.dataset.loaded && view.bank")
      #expect(try browser.texts("#count") == ["2 filters"])
      _ = try browser.value("document.getElementById('scatter-clear').click()")
      #expect(try browser.texts("#count") == ["4 filters"])
      // With keys alone a filter is found and opened.
      _ = try browser.value("view.scatter.canvas.focus()")
      try browser.press(Key.right, Key.enter)
      #expect(try browser.text("view.detail.host.hidden") == "false")
      try browser.press(Key.escape)
      // Nearest to a handcrafted one first, whatever the sign.
      let names =
        try browser.value("view.bank.filters.map(({ name }) => name)") as? [String] ?? []
      let number = try #require(names.firstIndex(of: "sobel-x"))
      let record =
        try JSONSerialization.jsonObject(with: Data(contentsOf: results.url("out/compare.json")))
        as? [String: Any]
      let scores = (record?["bankScores"] as? [[Double]] ?? []).map { abs($0[number]) }
      _ = try browser.value(
        "(view.nearest.value = '\(number)', view.nearest.dispatchEvent(new Event('change')))")
      #expect(
        try browser.texts(cards)
          == scores.indices.sorted { scores[$0] > scores[$1] }.map { "conv1 \($0)" })
      #expect(try browser.texts("#grid .of").allSatisfy { $0.hasPrefix("sobel-x, ") })
    }
    #expect(complaints == [])
  }

  @Test("responses of both filters with their correlation, and a patch that leads to its place")
  func responses() throws {
    let results = try makeComparison()
    let samples = try results.samples("a.png").map(Double.init)
    let (_, values) = try results.array("maps/a.png/conv1.npy")
    let learned = Array(values[70..<140])
    // The identity over the middle of 5 x 5 sees the colours of one pixel, two from the corner.
    let seen = (0..<70).map { place in
      let pixel = (2 * (place / 10) + 2) * 23 + 2 * (place % 10) + 2
      return samples[3 * pixel] + samples[3 * pixel + 1] + samples[3 * pixel + 2]
    }
    func centred(_ list: [Double]) -> [Double] {
      let mean = list.reduce(0, +) / Double(list.count)
      return list.map { $0 - mean }
    }
    func product(_ left: [Double], _ right: [Double]) -> Double {
      zip(centred(left), centred(right)).map(*).reduce(0, +)
    }
    let expected =
      product(learned, seen)
      / (product(learned, learned) * product(seen, seen)).squareRoot()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try browser.wait("view.bank")
      _ = try browser.value("view.openFilter(view.filters[1])")
      try browser.wait("view.detail.network && document.querySelector('#correlation data')")
      _ = try browser.value(
        "view.detail.pick(view.bank.filters.findIndex(({ name }) => name === 'identity'))")
      let shown = try browser.number("Number(document.querySelector('#correlation data').value)")
      #expect(abs(shown - expected) < 1e-5)
      _ = try browser.value("document.querySelector('.patch').click()")
      try browser.wait("document.querySelector('#calculation [data-name=value]')")
      let strongest = try #require(learned.indices.max { learned[$0] < learned[$1] })
      #expect(
        try browser.numbers("view.detail.output") == [
          Double(strongest / 10), Double(strongest % 10),
        ])
      let value = try browser.number(
        "Number(document.querySelector('#calculation [data-name=value]').value)")
      #expect(abs(value - learned[strongest]) < 1e-4 * abs(learned[strongest]))
    }
    #expect(complaints == [])
  }
}
