import Testing

/// The pages of 'explain' and 'mislead': what they show is what the files say.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "\(Browser.missing)"))
struct ExplanationPageTests {
  /// A network of one convolution and three classes, and a picture for it.
  private func makeResults() throws -> Results {
    let results = try Results()
    try results.picture("a.png", width: 9, height: 8)
    try results.network()
    return results
  }

  @Test("all maps are read at one pixel, by pointer and keys, and classes are switched")
  func explain() throws {
    let results = try makeResults()
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
    let results = try makeResults()
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
}
