import Codecs
import Foundation
import Pixels
import Testing
import Weights
import _TestSupport

/// What `lenslet compare` tells of images, by values.
@Suite("values of a comparison on images")
struct ComparedImagesTests {
  let pictures: PictureFolder

  /// A filter that sees red, in a file of blue, green and red; and a picture of one colour with a
  /// block of 3x2 pixels that is redder.
  init() throws {
    pictures = try PictureFolder()
    let red: [Float] = Array(repeating: 0, count: 12) + Array(repeating: 1, count: 6)
    let edge: [Float] = [1, 0, -1, 1, 0, -1]
    try pictures.weights(
      [2, 3, 2, 3], red + edge + edge + edge, bias: [5, 0],
      metadata: ["channel_order": "BGR", "padding": "1"])
    var samples: [UInt8] = []
    for y in 0..<8 {
      for x in 0..<12 {
        samples += [(7..<10).contains(x) && (4..<6).contains(y) ? 200 : 50, 90, 130]
      }
    }
    let image = Image(
      size: ImageSize(width: 12, height: 8), layout: .rgb, samples: .uint8(samples))
    try pictures.write(try ImageEncoder.encode(image, as: .png), "in/a.png")
  }

  private func compare(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(
      ["compare", "-w", "w.safetensors", "-o", "out", "-k", "sobel-x", "--no-families"]
        + arguments, in: pictures.url)
  }

  @Test("the strongest patch is told with its place, size and response, and shown as it was")
  func patch() throws {
    let run = try compare("in", "--mean", "30,20,10", "--scale", "2")
    #expect(run.status == 0, "\(run.diagnostics)")
    let report = try pictures.json("out/compare.json")
    let patch = report["filters"][0]["patches"][0]
    #expect(patch["image"].text == "in/a.png")
    #expect(patch["xPixels"].number == 7)
    #expect(patch["yPixels"].number == 4)
    #expect(patch["widthPixels"].number == 3)
    #expect(patch["heightPixels"].number == 2)
    // Six reds of 200 less 10, doubled, and the bias.
    #expect(patch["response"].number == 2285)
    let strip = try ImageDecoder.decode(try pictures.read("out/filters/0-patches.png")).image
    #expect(strip.height == 42)
    #expect(strip.pixel(0, 0) == [200, 90, 130])
    #expect(strip.pixel(62, 41) == [200, 90, 130])
    #expect(strip.pixel(67 + 21, 21) == [50, 90, 130])
    #expect(report["weights"]["channelOrder"].text == "bgr")
    #expect(report["weights"]["isChannelOrderGuessed"].truth == false)
    #expect(report["weights"]["paddingPixels"].number == 1)
    #expect(report["weights"]["stridePixels"].number == 1)
    #expect(report["settings"]["positionsPerImage"].number == 2048)
    #expect(report["settings"]["ridge"].number == 1e-4)
  }

