import Codecs
import Comparison
import Files
import Kernels
import Foundation
import Pixels
import Testing
import Weights
import _TestSupport

/// `lenslet compare` as a process.
@Suite struct CompareCommandTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  @Test("filters alone give data, pictures and a page")
  func alone() throws {
    try filters([[1, 0, -1, 2, 0, -2, 1, 0, -1], [1, 1, 1, 1, 1, 1, 1, 1, 2]], channels: 1)
    let run = try compare()
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.output.isEmpty)
    #expect(run.diagnostics.contains("filters: 2"))
    #expect(run.diagnostics.contains("open out/index.html"))
    #expect(
      pictures.files() == [
        "bank.png", "compare.json", "filters/0-learned.png", "filters/0-match.png",
        "filters/1-learned.png", "filters/1-match.png", "filters.csv", "filters.png",
        "index.bank.js", "index.html", "polar.png", "rows.png", "scores.png", "similarity.png",
      ])
    let report = try report()
    let first = try #require((report["filters"] as? [[String: Any]])?.first)
    let match = try #require(first["match"] as? [String: Any])
    #expect(match["name"] as? String == "sobel-x")
    #expect(match["isNegated"] as? Bool == true || match["rotationDegrees"] as? Int == 180)
    #expect(try #require(match["score"] as? Double) > 0.999999)
    #expect(report["images"] == nil)
    #expect(try text("filters.csv").split(separator: "\r\n").count == 3)
  }

  @Test("a bank that is the handcrafted one is matched and explained by it")
  func itself() throws {
    let bank = try HandcraftedBank(kernels: [], size: 5, channels: 3).filters
      .map(\.filter).filter { $0.height == 5 }
    try filters(bank.map { $0.channels == 3 ? $0.weights : $0.weights + $0.weights + $0.weights })
    try noise("in/a.png", seed: 1)
    try noise("in/b.png", seed: 2)
    try noise("in/c.png", seed: 3)
    let run = try compare("in", "--json", "-q")
    #expect(run.status == 0, "\(run.diagnostics)")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == bank.count)
    for line in lines {
      let filter = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      let match = filter?["match"] as? [String: Any]
      #expect(try #require(match?["score"] as? Double) > 0.999, "\(line)")
      #expect(try #require(filter?["explainedVariance"] as? Double) > 0.99, "\(line)")
    }
  }

  @Test("images add shares, patches and their pictures, and the page its data")
  func images() throws {
    try filters([Array(repeating: 1, count: 12), [1, 0, -1, 0] + Array(repeating: 0, count: 8)])
    try noise("in/a.png", seed: 3)
    let run = try compare("in", "--stride", "2", "--mean", "128", "-k", "sobel-x", "--no-families")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.diagnostics.contains("stride 2, padding 0"))
    #expect(run.diagnostics.contains("1 image done, 0 failed, 0 skipped in "))
    let files = pictures.files()
    for name in [
      "explained.png", "patches.png", "images/0.js", "index.js", "filters/0-patches.png",
    ] {
      #expect(files.contains(name), "\(name)")
    }
    let images = try #require(try report()["images"] as? [String: Any])
    #expect(images["count"] as? Int == 1)
    // 20x20 positions of windows of 2x2, two pixels apart, on 40x40 pixels.
    #expect(images["samples"] as? Int == 200)
    #expect(images["heldOutSamples"] as? Int == 200)
    #expect(images["cka"] is Double)
  }

  @Test("an alignment and shares that mean nothing are refused with the reason")
  func fewSamples() throws {
    try filters([Array(repeating: 1, count: 12), [1, 0, -1, 0] + Array(repeating: 0, count: 8)])
    try noise("in/a.png", seed: 3)
    let run = try compare("in", "--stride", "20")
    #expect(run.status == 0)
    #expect(run.diagnostics.contains("explained variance, median: 4 samples are too few for "))
    #expect(!pictures.files().contains("explained.png"))
    let filters = try #require(try report()["filters"] as? [[String: Any]])
    #expect(filters.allSatisfy { $0["explainedVariance"] == nil })
    let images = try #require(try report()["images"] as? [String: Any])
    #expect((images["ckaRefused"] as? String)?.hasPrefix("4 samples are too few for ") == true)
    #expect(images["cka"] == nil)
    #expect(images["explainedVarianceRefused"] as? String == images["ckaRefused"] as? String)
  }

  @Test("inputs of which none can be used end it before anything is compared or written")
  func noUsableInput() throws {
    try filters([(0..<75).map { Float($0 % 7) - 3 }])
    try pictures.pictures("small.png")
    try pictures.write(Array("hello\n".utf8), "text.png")
    let run = try compare("small.png", "missing.png", "text.png", "missing.npy")
    #expect(run.status == 1)
    for name in ["small.png: ", "missing.png: ", "text.png: ", "missing.npy: "] {
      #expect(run.diagnostics.contains("lenslet: \(name)"), "\(run.diagnostics)")
    }
    #expect(
      run.diagnostics.hasSuffix("lenslet: nothing is compared: none of the inputs can be used\n"))
    #expect(!run.diagnostics.contains("samples"))
    #expect(pictures.files().isEmpty)
  }

  @Test("filters that are zero or no numbers are dead, and nothing is divided by zero")
  func dead() throws {
    let edge: [Float] = [1, 0, -1, 2, 0, -2, 1, 0, -1]
    try filters(
      [
        Array(repeating: 0, count: 9), [.nan] + Array(repeating: 1, count: 8),
        [.infinity] + Array(repeating: 1, count: 8), Array(repeating: 0.5, count: 9), edge,
      ], channels: 1)
    try noise("a.png", seed: 4)
    let run = try compare("a.png")
    #expect(run.status == 0, "\(run.diagnostics)")
    let filters = try #require(try report()["filters"] as? [[String: Any]])
    #expect(filters.prefix(3).allSatisfy { $0["class"] as? String == "dead" })
    #expect(run.diagnostics.contains("infinite or no numbers count as dead: 1, 2\n"))
    #expect(filters[3]["class"] as? String == "low-pass")
    #expect(filters[4]["class"] as? String == "oriented")
    #expect(filters[0]["match"] == nil)
    let fields = try text("filters.csv").split { $0 == "," || $0 == "\r\n" }
    let numbers = fields.compactMap { Double($0) }
    #expect(numbers.allSatisfy { $0.isFinite })
  }

  @Test("a layer with other channels is a usage error that says which layers fit")
  func layers() throws {
    try pictures.write(
      try SafetensorsWriter.encode([
        Tensor(name: "conv1.weight", shape: [1, 3, 1, 1], values: [1, 2, 3]),
        Tensor(name: "conv2.weight", shape: [1, 2, 1, 1], values: [1, 2]),
      ]), "w.safetensors")
    let run = try compare("-l", "conv2")
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("filters on 1 or 3 channels are compared: conv1 has them"))
    #expect(pictures.files().isEmpty)
  }

  @Test("images smaller than the filters are named, and the others are compared")
  func small() throws {
    try filters([(0..<75).map { Float($0 % 7) - 3 }])
    try pictures.pictures("small.png")
    try noise("large.png", seed: 5)
    let run = try compare("small.png", "large.png", "missing.png")
    #expect(run.status == 1)
    #expect(
      run.diagnostics.contains(
        "small.png: an input of 3x2x3, padding included, is smaller than a filter of 5x5"))
    #expect(run.diagnostics.contains("missing.png"))
    #expect((try report()["images"] as? [String: Any])?["count"] as? Int == 1)
  }

  @Test(
    "what is asked for wrongly is told before any work",
    arguments: [
      (["--size", "2"], 64, "does not fit the input of 3x2x2"),
      (["--threshold", "gabor=1.5"], 64, "a name and a number from 0 to 1"),
      (["--threshold", "garbo=0.5"], 64, "the name one of deadNorm, colour, gabor"),
      (["--stride", "2x1"], 64, "--stride is one number for a comparison"),
      (["-k", "sobbel"], 64, "did you mean 'sobel'?"),
      (["-k", "./zero.kernel", "--no-families"], 1, "the handcrafted bank has no filter"),
      (["-w", "missing.npy"], 1, "missing.npy"),
      (["-o", "a.png"], 64, "'a.png' is no folder"),
    ])
  func mistakes(arguments: [String], status: Int32, message: String) throws {
    try filters([(0..<27).map { Float($0 % 5) - 2 }])
    try noise("a.png", seed: 6)
    try pictures.write(Array("0 0\n0 0\n".utf8), "zero.kernel")
    var all = ["compare", "a.png"] + arguments
    if !arguments.contains("-w") { all += ["-w", "w.safetensors"] }
    if !arguments.contains("-o") { all += ["-o", "out"] }
    let run = try Tool.run(all, in: pictures.url)
    #expect(run.status == status, "\(run.diagnostics)")
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
    #expect(pictures.files().isEmpty)
  }

  @Test("a page of somebody else's and an input in the folder of results are not replaced")
  func foreign() throws {
    try filters([(0..<27).map { Float($0 % 5) - 2 }])
    try noise("out/rows.png", seed: 7)
    try noise("out/filters/0-learned.png", seed: 8)
    try pictures.write(Array("1 0 -1\n".utf8), "out/filters.csv")
    for arguments in [["out/rows.png"], ["out/filters/0-learned.png"], ["-k", "out/filters.csv"]] {
      let inside = try Tool.run(
        ["compare", "-w", "w.safetensors", "-o", "out"] + arguments, in: pictures.url)
      #expect(inside.status == 64, "\(inside.diagnostics)")
      #expect(inside.diagnostics.contains("would be replaced by"), "\(inside.diagnostics)")
    }
    try pictures.write(Array("<h1>Mine</h1>".utf8), "out/index.html")
    let page = try compare()
    #expect(page.status == 64)
    #expect(page.diagnostics.contains("is no page of lenslet"))
    #expect(
      pictures.files() == ["filters/0-learned.png", "filters.csv", "index.html", "rows.png"])
  }

  @Test("a second run leaves nothing of the first, and without a page there is none")
  func again() throws {
    try filters([Array(repeating: 1, count: 27), (0..<27).map { Float($0 % 5) - 2 }])
    try noise("a.png", seed: 9)
    #expect(try compare("a.png").status == 0)
    try pictures.write([1], "out/filters/mine.txt")
    try pictures.write([1], "out/explained.txt")
    #expect(pictures.files().contains("patches.png"))
    #expect(pictures.files().contains("filters/1-learned.png"))
    try filters([(0..<27).map { Float($0 % 5) - 2 }])
    #expect(try compare("--no-page").status == 0)
    #expect(
      pictures.files() == [
        "bank.png", "compare.json", "explained.txt", "filters/0-learned.png",
        "filters/0-match.png", "filters/mine.txt", "filters.csv", "filters.png", "polar.png",
        "rows.png", "scores.png", "similarity.png",
      ])
  }

  @Test("another comparison beside this one: its page, of another folder, or a message in one line")
  func beside() throws {
    try filters([[1, 0, -1, 2, 0, -2, 1, 0, -1], [0, 1, 0, 1, -4, 1, 0, 1, 0]], channels: 1)
    let few = ["--no-families", "-k", "sobel-x", "-w", "w.safetensors"]
    let first = try Tool.run(["compare", "-o", "first <a>"] + few, in: pictures.url)
    #expect(first.status == 0, "\(first.diagnostics)")
    #expect(
      try compare("--no-families", "-k", "sobel-x", "--beside", "first <a>").status == 0)
    let bytes = try File.read(pictures.folder("out/index.html"), limit: 1 << 24)
    let page = String(decoding: bytes, as: UTF8.self)
    #expect(page.contains(#""beside":{"command":"lenslet compare -o 'first \u003ca>'"#))
    for (arguments, message) in [
      (["--beside", "nowhere"], "nowhere: has no index.html of 'lenslet compare'"),
      (["--beside", "."], ".: has no index.html of 'lenslet compare'"),
      (["--beside", "out"], "out/index.html: would be replaced by its result"),
      (["--beside", "first <a>", "--no-page"], "--beside is for the page"),
    ] {
      let run = try Tool.run(["compare", "-o", "out"] + few + arguments, in: pictures.url)
      #expect(run.status == 64)
      #expect(run.diagnostics.contains("lenslet compare: \(message)"), "\(run.diagnostics)")
    }
    // A page of another kind.
    try noise("a.png", seed: 9)
    let lab = try Tool.run(["lab", "a.png", "-o", "lab"], in: pictures.url)
    #expect(lab.status == 0, "\(lab.diagnostics)")
    #expect(try compare("--beside", "lab").diagnostics.contains("lab: has no index.html of"))
  }

  @Test("a threshold that is given is the one that is used and told")
  func threshold() throws {
    try filters([[1, 0, -1, 2, 0, -2, 1, 0, -1], [0.01, 0, 0, 0, 0, 0, 0, 0, 0]], channels: 1)
    #expect(try compare("--threshold", "deadNorm=0").status == 0)
    let report = try report()
    #expect((report["thresholds"] as? [String: Double])?["deadNorm"] == 0)
    #expect((report["classes"] as? [String: Int])?["dead"] == nil)
    #expect((report["settings"] as? [String: Any])?["duplicateScore"] as? Double == 0.9)
    #expect((report["similarity"] as? [[Double]])?.count == 2)
  }

  private func compare(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(["compare"] + arguments + ["-w", "w.safetensors", "-o", "out"], in: pictures.url)
  }

  /// Writes square filters on three channels, or on one.
  private func filters(_ weights: [[Float]], channels: Int = 3) throws {
    let side = Int(Double(weights[0].count / channels).squareRoot())
    let tensor = Tensor(
      name: "features.weight", shape: [weights.count, channels, side, side],
      values: weights.flatMap { $0 })
    try pictures.write(
      try SafetensorsWriter.encode([tensor], metadata: ["channel_order": "RGB"]), "w.safetensors")
  }

  /// Writes a colour picture of 40x40 pixels without any pattern.
  private func noise(_ name: String, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let samples = random.bytes(4800)
    let image = Image(
      size: ImageSize(width: 40, height: 40), layout: .rgb, samples: .uint8(samples))
    try pictures.write(try ImageEncoder.encode(image, as: .png), name)
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try File.read(pictures.folder("out/\(name)"), limit: 1 << 24), as: UTF8.self)
  }

  private func report() throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(try text("compare.json").utf8))
    return try #require(object as? [String: Any])
  }
}
