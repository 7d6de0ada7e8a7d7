import Testing

/// What the pages about what a network says are made from.
enum ExplainedResults {
  /// A folder with a network of one convolution and three classes, and a picture for it.
  ///
  /// - Parameter height: Rows of the picture, of nine columns.
  /// - Returns: The folder.
  /// - Throws: If a file can't be written.
  static func make(height: Int = 8) throws -> Results {
    let results = try Results()
    try results.picture("a.png", width: 9, height: height)
    try results.network(height: height)
    return results
  }
}

/// The pages of 'explain', 'mislead' and 'dream': what they show is what the files say.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct ExplanationPageTests {
  @Test("all maps are read at one pixel, by pointer and keys, and classes are switched")
  func explain() throws {
    let results = try ExplainedResults.make()
    try results.run(
      "explain", "a.png", "-m", "net.onnx", "--scale", "0.01", "--method", "gradient", "--method",
      "occlusion", "--class", "0", "--class", "2", "-o", "why")
    let complaints = try Browser.open(results.url("why/index.html"), isDark: true) { browser in
      try browser.wait("view.host.dataset.ready === 'a.png 0'")
      #expect(try browser.text("document.documentElement.dataset.theme") == "dark")
      for (place, name) in ["gradient-0", "occlusion-0", "gradient-2", "occlusion-2"].enumerated() {
        let (shape, values) = try results.array("why/a.png/\(name).npy")
        let plane = (0..<72).map { pixel in
          (0..<shape[0]).reduce(0) { $0 + values[$1 * 72 + pixel] }
        }
        let shown = try browser.numbers("[...view.planes[\(place)]]")
        // As a share of the largest: in steps of the whole range, which is at most twice that.
        #expect(difference(shown, plane) <= 2 / 65535, "\(name)")
      }
      _ = try browser.value("view.canvases[1].canvas.canvas.focus()")
      _ = try browser.value("view.read(2, 3)")
      try browser.press(Key.right, Key.down, Key.down)
      let readings = try browser.texts(".reading")
      #expect(readings.count == 3)
      #expect(readings.allSatisfy { $0.hasPrefix("3,5: ") }, "\(readings)")
      let samples = try results.samples("a.png")
      let pixel = 3 * (5 * 9 + 3)
      #expect(
        readings.first
          == "3,5: red \(samples[pixel]), green \(samples[pixel + 1]), blue \(samples[pixel + 2])")
      try browser.press("c")
      try browser.wait("view.host.dataset.ready === 'a.png 2'")
      #expect(try browser.texts("button[aria-pressed=true]") == ["class 2", "over the picture"])
    }
    #expect(complaints == [])
  }

  @Test("the slider goes from the picture to the file of the result, with the classes of each step")
  func mislead() throws {
    let results = try ExplainedResults.make()
    try results.run(
      "mislead", "a.png", "-m", "net.onnx", "--scale", "0.01", "--radius", "9/255", "-o", "misled")
    let complaints = try Browser.open(results.url("misled/index.html")) { browser in
      try browser.wait("view.host.dataset.ready === 'a.png'")
      let result = try results.samples("misled/a.png/misled.png").map(Double.init)
      #expect(try browser.numbers("[...view.current]") == result)
      let original = try results.samples("a.png").map(Double.init)
      _ = try browser.value(
        """
        (() => {
          const slider = document.querySelector('input[type=range]');
          slider.value = 0;
          slider.dispatchEvent(new Event('input'));
        })()
        """)
      #expect(try browser.numbers("[...view.current]") == original)
      let bars = try browser.texts(".maps > :last-child .number")
      #expect(try bars == browser.texts(".maps > :first-child .number"))
      #expect(try browser.texts("tbody th") == ["95", "85", "75"])
    }
    #expect(complaints == [])
  }

  @Test("pictures of all layers are walked by keys, and one is shown beside photographs")
  func dream() throws {
    let results = try ExplainedResults.make(height: 9)
    try results.run(
      "dream", "-m", "net.onnx", "-l", "conv:0-2", "-l", "relu:1", "--scale", "0.01",
      "--steps", "2", "--size", "9", "--beside", "a.png", "--npy", "-q", "-o", "dreams")
    let complaints = try Browser.open(results.url("dreams/index.html")) { browser in
      try browser.wait("view.host.dataset.ready === 'yes'")
      #expect(try browser.texts(".dream-sheets h2") == ["conv", "relu"])
      let chosen = "document.querySelector('.dream-detail h2').textContent"
      #expect(try browser.text(chosen) == "channel 0")
      try browser.press(Key.right, Key.right)
      #expect(try browser.text(chosen) == "channel 2")
      #expect(try browser.text("document.activeElement.getAttribute('aria-current')") == "true")
      try browser.press("]")
      #expect(try browser.text(chosen) == "channel 1")
      try browser.press(Key.up, Key.end)
      #expect(try browser.text(chosen) == "channel 2")
      // Every picture is there, the parts of the photograph too.
      try browser.wait("[...document.images].every((image) => image.complete)")
      let areLoaded = "String([...document.images].every((one) => one.naturalWidth === 9))"
      #expect(try browser.text(areLoaded) == "true")
      #expect(try browser.texts(".dream-parts figcaption").count == 1)
      #expect(try browser.texts(".dream-detail .links a") == ["picture", "numbers"])
    }
    #expect(complaints == [])
  }
}
