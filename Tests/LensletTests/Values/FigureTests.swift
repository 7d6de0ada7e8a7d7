import Foundation
import Testing
import Weights
import _TestSupport

/// What comparisons tell of a whole layer, and batches of many inputs.
@Suite("figures of layers and batches")
struct FigureTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  private func compare(_ arguments: String...) throws -> Tool.Run {
    let run = try Tool.run(
      ["compare", "-w", "w.safetensors", "-o", "out", "-k", "sobel-x", "--no-families"]
        + arguments, in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    return run
  }

  @Test("classes are told from the most frequent on, and of as many by name")
  func classes() throws {
    let edge: [Float] = [1, 0, -1, 2, 0, -2, 1, 0, -1]
    let none = [Float](repeating: 0, count: 9)
    let mean = [Float](repeating: 0.5, count: 9)
    let double: [Float] = edge.map { 2 * $0 }
    let all: [Float] = edge + none + mean + double
    try pictures.weights([4, 1, 3, 3], all)
    #expect(
      try compare().diagnostics.contains("lenslet: classes: 2 oriented, 1 dead, 1 low-pass\n"))
  }

  @Test("power at low and at high frequencies is told under its own name")
  func shares() throws {
    // A Gaussian whose spectrum ends at 0.1 cycles a pixel, and the finest checkerboard.
    let smooth: [Float] = (0..<121).map { index -> Float in
      let x: Double = Double(index % 11) - 5
      let y: Double = Double(index / 11) - 5
      return Float(exp(-(x * x + y * y) / 8))
    }
    let fine: [Float] = (0..<121).map { index -> Float in
      (index % 11 + index / 11).isMultiple(of: 2) ? 1 : -1
    }
    try pictures.weights([2, 1, 11, 11], smooth + fine)
    _ = try compare()
    let filters = try pictures.json("out/compare.json")["filters"]
    #expect(try #require(filters[0]["spectrum"]["lowShare"].number) > 0.9)
    #expect(try #require(filters[0]["spectrum"]["highShare"].number) < 0.01)
    #expect(try #require(filters[1]["spectrum"]["lowShare"].number) < 0.01)
    #expect(try #require(filters[1]["spectrum"]["highShare"].number) > 0.9)
  }

  @Test("how many images the page can compute with is told only where some are missing")
  func liveImages() throws {
    try pictures.weights([1, 1, 2, 2], [1, 0, 0, -1])
    try pictures.pictures("a.png")
    _ = try compare("a.png")
    let page = try pictures.page()
    #expect(page["images"].elements.count == 1)
    let names = page["figures"].elements.compactMap { $0["name"].text }
    #expect(names.contains("images"))
    #expect(!names.contains("images with a live window"))
  }

  @Test("images that no memory suffices for are told once, with the option that is to blame")
  func memory() throws {
    try pictures.pictures("in/a.png", "in/b.png", "in/c.png")
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "--max-memory", "1K")
    #expect(run.status == 1)
    #expect(
      run.diagnostics.contains("lenslet: the same for 2 more inputs: --max-memory\n"),
      "\(run.diagnostics)")
  }

  @Test("what the second image alone fails for is told of each that follows")
  func secondFailure() throws {
    try pictures.noise("in/a.png")
    for name in ["in/b.png", "in/c.png", "in/d.png"] { try pictures.pictures(name) }
    let run = try pictures.filter(
      "in", "-k", "gaussian5", "-o", "out", "--size", "valid", "-q")
    #expect(run.status == 1)
    for name in ["b", "c", "d"] {
      #expect(run.diagnostics.contains("lenslet: in/\(name).png: "), "\(run.diagnostics)")
    }
    #expect(!run.diagnostics.contains("the same for"), "\(run.diagnostics)")
  }

  @Test("a gibibyte is more than an image of six pixels needs, and a kibibyte is less")
  func units() throws {
    try pictures.pictures("a.png")
    for (size, status) in [("1K", Int32(1)), ("64M", 0), ("1G", 0)] {
      let run = try pictures.filter("a.png", "-k", "box3", "-o", "out", "--max-memory", size)
      #expect(run.status == status, "\(size): \(run.diagnostics)")
    }
  }
}