  @Test("the page computes with the values that the filters saw, and knows how they were made")
  func pageInput() throws {
    let run = try compare("in", "--mean", "30,20,10", "--scale", "2,4,8")
    #expect(run.status == 0, "\(run.diagnostics)")
    let page = try pictures.page()
    #expect(page["images"].elements.count == 1)
    #expect(page["images"][0]["name"].text == "a.png")
    #expect(page["images"][0]["values"].text == "images/0.js")
    let input = try pictures.script("out/images/0.js")
    #expect(input["shape"].numbers == [3, 8, 12])
    #expect(input["isInterleaved"].truth == false)
    let values = try floats(input["values"])
    // (50 - 10) · 8, (90 - 20) · 4, (130 - 30) · 2; the block is at row 4, column 7.
    #expect(values[0] == 320 && values[96] == 280 && values[192] == 200)
    #expect(values[4 * 12 + 7] == 1520)
    let head = page["head"]
    #expect(head["view"]["order"].text == "rgb")
    #expect(head["view"]["mean"].numbers == [10, 20, 30])
    #expect(head["view"]["scale"].numbers == [8, 4, 2])
    #expect(head["view"]["scalesFirst"].truth == false)
    #expect(head["subject"].text == "w.safetensors, conv1")
    #expect(
      head["command"].text
        == "lenslet compare -w w.safetensors -o out -k sobel-x --no-families in "
        + "--mean 30,20,10 --scale 2,4,8")
    let told = try #require(pictures.json("out/compare.json")["settings"]["input"].text)
    #expect(head["input"].text == told)
    #expect(run.diagnostics.contains("lenslet: images: \(told); stride 1, padding 1\n"))
  }

  @Test(
    "what the file says of the mean is taken in the order that it says",
    arguments: [("mean_bgr", "30,20,10"), ("mean_rgb", "10,20,30"), ("mean", "30,20,10")])
  func statedMean(key: String, numbers: String) throws {
    try pictures.weights(
      [2, 3, 2, 3], Array(repeating: 1, count: 36),
      metadata: ["channel_order": "BGR", "stride": "2", key: numbers])
    let run = try compare("in")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(try pictures.page()["head"]["view"]["mean"].numbers == [10, 20, 30])
    #expect(run.diagnostics.contains("; stride 2, padding 0\n"))
    #expect(try pictures.json("out/compare.json")["weights"]["stridePixels"].number == 2)
  }

  /// The numbers of an array of a page.
  private func floats(_ array: WrittenJSON) throws -> [Float] {
    try #require(array["form"].text == "floats")
    let bytes = Array(try #require(Data(base64Encoded: array["base64"].text ?? "")))
    return stride(from: 0, to: bytes.count, by: 4).map { start in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(bytes[start + $1]) << (8 * UInt32($1)) })
    }
  }

  @Test("a tensor has the channels of the file, and skips the mean")
  func tensor() throws {
    var values = [Float](repeating: 0, count: 3 * 8 * 12)
    // The last plane is red.
    for place in [4 * 12 + 7, 4 * 12 + 8] { values[192 + place] = 3 }
    let tensor = Tensor(name: "t", shape: [3, 8, 12], values: values)
    try pictures.write(try SafetensorsWriter.encode([tensor]), "t.safetensors")
    let run = try compare("t.safetensors", "--mean", "30,20,10")
    #expect(run.status == 0, "\(run.diagnostics)")
    let patch = try pictures.json("out/compare.json")["filters"][0]["patches"][0]
    #expect(patch["response"].number == 11)
  }

  @Test("shares, alignment and samples of the page and the figures are those of the JSON")
  func shares() throws {
    for seed in 1...2 { try noise("in/\(seed).png", seed: UInt64(seed)) }
    let run = try compare("in", "--stride", "3", "--padding", "0")
    #expect(run.status == 0, "\(run.diagnostics)")
    let report = try pictures.json("out/compare.json")
    let page = try pictures.page()
    let shares = report["filters"].elements.compactMap { $0["explainedVariance"].number }
    #expect(shares.count == 2)
    #expect(page["filters"].elements.compactMap { $0["explainedVariance"].number } == shares)
    let images = report["images"]
    #expect(images["count"].number == 3)
    let heldOut = try #require(images["heldOutSamples"].number)
    let fitted = try #require(images["samples"].number)
    // 3x4 places on 8x12 pixels, and twice 13x13 on 40x40, in blocks as on a chessboard, of which the
    // first is fitted: 6 and twice 85 of them.
    #expect(fitted == 176)
    #expect(heldOut == 174)
    #expect(run.diagnostics.contains("samples: \(Int(fitted)) fitted, \(Int(heldOut)) held out\n"))
    let cka = try #require(images["cka"].number)
    for line in [
      "images: 3", "linear CKA: \(String(format: "%.3f", cka))",
      "explained variance, median: \(String(format: "%.3f", (shares[0] + shares[1]) / 2))",
    ] {
      #expect(run.diagnostics.contains("lenslet: \(line)\n"), "\(run.diagnostics)")
    }
  }

  @Test("images that fail are named in the records, and counted by the page")
  func failed() throws {
    try pictures.write([], "in/b.png")
    let run = try compare("in", "--json", "-q")
    #expect(run.status == 1)
    let problem = "in/b.png: the file is empty: copy or download it again"
    #expect(run.diagnostics == "lenslet: \(problem)\n")
    let lines = try run.output.split(separator: "\n").map { try WrittenJSON($0) }
    #expect(lines.count == 3)
    #expect(lines[0]["error"].text == problem)
    #expect(lines[0]["input"].text == "in/b.png")
    #expect(lines[1]["number"].number == 0)
    #expect(lines[2]["number"].number == 1)
    let report = try pictures.json("out/compare.json")
    #expect(report["settings"]["failed"].texts == [problem])
    #expect(report["images"]["count"].number == 1)
    let figures = try pictures.page()["figures"].elements
    let live = figures.first { $0["name"].text == "images with a live window" }
    #expect(live?["value"].text == "1 of 2, the first small ones")
  }

  @Test("kernels that are not compared are told and recorded, with the reason")
  func leftOut() throws {
    try pictures.write(Array("0 0 0\n0 0 0\n".utf8), "zero.kernel")
    let run = try compare("-k", "./zero.kernel")
    #expect(run.status == 0)
    let reason = "kernel 'zero': all its weights are zero: it is not compared"
    #expect(run.diagnostics.contains("lenslet: warning: \(reason)\n"))
    let report = try pictures.json("out/compare.json")
    #expect(report["settings"]["leftOut"].texts == [reason])
    #expect(report["settings"]["input"].isThere == false)
    #expect(report["images"].isThere == false)
  }

  /// Writes a colour picture of 40x40 pixels without any pattern.
  private func noise(_ name: String, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let samples = random.bytes(4800)
    let image = Image(
      size: ImageSize(width: 40, height: 40), layout: .rgb, samples: .uint8(samples))
    try pictures.write(try ImageEncoder.encode(image, as: .png), name)
  }
}
