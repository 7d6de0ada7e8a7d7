import Foundation
import Testing

/// What is looked at on the pages of 'explain', 'mislead' and 'dream' stands in their address.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct ExplanationAddressTests {
  private static let loaded = "document.documentElement.dataset.loaded === 'yes'"

  private static let focused = "document.activeElement.textContent"

  private func makeResults() throws -> Results {
    let results = try ExplainedResults.make()
    try results.picture("b 2.png", width: 9, height: 8, seed: 4)
    return results
  }

  @Test("explained: picture, class, pixel and what lies beneath; back, reload, a copied link")
  func explain() throws {
    let results = try makeResults()
    try results.run(
      "explain", "a.png", "b 2.png", "-m", "net.onnx", "--scale", "0.01", "--method", "gradient",
      "--class", "0", "--class", "2", "-o", "why")
    let page = results.url("why/index.html")
    let complaints = try Browser.open(page) { browser in
      try browser.wait("view.host.dataset.ready === 'a.png 0'")
      _ = try browser.value("view.canvases[1].canvas.canvas.focus()")
      try browser.press(Key.right, Key.down)
      let readings = try browser.texts(".reading")
      #expect(readings.count == 2 && readings.allSatisfy { $0.hasPrefix("5,5: ") })
      try browser.wait("location.hash === '#picture=a.png&class=0&at=5,5'")
      try browser.press("c")
      try browser.wait("location.hash === '#picture=a.png&class=2&at=5,5'")
      // What was read is read of the other class, and the focus stays where it was.
      #expect(try browser.texts(".reading")[0] == readings[0])
      #expect(
        try browser.text("document.activeElement === view.canvases[1].canvas.canvas") == "true")
      try browser.press("]")
      try browser.wait("location.hash === '#picture=b%202.png&class=2'")
      try browser.press("o")
      try browser.wait("location.hash === '#picture=b%202.png&class=2&over=no'")
      _ = try browser.value("location.reload()")
      try browser.wait("\(Self.loaded) && view.host.dataset.ready === 'b 2.png 2'")
      #expect(try browser.texts("button[aria-pressed=true]") == ["class 2"])
      _ = try browser.value("history.back()")
      try browser.wait("view.host.dataset.ready === 'a.png 2'")
      #expect(try browser.texts(".reading")[0] == readings[0])
      #expect(
        try browser.texts("button[aria-pressed=true]") == ["class 2", "over the picture"])
      _ = try browser.value("history.back()")
      try browser.wait("view.host.dataset.ready === 'a.png 0'")
      _ = try browser.value(
        "[...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'class 2').focus()"
      )
      try browser.press(Key.enter)
      #expect(try browser.text(Self.focused) == "class 2")
      #expect(try browser.texts(".notice") == [""])
      let link = "#picture=c.png&class=7&at=99,3"
      _ = try browser.value("(location.hash = '\(link)', location.reload())")
      try browser.wait("\(Self.loaded) && view.host.dataset.ready === 'a.png 0'")
      #expect(
        try browser.texts(".notice") == [
          "The link names the picture ‘c.png’, which is not here: ‘a.png’ is shown. "
            + "The link names row 99, column 3, which is not here: row 7, column 3 is read. "
            + "The link names class 7, which is not here: ‘class 0’ is shown."
        ])
      #expect(try browser.texts(".reading").allSatisfy { $0.hasPrefix("3,7: ") })
    }
    #expect(complaints == [])
  }

  @Test("misled: picture, level of change and pixel; back, reload, a copied link")
  func mislead() throws {
    let results = try makeResults()
    try results.run(
      "mislead", "a.png", "b 2.png", "-m", "net.onnx", "--scale", "0.01", "--radius", "9/255",
      "-o", "misled")
    let complaints = try Browser.open(results.url("misled/index.html")) { browser in
      try browser.wait("view.host.dataset.ready === 'a.png'")
      _ = try browser.value("document.querySelector('input[type=range]').focus()")
      try browser.press(Key.left, Key.left)
      let levels = try browser.number("view.picture.record.way.at(-3).levels")
      #expect(levels >= 1)
      try browser.wait("location.hash === '#picture=a.png&levels=\(Int(levels))'")
      let shown = try browser.numbers("[...view.current]")
      _ = try browser.value("view.canvases[0].canvas.canvas.focus()")
      try browser.press(Key.up)
      try browser.wait("location.hash === '#picture=a.png&at=3,4&levels=\(Int(levels))'")
      try browser.press("]")
      try browser.wait("location.hash === '#picture=b%202.png'")
      _ = try browser.value("history.back()")
      try browser.wait("view.host.dataset.ready === 'a.png'")
      #expect(try browser.numbers("[...view.current]") == shown)
      #expect(try browser.texts("output")[0].hasPrefix("\(Int(levels)) of 255 levels"))
      _ = try browser.value("location.reload()")
      try browser.wait("\(Self.loaded) && view.host.dataset.ready === 'a.png'")
      #expect(try browser.numbers("[...view.current]") == shown)
      #expect(try browser.texts(".reading").allSatisfy { $0.hasPrefix("4,3: ") })
      _ = try browser.value(
        "(location.hash = '#picture=b%202.png&levels=200&at=x', location.reload())")
      try browser.wait("\(Self.loaded) && view.host.dataset.ready === 'b 2.png'")
      let most = try browser.number("view.picture.record.way.at(-1).levels")
      #expect(
        try browser.texts(".notice") == [
          "The link names the pixel ‘x’, which is none: the middle is read. "
            + "The link names 200 levels of change, which are not here: \(Int(most)) are shown."
        ])
      #expect(try browser.texts(".reading").allSatisfy { $0.hasPrefix("4,4: ") })
    }
    #expect(complaints == [])
  }

  @Test("dreams: layer and channel; back, reload, a copied link")
  func dream() throws {
    let results = try ExplainedResults.make(height: 9)
    try results.run(
      "dream", "-m", "net.onnx", "-l", "conv:0-2", "-l", "relu:1", "--scale", "0.01", "--steps",
      "1", "--size", "9", "-q", "-o", "dreams")
    let complaints = try Browser.open(results.url("dreams/index.html")) { browser in
      let chosen =
        "[...document.querySelectorAll('.dream-detail h2, .dream-detail .quiet')].map(({ textContent }) => textContent).join()"
      try browser.press(Key.right, Key.right)
      try browser.wait("location.hash === '#layer=conv&channel=2'")
      try browser.press("]")
      try browser.wait("location.hash === '#layer=relu&channel=1'")
      _ = try browser.value("history.back()")
      try browser.wait("\(chosen) === 'channel 2,conv'")
      _ = try browser.value("location.reload()")
      try browser.wait("\(Self.loaded) && \(chosen) === 'channel 2,conv'")
      #expect(try browser.texts("[aria-current=true] strong") == ["channel 2"])
      _ = try browser.value("(location.hash = '#layer=relu&channel=40&at=2,2', location.reload())")
      try browser.wait("\(Self.loaded) && \(chosen) === 'channel 1,relu'")
      #expect(
        try browser.texts(".notice") == [
          "The link names channel 40 at 2,2 of ‘relu’, which is not here: ‘channel 1’ is shown."
        ])
    }
    #expect(complaints == [])
  }
}
