import Foundation
import Testing

/// What a reader has chosen stays, and what is drawn is true.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct StayingTests {
  private static let steps = """
    { steps: [
        { name: "blur", average: { extent: 3, stride: 1 } },
        { name: "pool", max: { extent: 2, stride: 2 } } ] }
    """

  /// Two pictures through two steps, and a page of them.
  private func makeResults() throws -> Results {
    let results = try Results()
    try results.picture("in/a.png", width: 22, height: 18)
    try results.picture("in/b.png", width: 22, height: 18, seed: 2)
    try results.write(Array(Self.steps.utf8), "p.json5")
    try results.run("run", "p.json5", "in", "-o", "out", "-q")
    return results
  }

  @Test("the focus stays when a layer, a channel or another input is chosen")
  func focus() throws {
    let results = try makeResults()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      let focused = "document.activeElement"
      // A page of 'run' begins with the chain.
      _ = try browser.value("view.leave()")
      _ = try browser.value("[...document.querySelectorAll('.layer')].at(-1).focus()")
      try browser.press(Key.enter)
      #expect(try browser.text("\(focused).textContent") == "pool")
      _ = try browser.value("view.openItem(0)")
      try browser.wait("document.getElementById('viewer').dataset.ready === 'a.png'")
      _ = try browser.value("document.querySelectorAll('.map-room')[1].focus()")
      try browser.press("]", Key.right, Key.down)
      #expect(try browser.text("\(focused).className") == "map-room wide")
      try browser.wait(
        "document.querySelector('[role=status]').textContent.startsWith('pool 1, row 1, column 0: ')"
      )
    }
    #expect(complaints == [])
  }

  @Test("the place stays when another layer is chosen, and with the next input")
  func place() throws {
    let results = try makeResults()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      _ = try browser.value("view.openItem(0)")
      try browser.wait("document.getElementById('viewer').dataset.ready === 'a.png'")
      let shown = "document.querySelector('#calculation .result')?.textContent"
      // 16 rows and 20 columns become 8 and 10.
      _ = try browser.value("view.viewer.choose(view.viewer.panes[0], 8, 14)")
      try browser.wait("\(shown)?.startsWith('blur 0 at row 8, column 14')")
      _ = try browser.value(
        "(view.viewer.panes[0].stepChoice.value = 1, view.viewer.panes[0].stepChoice.dispatchEvent(new Event('change')))"
      )
      try browser.wait("\(shown)?.startsWith('pool 0 at row 4, column 7')")
      let value = try browser.text(shown)
      _ = try browser.value(
        "[...document.querySelectorAll('button')].find((button) => button.textContent === 'Next input').click()"
      )
      try browser.wait("document.getElementById('viewer').dataset.ready === 'b.png'")
      try browser.wait("\(shown)?.startsWith('pool 0 at row 4, column 7')")
      #expect(try browser.text(shown) != value)
      // The maps of the picture that was looked at last are shown.
      try browser.press(Key.escape)
      #expect(try browser.text("view.images[view.state.image].name") == "b.png")
    }
    #expect(complaints == [])
  }

  @Test("a constant is grey, and black and white are those of the picture or the whole map")
  func greys() throws {
    let results = try makeResults()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      _ = try browser.value(
        "view.viewer.live.network(view.images[0]).then((made) => { window.network = made; })")
      try browser.wait("window.network")
      #expect(
        try browser.numbers("tileColours({ least: 200, greatest: 200 }, false)(200)") == [
          128, 128, 128,
        ])
      #expect(
        try browser.numbers("[inputRange(network, 1).least, inputRange(network, 1).greatest]") == [
          0, 255,
        ])
      let range = try browser.numbers(
        "(({ least, greatest }) => [least, greatest])(view.viewer.calculation.range(network, network.explain(1, 0, 0, 0).parts[0].blocks[0]))"
      )
      let map = try results.array("out/a.png/blur.npy").values.prefix(16 * 20)
      #expect(abs((range.first ?? 0) - (map.min() ?? 0)) < 1e-3)
      #expect(abs((range.last ?? 0) - (map.max() ?? 0)) < 1e-3)
      // Numbers of six digits are not cut to one.
      let text = try browser.text(
        "fittingText(document.createElement('canvas').getContext('2d'), 261459.6, 54, 261459.6)")
      #expect(text == "261460")
    }
    #expect(complaints == [])
  }

  @Test("at 400 pixels only what is visible is in the document")
  func narrow() throws {
    let results = try Results()
    for index in 0..<12 {
      try results.picture("in/\(index).png", width: 20, height: 20, seed: UInt64(index))
    }
    try results.weights("w.safetensors", shape: [32, 3, 3, 3])
    try results.run(
      "maps", "in", "-m", "first-layer", "-w", "w.safetensors", "--channel-order", "rgb", "-o",
      "out", "-q", "--form", "png")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try browser.resize(width: 400, height: 800)
      _ = try browser.value("(view.state.image = -1, view.state.step = -1, view.update())")
      #expect(try browser.texts("#count") == ["768 maps"])
      try browser.wait("document.querySelectorAll('#grid .cell').length > 0")
      #expect(try browser.number("document.querySelectorAll('#grid .cell').length") < 60)
      #expect(try browser.number("document.documentElement.scrollWidth - innerWidth") <= 0)
    }
    #expect(complaints == [])
  }
}
