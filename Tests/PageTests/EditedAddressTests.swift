import Foundation
import Testing

/// What was edited, painted and chosen stands in the address too.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct EditedAddressTests {
  private func makeMaps() throws -> Results {
    let results = try Results()
    try results.picture("in/a.png", width: 14, height: 12)
    try results.weights("w.safetensors", shape: [6, 3, 3, 3])
    try results.run(
      "maps", "in", "-m", "first-layer", "-w", "w.safetensors", "--channel-order", "rgb", "-l",
      "conv1", "-o", "out", "-q")
    return results
  }

  private static let result = "document.querySelector('#calculation .result')?.textContent"

  @Test("an edited filter comes again with reload, Back, and the link in another window")
  func filter() throws {
    let results = try makeMaps()
    let page = results.url("out/index.html")
    let complaints = try Browser.open(page) { browser in
      _ = try browser.value("view.openItem(2)")
      try browser.wait("document.getElementById('viewer').dataset.ready === 'a.png'")
      _ = try browser.value("view.viewer.choose(view.viewer.panes[0], 4, 5)")
      try browser.wait("document.querySelector('.tiles')")
      let learned = try browser.text(Self.result)
      try browser.press("e")
      _ = try browser.value(
        """
        ['Mirror', 'Turn'].forEach((title) => [...document.querySelectorAll('.edit button')].find((button) => button.textContent === title).click())
        """)
      _ = try browser.value("document.querySelector('.edit [data-channel=\"1\"]').click()")
      let address = "#input=a.png&layer=conv1&channel=2&at=4,5&edits=conv1:2:mirror,turn,without-1"
      try browser.wait("location.hash === '\(address)'")
      let edited = try browser.text(Self.result)
      let map = try browser.numbers("view.viewer.network.plane(0, 2)")
      #expect(edited != learned)
      _ = try browser.value("location.reload()")
      try browser.wait("document.documentElement.dataset.loaded && \(Self.result) === '\(edited)'")
      #expect(try browser.numbers("view.viewer.network.plane(0, 2)") == map)
      #expect(try browser.text("view.viewer.changes.editRoom.hidden") == "false")
      #expect(
        try browser.text("document.querySelector('.edit [data-channel=\"1\"]').checked") == "false")
      // Turned four times and mirrored again it is not changed but for the channel.
      _ = try browser.value(
        """
        ['Turn', 'Turn', 'Turn', 'Mirror'].forEach((title) => [...document.querySelectorAll('.edit button')].find((button) => button.textContent === title).click())
        """)
      try browser.wait("location.hash.endsWith('&edits=conv1:2:without-1')")
      try browser.press(Key.escape)
      try browser.wait("view.room === 'browser' && location.hash.startsWith('#layer=conv1')")
      _ = try browser.value("document.getElementById('edit-reset').click()")
      _ = try browser.value("history.back()")
      try browser.wait(
        "view.room === 'viewer' && view.viewer.changes.edit.changes === 'without green'")
    }
    #expect(complaints == [])
  }

  @Test("a painted input comes again stroke for stroke, and can be undone")
  func painted() throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      _ = try browser.value(
        "(location.hash = '#input=a.png&layer=conv1&channel=1&at=3,3&paint=fill:3:000000:0,0;brush:2:ff0000:1,1,6,9;noise:1:ffffff:9,3', location.reload())"
      )
      try browser.wait(
        "document.documentElement.dataset.loaded && document.getElementById('viewer')?.dataset.ready === 'a.png'"
      )
      let red = try browser.numbers("view.viewer.network.inputPlanes[0]")
      let green = try browser.numbers("view.viewer.network.inputPlanes[1]")
      // A brush leaves no gaps on its way from row 1, column 1 to row 6, column 9.
      let rows = [(1, 1), (2, 3), (3, 4), (4, 5), (6, 9)]
      for (row, column) in rows {
        #expect(red[row * 14 + column] == 255 && green[row * 14 + column] == 0, "\(row) \(column)")
      }
      #expect(red[0] == 0 && green[11 * 14 + 13] == 0)
      #expect(Set(green[(9 * 14)..<(9 * 14 + 6)]).count > 2)
      _ = try browser.value("view.viewer.changes.togglePaint()")
      _ = try browser.value("document.getElementById('paint-undo').click()")
      try browser.wait("location.hash.endsWith('&paint=fill:3:000000:0,0;brush:2:ff0000:1,1,6,9')")
      #expect(try browser.numbers("view.viewer.network.inputPlanes[1]").allSatisfy { $0 == 0 })
      _ = try browser.value("document.getElementById('paint-reset').click()")
      try browser.wait("!location.hash.includes('paint')")
      let samples = try results.samples("in/a.png")
      let original = samples.indices.filter { $0 % 3 == 0 }.map { Double(samples[$0]) }
      #expect(try browser.numbers("view.viewer.network.inputPlanes[0]") == original)
    }
    #expect(complaints == [])
  }

  @Test("bounds of the maps that are shown")
  func bounds() throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      _ = try browser.value(
        "(view.property.value = 'number', view.low.value = '2', view.low.dispatchEvent(new Event('input', { bubbles: true })))"
      )
      try browser.wait("location.hash.includes('only=number,2,')")
      _ = try browser.value("location.reload()")
      try browser.wait("document.documentElement.dataset.loaded === 'yes'")
      #expect(try browser.texts("#count") == ["4 maps"])
    }
    #expect(complaints == [])
  }

  @Test(
    "what of a link cannot be is said, and the rest is shown",
    arguments: [
      (
        "layer=conv1&channel=1&edits=conv1:1:spin",
        "The link has the edit ‘conv1:1:spin’, which is not possible here."
      ),
      (
        "layer=conv1&channel=1&edits=conv9:1:turn",
        "The link has the edit ‘conv9:1:turn’, which is not possible here."
      ),
      (
        "layer=conv1&channel=1&edits=conv1:77:turn",
        "The link edits filter 77 of ‘conv1’, which is not here."
      ),
      (
        "layer=conv1&channel=1&paint=brush:3:zzzzzz:1,1",
        "The link has a painting that cannot be read: the input is as it was."
      ),
      (
        "layer=conv1&channel=9",
        "The link names channel 9 of ‘conv1’, which has 6: 5 is shown."
      ),
      (
        "layer=conv1&channel=1&at=99,2",
        "The link names row 99, column 2, which is not here: row 9, column 2 is shown."
      ),
    ])
  func impossible(address: String, message: String) throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      _ = try browser.value("(location.hash = '#input=a.png&\(address)', location.reload())")
      try browser.wait(
        "document.documentElement.dataset.loaded && document.getElementById('viewer')?.dataset.ready === 'a.png' && document.querySelector('.notice').textContent"
      )
      #expect(try browser.texts(".notice") == [message])
      #expect(try browser.text("view.viewer.network.unpainted ?? null") == "null")
    }
    #expect(complaints == [])
  }

  @Test("a filter that is mixed with its match, in a comparison")
  func mixed() throws {
    let results = try Results()
    try results.picture("a.png", width: 20, height: 16)
    try results.weights("w.safetensors", shape: [3, 3, 5, 5])
    try results.run(
      "compare", "a.png", "-w", "w.safetensors", "--no-families", "-k", "sobel-x", "-k", "box3",
      "-o", "out", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try browser.wait("view.bank")
      _ = try browser.value("view.openFilter(view.filters[1])")
      try browser.wait("view.detail.network && document.querySelector('#correlation data')")
      let correlation = "document.querySelector('#correlation data').value"
      let learned = try browser.number("Number(\(correlation))")
      _ = try browser.value(
        "(view.detail.edit.blend.value = 60, view.detail.edit.blend.dispatchEvent(new Event('input', { bubbles: true })))"
      )
      try browser.wait("location.hash.endsWith('&edit=mix-60')")
      let mixed = try browser.text(correlation)
      #expect(Double(mixed) ?? 0 > learned)
      _ = try browser.value("location.reload()")
      try browser.wait(
        "document.documentElement.dataset.loaded && view.bank && view.detail.network")
      try browser.wait("document.querySelector('#correlation data')?.value === '\(mixed)'")
      #expect(try browser.text("view.detail.edit.blend.value") == "60")
      _ = try browser.value("(location.hash = '#filter=conv1%201&edit=mix-600', location.reload())")
      try browser.wait("document.documentElement.dataset.loaded && view.detail.network")
      #expect(
        try browser.texts(".notice") == [
          "The link has the edit ‘mix-600’, which is none: the filter is as it was learned."
        ])
    }
    #expect(complaints == [])
  }
}
