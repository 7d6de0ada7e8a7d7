import Codecs
import Pixels
import Testing
import _TestSupport

/// `lenslet mislead`, as a process.
@Suite struct MisleadCommandTests {
  private let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.smallNetwork()
  }

  private func mislead(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(
      ["mislead", "a.png", "-m", "net.onnx", "-o", "out"] + SmallNetwork.input + arguments,
      in: pictures.url)
  }

  /// The levels of a result.
  private func levels(_ name: String) throws -> [Int] {
    guard case .uint8(let samples) = try pictures.samples("out/a.png/\(name).png") else {
      return []
    }
    return samples.map(Int.init)
  }

  @Test("a step along the signs of the loss is that of PyTorch, and so are the probabilities")
  func step() throws {
    let run = try mislead("--method", "fgsm", "--radius", "4/255")
    #expect(run.status == 0, "\(run.diagnostics)")
    let result = try levels("misled")
    // By PyTorch 2.13.
    #expect(result.reduce(0, +) == 54731)
    #expect(Array(result.prefix(8)) == [0, 24, 50, 98, 160, 244, 78, 174])
    let record = try #require(try pictures.lines("out/index.jsonl").first)
    #expect(record["isMisled"].truth == true)
    #expect(record["before"][0]["class"].number == 0)
    #expect(record["before"][0]["probability"].isNear(0.3852832))
    #expect(record["after"][0]["class"].number == 2)
    #expect(record["after"][0]["probability"].isNear(0.36522406))
    #expect(record["after"][1]["probability"].isNear(0.32988545))
    #expect(record["smallestRadius"].number == 3)
    #expect(
      run.output.hasPrefix(
        """
        a.png: class 0 38.5 % becomes class 2 36.5 %
          fgsm, radius 4/255, 1 step; smallest radius that succeeds: 3/255
          as JPEG of quality 95: 
        """), "\(run.output)")
  }

  @Test("small steps lead to the class that was asked for, and no sample leaves the radius")
  func target() throws {
    let run = try mislead("--to", "1", "--radius", "12/255", "--steps", "40")
    #expect(run.status == 0, "\(run.diagnostics)")
    let (before, after) = (try levels("original"), try levels("misled"))
    guard case .uint8(let samples) = SmallNetwork.picture.samples else { return }
    #expect(before == samples.map(Int.init))
    let distances = zip(before, after).map { abs($0 - $1) }
    #expect((distances.max() ?? 0) <= 12)
    let record = try #require(try pictures.lines("out/index.jsonl").first)
    #expect(record["isMisled"].truth == true)
    #expect(record["after"][0]["class"].number == 1)
    #expect(record["target"]["class"].number == 1)
    #expect(record["largestChange"].number.map { Int($0) } == distances.max())
    #expect(record["jpeg"].elements.map { $0["quality"].number } == [95, 85, 75])
    // From the picture, level by level, to the result.
    let way = record["way"].elements
    #expect(way.count == (distances.max() ?? 0) + 1)
    #expect(way.first?["classes"][0]["class"].number == 0)
    #expect(way.last?["classes"][0]["class"].number == 1)
    let factor = try #require(record["differenceFactor"].number.map { Int($0) })
    let shown = zip(before, after).map { min(max(128 + factor * ($1 - $0), 0), 255) }
    #expect(try levels("difference") == shown)
  }

  @Test("a picture that is resized is changed in its own pixels")
  func resized() throws {
    let large = Image(
      size: ImageSize(width: 31, height: 24), layout: .rgb,
      samples: .uint8((0..<31 * 24 * 3).map { UInt8(truncatingIfNeeded: $0 * $0 * 7 + $0 * 13) }))
    try pictures.write(try ImageEncoder.encode(large, as: .png), "a.png")
    let run = try mislead("--radius", "30/255")
    #expect(run.status == 0, "\(run.diagnostics)")
    let record = try #require(try pictures.lines("out/index.jsonl").first)
    #expect(record["isMisled"].truth == true, "\(run.output)")
    let result = try levels("misled")
    #expect(result.count == 31 * 24 * 3)
    // The middle of 24x24 pixels goes in: columns 0 to 2 lie outside, and stay.
    let before = try levels("original")
    let outside = (0..<24).flatMap { row in (0..<9).map { row * 93 + $0 } }
    #expect(outside.allSatisfy { result[$0] == before[$0] })
  }

  @Test("a class that is the answer already fails that picture; no radius is a usage error")
  func refusals() throws {
    let same = try mislead("--to", "0")
    #expect(same.status == 1)
    #expect(
      same.diagnostics
        == "lenslet: a.png: is taken for class 0 already: choose another class with --to\n")
    let none = try mislead("--radius", "0")
    #expect(none.status == 64)
    #expect(
      none.diagnostics.hasPrefix(
        "lenslet mislead: option '--radius' takes whole levels of 255, from 1/255: smaller changes, "
          + "or none, are lost in a file of eight bits, not '0'\n"), "\(none.diagnostics)")
  }

  @Test("a network whose scores do not depend on the picture is told")
  func independent() throws {
    try pictures.write(
      SmallNetwork.file(middle: [("Abs", "abs"), ("Neg", "below"), ("Relu", "relu2")]), "net.onnx")
    let run = try mislead()
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet: net.onnx: the scores do not depend on the picture: nothing can mislead this network\n"
    )
  }

  @Test("a class that does not exist is told with the nearest name")
  func unknownClass() throws {
    try pictures.write(Array("cat\nwolf, timber wolf\nhusky\n".utf8), "names.txt")
    let run = try mislead("--to", "wolff", "--labels", "names.txt")
    #expect(run.status == 64)
    #expect(
      run.diagnostics.hasPrefix(
        "lenslet mislead: there is no class 'wolff': did you mean 'wolf'?\n"),
      "\(run.diagnostics)")
  }

  @Test("gradients that are not numbers lead nowhere, and that is told")
  func notFinite() throws {
    try pictures.write(
      SmallNetwork.file(middle: [("Relu", "relu2"), ("Sqrt", "root")]), "net.onnx")
    let run = try mislead()
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet: net.onnx: the gradients are not finite, so that nothing can be explained\n")
  }
}
