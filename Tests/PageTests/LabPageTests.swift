import Codecs
import Foundation
import Pixels
import Testing

/// The kernel lab: what it shows is what the filter writes.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct LabPageTests {
  private static let kernels =
    (try? FileManager.default.contentsOfDirectory(
      atPath: Results.package.appending(path: "kernels").path))?
    .filter { $0.hasSuffix(".kernel") }.map { String($0.dropLast(7)) }.sorted() ?? []

  private func makeLab() throws -> Results {
    let results = try Results()
    try results.picture("a.png", width: 19, height: 14)
    try results.run("lab", "a.png", "-o", "lab", "-q")
    return results
  }

  @Test(
    "every shipped kernel, in every sample",
    arguments: [
      ("clamp", "reflect101"), ("abs", "wrap"), ("offset", "replicate"), ("minmax", "symmetric"),
      ("symmetric", "constant"),
    ])
  func shippedKernels(range: String, border: String) throws {
    let results = try makeLab()
    try results.run(
      ["filter", "a.png", "--range", range, "--border", border, "-o", "out", "-q"]
        + Self.kernels.flatMap { ["-k", $0] })
    let complaints = try Browser.open(results.url("lab/index.html")) { browser in
      try browser.wait("view.host.dataset.computed")
      let presets = try browser.value("view.head.steps.map(({ name }) => name)") as? [String]
      #expect(presets == Self.kernels && Self.kernels.count == 27)
      let shown = try browser.numbers(
        """
        view.presets.flatMap((step, number) => {
          Object.assign(view.state, { range: '\(range)', border: '\(border)' });
          view.takePreset(number);
          view.compute();
          return Array.from({ length: 19 * 14 * 3 }, (_, place) => view.samples[place % 3][Math.floor(place / 3)]);
        })
        """)
      let size = 19 * 14 * 3
      for (number, kernel) in Self.kernels.enumerated() {
        let written = try results.samples("out/a-\(kernel).png").map(Double.init)
        #expect(Array(shown.dropFirst(number * size).prefix(size)) == written, "\(kernel)")
      }
    }
    #expect(complaints == [])
  }

  @Test("an edited kernel: its file and command make the same picture, its address the same page")
  func edited() throws {
    let results = try makeLab()
    let complaints = try Browser.open(results.url("lab/index.html")) { browser in
      try browser.wait("view.host.dataset.computed")
      _ = try browser.value(
        "(view.takePreset(view.head.steps.findIndex(({ name }) => name === 'gaussian3')), view.cells.children[4].select())"
      )
      try browser.press("1", "/", "3", Key.tab, Key.up, Key.up)
      _ = try browser.value("view.offset.select()")
      try browser.press("9")
      try browser.wait("view.host.dataset.computed.includes('offset: 9')")
      let file = try browser.text("view.file.textContent")
      #expect(
        file == "# Made in the kernel lab.\n\ndivisor: 16\noffset: 9\n1 2 1\n2 1/3 4\n1 2 1\n")
      #expect(
        try browser.text("view.command.textContent")
          == "lenslet filter ../a.png -k ./lab.kernel -o filtered")
      try results.write(Array(file.utf8), "lab.kernel")
      try results.run("filter", "a.png", "-k", "./lab.kernel", "-o", "out", "-q")
      let samples =
        "Array.from({ length: 19 * 14 * 3 }, (_, place) => view.samples[place % 3][Math.floor(place / 3)])"
      let written = try results.samples("out/a.png").map(Double.init)
      #expect(try browser.numbers(samples) == written)
      try browser.wait("location.hash.includes('1/3')")
      _ = try browser.value("location.reload()")
      try browser.wait("document.documentElement.dataset.loaded && view.host.dataset.computed")
      #expect(try browser.text("view.file.textContent") == file)
      #expect(try browser.numbers(samples) == written)
    }
    #expect(complaints == [])
  }

  @Test("a page of filters opens the lab on its picture and kernel, and comes back")
  func ofFilters() throws {
    let results = try Results()
    try results.picture("in/a.png", width: 19, height: 14)
    try results.picture("in/b.png", width: 19, height: 14, seed: 2)
    try results.write(Array("1\n\n2\n\n3\n".utf8), "colours.kernel")
    try results.run(
      "filter", "in", "-k", "box3", "-k", "sobel", "-k", "./colours.kernel", "--page", "-o", "out",
      "-q")
    let complaints = try Browser.open(results.url("out/index.html")) { browser in
      _ = try browser.value("view.openItem(4)")
      try browser.wait("document.getElementById('viewer').dataset.ready === 'b.png'")
      try browser.press("k")
      try browser.wait("view.lab.host.dataset.computed?.includes('combine: magnitude')")
      let written = try results.samples("out/b-sobel.png").enumerated()
        .filter { $0.offset % 3 == 1 }.map { Double($0.element) }
      #expect(try browser.numbers("Array.from(view.lab.samples[1])") == written)
      _ = try browser.value("view.lab.takePreset(2)")
      try browser.wait("view.lab.host.dataset.computed?.includes('0 1 0')")
      try browser.wait("location.hash.startsWith('#lab=shown&picture=b.png')")
      _ = try browser.value("document.activeElement.blur()")
      try browser.press(Key.escape)
      #expect(try browser.text("[view.labHost.hidden, view.viewer.host.hidden]") == "true,false")
    }
    #expect(complaints == [])
  }

  @Test("a painted picture: what is saved and the command make the same, its address the same page")
  func painted() throws {
    let results = try makeLab()
    let complaints = try Browser.open(results.url("lab/index.html")) { browser in
      try browser.wait("view.host.dataset.computed")
      _ = try browser.value(
        "view.takePreset(view.head.steps.findIndex(({ name }) => name === 'gaussian3'))")
      try browser.press("i")
      for tool in ["noise", "edge", "impulse"] {
        _ = try browser.value("(view.painter.tool.value = '\(tool)', view.figure.room.focus())")
        try browser.press(Key.left, Key.left, Key.up, Key.enter)
      }
      try browser.wait("view.command.textContent.startsWith('lenslet filter painted.png ')")
      #expect(try browser.text("document.getElementById('save-picture').hidden") == "false")
      let size = 19 * 14
      let pixels = try browser.numbers("view.before.data.filter((_, place) => place % 4 < 3)")
      #expect(pixels != (try results.samples("a.png").map(Double.init)))
      try results.write(
        ImageEncoder.encode(
          Image(
            size: ImageSize(width: 19, height: 14), layout: .rgb,
            samples: .uint8(pixels.map { UInt8($0) })), as: .png), "painted.png")
      let command = try browser.text("view.command.textContent")
      #expect(command == "lenslet filter painted.png -k ./lab.kernel -o filtered")
      try results.write(Array(try browser.text("view.file.textContent").utf8), "lab.kernel")
      try results.run("filter", "painted.png", "-k", "./lab.kernel", "-o", "filtered", "-q")
      let samples =
        "Array.from({ length: \(size) * 3 }, (_, place) => view.samples[place % 3][Math.floor(place / 3)])"
      let written = try results.samples("filtered/painted.png").map(Double.init)
      #expect(try browser.numbers(samples) == written)
      try browser.wait("location.hash.includes('paint=noise:3:ffffff:')")
      _ = try browser.value("location.reload()")
      try browser.wait(
        "document.documentElement.dataset.loaded && view.host.dataset.computed && view.network.unpainted"
      )
      try browser.wait("view.samples")
      #expect(try browser.numbers(samples) == written)
      _ = try browser.value("(location.hash = '#kernel=1,2;3&from=nothing', location.reload())")
      try browser.wait("document.documentElement.dataset.loaded && view.host.dataset.computed")
      #expect(
        try browser.texts(".notice") == [
          "The link names the kernel ‘nothing’, which is not here: ‘box3’ is shown. "
            + "The link has a kernel that is none: ‘box3’ is shown."
        ])
    }
    #expect(complaints == [])
  }

  @Test(
    "a cell that is no number says so, and the last good picture stays",
    arguments: ["x", "", "1/0"])
  func wrongCell(text: String) throws {
    let results = try makeLab()
    let complaints = try Browser.open(results.url("lab/index.html")) { browser in
      try browser.wait("view.host.dataset.computed")
      let before = try browser.text("view.canvas.toDataURL()")
      _ = try browser.value("(view.cells.children[1].value = '\(text)', view.type(1, '\(text)'))")
      #expect(
        try browser.texts("#lab-error") == ["‘\(text)’ in row 0, column 1 is no number"])
      #expect(try browser.text("view.cells.children[1].getAttribute('aria-invalid')") == "true")
      #expect(try browser.text("view.copies.every(({ disabled }) => disabled)") == "true")
      #expect(try browser.text("view.canvas.toDataURL()") == before)
      _ = try browser.value("view.type(1, '2')")
      #expect(try browser.texts("#lab-error") == [""])
    }
    #expect(complaints == [])
  }
}
