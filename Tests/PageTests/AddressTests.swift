import Foundation
import Testing

/// What is looked at stands in the address, and what was chosen is on paper.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct AddressTests {
  private func makeMaps() throws -> Results {
    let results = try Results()
    try results.picture("in/a b.png", width: 20, height: 20)
    try results.picture("in/c.png", width: 20, height: 20, seed: 2)
    try results.weights("w.safetensors", shape: [60, 3, 3, 3])
    try results.run(
      "maps", "in", "-m", "first-layer", "-w", "w.safetensors", "--channel-order", "rgb", "-o",
      "out", "-q")
    return results
  }

  @Test("back, forward and reload lead to what was looked at")
  func history() throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      let result = "document.querySelector('#calculation .result')?.textContent"
      _ = try browser.value("document.querySelectorAll('#grid .cell')[7].click()")
      try browser.wait("location.hash === '#input=a%20b.png&layer=conv1&channel=7'")
      try browser.wait("document.getElementById('viewer').dataset.ready === 'a b.png'")
      _ = try browser.value("document.querySelectorAll('.map-room')[1].focus()")
      try browser.press(Key.right, Key.right, Key.down)
      try browser.wait("location.hash === '#input=a%20b.png&layer=conv1&channel=7&at=1,1'")
      try browser.wait("\(result)?.startsWith('conv1 7 at row 1, column 1')")
      let value = try browser.text(result)
      _ = try browser.value("history.back()")
      try browser.wait("view.viewer.host.hidden && !view.browser.hidden")
      _ = try browser.value("history.forward()")
      try browser.wait("\(result) === '\(value)'")
      _ = try browser.value("location.reload()")
      try browser.wait("document.documentElement.dataset.loaded && \(result) === '\(value)'")
    }
    #expect(complaints == [])
  }

  @Test("a link to what is not there says so, and the nearest is shown")
  func missing() throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      _ = try browser.value(
        "(location.hash = '#input=<b>&layer=conv12&channel=900&at=-1,x&%E0%A4%A', location.reload())"
      )
      try browser.wait(
        "document.documentElement.dataset.loaded && document.getElementById('viewer')?.dataset.ready === 'a b.png' && document.querySelector('.notice').textContent.includes('900')"
      )
      #expect(
        try browser.texts(".notice") == [
          "The link names the input ‘<b>’, which is not here: ‘a b.png’ is shown. "
            + "The link names the layer ‘conv12’, which is not here: ‘conv1’ is shown. "
            + "The link names channel 900 of ‘conv1’, which has 60: 59 is shown."
        ])
      #expect(try browser.text("view.viewer.panes[0].channel") == "59")
    }
    #expect(complaints == [])
  }

  @Test("on paper all maps are there, and none is wider than the sheet")
  func paper() throws {
    let results = try makeMaps()
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      try browser.resize(width: 718, height: 1000)
      #expect(try browser.number("document.querySelectorAll('#grid .cell').length") < 60)
      try browser.command("Emulation.setEmulatedMedia", ["media": "print"])
      _ = try browser.value("window.dispatchEvent(new Event('beforeprint'))")
      let ends = try browser.numbers(
        "Array.from(document.querySelectorAll('#grid .cell'), (cell) => cell.getBoundingClientRect().right)"
      )
      #expect(ends.count == 60 && ends.allSatisfy { $0 <= 718 })
      #expect(try browser.number("document.documentElement.scrollHeight") > 1500)
      _ = try browser.value("window.dispatchEvent(new Event('afterprint'))")
    }
    #expect(complaints == [])
  }

  @Test("inputs of a page that was moved away from them are drawn of their values")
  func moved() throws {
    let results = try Results()
    try results.picture("in/a.png", width: 20, height: 14)
    try results.run("filter", "in", "-k", "box3", "--page", "-o", "out", "-q")
    try FileManager.default.createDirectory(
      at: results.url("far/away"), withIntermediateDirectories: true)
    try FileManager.default.moveItem(at: results.url("out"), to: results.url("far/away/out"))
    let complaints = try Browser.open(results.url("far/away/out/index.html")) { browser in
      try browser.wait("document.querySelector('#grid canvas')?.width === 20")
      let pixels = try browser.numbers(
        "document.querySelector('#grid canvas').getContext('2d').getImageData(0, 0, 20, 14).data.filter((_, place) => place % 4 < 3)"
      )
      #expect(pixels == (try results.samples("in/a.png").map(Double.init)))
    }
    #expect(complaints.allSatisfy { $0.contains("ERR_FILE_NOT_FOUND") })
  }

  @Test("a page that was given a tour begins with it, and its arrows walk it")
  func givenTour() throws {
    let results = try Results()
    try results.picture("in/a b.png", width: 20, height: 20)
    try results.weights("w.safetensors", shape: [6, 3, 3, 3])
    let stops = """
      // For the second lecture.
      [{at: "#input=a%20b.png&layer=conv1&channel=3&at=2,5", note: "An <b>edge</b>"},
       {at: '#layer=all'},]
      """
    try results.write(Array(stops.utf8), "lecture.json5")
    try results.run(
      "maps", "in", "-m", "first-layer", "-w", "w.safetensors", "--channel-order", "rgb", "-o",
      "out", "--tour", "lecture.json5", "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      #expect(try browser.texts(".tour-note") == ["2 stops"])
      _ = try browser.value("document.querySelector('.tour-stops button').focus()")
      try browser.press(Key.right)
      try browser.wait(
        "document.querySelector('#calculation .result')?.textContent.startsWith('conv1 3 at row 2, column 5')"
      )
      #expect(try browser.texts(".tour-note") == ["1 of 2: An <b>edge</b>"])
      try browser.press(Key.right)
      try browser.wait("view.viewer.host.hidden && !view.browser.hidden")
      // What was changed here stays, until the page comes with another tour.
      _ = try browser.value("document.querySelectorAll('.tour-stops li button')[3].click()")
      _ = try browser.value("location.reload()")
      try browser.wait("document.documentElement.dataset.loaded === 'yes'")
      #expect(try browser.texts(".tour-note") == ["1 stop"])
    }
    #expect(complaints == [])
  }

  @Test(
    "a stop that leads nowhere is said before any work",
    arguments: [
      (
        "[{at: '#layer=conv1'}, {at: '#layer=conv7'}]",
        "lecture.json5: stop 2: there is no layer 'conv7'"
      ),
      ("[{at: '#input=z.png'}]", "lecture.json5: stop 1: there is no input 'z.png'"),
      ("[{at: '#layr=conv1'}]", "lecture.json5: stop 1: 'layr' is no part of an address"),
      (
        "[{at: 'conv1'}]",
        "lecture.json5: stop 1: 'conv1' is no address of a view: it starts with #"
      ),
      ("[{note: 'here'}]", "lecture.json5: stop 1: has no 'at', the address of a view in quotes"),
      ("{at: '#'}", "lecture.json5: is no list of stops"),
      ("[{at: '#layer=all}]", "lecture.json5: this is no JSON5: line 1, column 7"),
    ])
  func wrongTour(text: String, message: String) throws {
    let results = try Results()
    try results.picture("in/a.png", width: 20, height: 20)
    try results.weights("w.safetensors", shape: [6, 3, 3, 3])
    try results.write(Array(text.utf8), "lecture.json5")
    do {
      try results.run(
        "maps", "in", "-m", "first-layer", "-w", "w.safetensors", "--channel-order", "rgb", "-o",
        "out", "--tour", "lecture.json5", "-q")
      Issue.record("the tour was taken")
    } catch Results.Failure.failed(let told) {
      #expect(told.hasPrefix("lenslet maps: \(message)"), "\(told)")
    }
    #expect(!FileManager.default.fileExists(atPath: results.url("out").path))
  }
}
