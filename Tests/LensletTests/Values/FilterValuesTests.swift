import Codecs
import Foundation
import Pixels
import Testing
import _TestSupport

/// What `lenslet filter` computes and tells, by values.
@Suite("values of filtered images")
struct FilterValuesTests {
  let pictures: PictureFolder

  /// A picture of five columns and three rows, all of different values, and a kernel of 1x3.
  init() throws {
    pictures = try PictureFolder()
    let image = Image(
      size: ImageSize(width: 5, height: 3), layout: .grey,
      samples: .uint8([1, 2, 4, 8, 16, 3, 6, 12, 24, 48, 5, 10, 20, 40, 80]))
    try pictures.write(try ImageEncoder.encode(image, as: .png), "a.png")
    try pictures.write(Array("1 10 0\n".utf8), "k.kernel")
  }

  private func filter(_ arguments: String...) throws -> Tool.Run {
    let run = try Tool.run(
      ["filter", "a.png", "-k", "./k.kernel", "-o", "out"] + arguments, in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    return run
  }

  private func values() throws -> [Double] {
    try NumpyArray(decoding: try pictures.read("out/a.npy")).values
  }

  @Test(
    "options of the convolution give what a straight loop gives",
    arguments: [
      ([], [12, 21, 42, 84, 168], 0), (["--flip"], [12, 24, 48, 96, 168], 0),
      (["--dilation", "2x1"], [14, 22, 41, 82, 164], 0),
      (["--dilation", "1x2"], [12, 21, 42, 84, 168], 0),
      (["--border", "replicate"], [11, 21, 42, 84, 168], 0),
      (["--border", "constant:7"], [17, 21, 42, 84, 168], 0),
      (["--size", "valid"], [21, 42, 84], 0), (["--stride", "2x1"], [12, 42, 168], 0),
      (["--stride", "1x2"], [60, 105, 210, 420, 840], 1),
    ] as [([String], [Double], Int)])
  func convolution(options: [String], row: [Double], number: Int) throws {
    let run = try Tool.run(
      ["filter", "a.png", "-k", "./k.kernel", "-o", "out", "--format", "npy"] + options,
      in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    let all = try values()
    #expect(Array(all[(number * row.count)..<((number + 1) * row.count)]) == row)
  }

  @Test("a colour picture becomes grey by luma, or by luminance in linear light")
  func grey() throws {
    let image = Image(
      size: ImageSize(width: 1, height: 2), layout: .rgb, samples: .uint8([255, 0, 0, 0, 255, 0]))
    try pictures.write(try ImageEncoder.encode(image, as: .png), "a.png")
    try pictures.write(Array("1\n".utf8), "k.kernel")
    _ = try filter("--format", "npy")
    #expect(try values() == [255, 0, 0, 255, 0, 0])
    _ = try filter("--format", "npy", "--grey")
    // Rec. 601, 0.299 and 0.587, in whole numbers as the samples are.
    #expect(try values() == [76, 150])
    _ = try filter("--format", "npy", "--grey", "--linear")
    for (value, share) in zip(try values(), [0.2126, 0.7152]) {
      #expect(abs(value - 255 * share) < 0.05)
    }
  }

  @Test("a record tells the size, channels and range of what was written")
  func record() throws {
    let run = try filter("--json", "-q", "--range", "minmax")
    let record = try WrittenJSON(run.output)
    #expect(record["input"].text == "a.png")
    #expect(record["output"].text == "out/a.png")
    #expect(record["kernel"].text == "k")
    #expect(record["status"].text == "done")
    #expect(record["width"].number == 5)
    #expect(record["height"].number == 3)
    #expect(record["channels"].number == 1)
    #expect(record["range"].text == "minmax")
    #expect(record["black"].number == 12)
    #expect(record["white"].number == 840)
    #expect(record["plan"].isThere)
  }

  @Test("the page computes with the kernel as it was applied, and the samples as they were")
  func page() throws {
    try pictures.write(Array("1 10 0\n2 0 3\n".utf8), "k.kernel")
    _ = try filter(
      "-q", "--page", "--range", "minmax", "--flip", "--stride", "1x2", "--dilation", "2x1",
      "--grey")
    let page = try pictures.page()
    let head = page["head"]
    #expect(head["kind"].text == "filter")
    #expect(head["subject"].text == "k")
    #expect(head["input"].text == "grey")
    let image = page["images"][0]
    #expect(image["name"].text == "a.png")
    #expect(image["picture"].text == "../a.png")
    #expect(image["values"].text == "index.inputs/a.png.js")
    let maps = image["maps"][0]
    #expect(maps["file"].text == "a.png")
    #expect(maps["shape"].numbers == [1, 2, 5])
    let (black, white) = (maps["black"].number ?? 0, maps["white"].number ?? 0)
    #expect(black < white)
    let samples = try pictures.script("out/index.inputs/a.png.js")
    #expect(samples["shape"].numbers == [1, 3, 5])
    #expect(samples["isInterleaved"].truth == true)
    let bytes = Data(base64Encoded: samples["values"]["base64"].text ?? "").map(Array.init)
    #expect(bytes == [1, 2, 4, 8, 16, 3, 6, 12, 24, 48, 5, 10, 20, 40, 80])
    let step = try pictures.script("out/index.js")[0]
    #expect(step["name"].text == "k")
    #expect(step["stride"].numbers == [2, 1])
    #expect(step["dilation"].numbers == [1, 2])
    #expect(step["range"].text == "minmax")
    let kernel = step["kernels"][0]
    #expect(kernel["height"].number == 2)
    #expect(kernel["width"].number == 3)
    // The anchor of two rows is the second, which a turn makes the first.
    #expect(kernel["anchor"].numbers == [0, 1])
    let weights = Data(base64Encoded: kernel["weights"]["base64"].text ?? "").map(Array.init)
    #expect(weights == [3, 0, 2, 0, 10, 1])
  }

  @Test("an input of the page stays where its result is left as it is")
  func skipped() throws {
    _ = try filter("-q", "--page")
    let run = try filter("-q", "--page", "--skip-existing", "--json")
    #expect(try WrittenJSON(run.output)["status"].text == "skipped")
    let image = try pictures.page()["images"][0]
    #expect(image["values"].text == "index.inputs/a.png.js")
    #expect(image["maps"][0]["file"].text == "a.png")
  }

  @Test("what is linear or grey is told by the page, in the order of the steps")
  func lightOnPage() throws {
    _ = try filter("-q", "--page", "--linear", "--grey")
    #expect(try pictures.page()["head"]["input"].text == "linear light, then grey")
    _ = try filter("-q", "--page", "--linear")
    #expect(try pictures.page()["head"]["input"].text == "linear light")
  }

  @Test("more than four kernels are counted in the subject of the page")
  func subject() throws {
    _ = try filter(
      "-q", "--page", "-k", "box3", "-k", "edge", "-k", "sobel", "-k", "box5", "-k", "log5")
    #expect(try pictures.page()["head"]["subject"].text == "k, box3, edge, sobel and 2 more")
    #expect(
      try pictures.page()["images"][0]["maps"].elements.map { $0["file"].text } == [
        "a-k.png", "a-box3.png", "a-edge.png", "a-sobel.png", "a-box5.png", "a-log5.png",
      ])
  }

  @Test("as many pixels as are allowed are read, and one more is refused")
  func maxPixels() throws {
    _ = try filter("-q", "--max-pixels", "15")
    let run = try pictures.filter(
      "a.png", "-k", "./k.kernel", "-o", "out", "-q", "--max-pixels", "14")
    #expect(run.status == 1)
    #expect(run.diagnostics.hasPrefix("lenslet: a.png: "))
  }

  @Test("the effort of PNG and the quality and sampling of JPEG reach the files")
  func encoding() throws {
    var random = SeededGenerator(seed: 3)
    let samples = (0..<64 * 64 * 3).map { _ in UInt8.random(in: 90...150, using: &random) }
    let image = Image(
      size: ImageSize(width: 64, height: 64), layout: .rgb, samples: .uint8(samples))
    try pictures.write(try ImageEncoder.encode(image, as: .png), "a.png")
    try pictures.write(Array("1\n".utf8), "k.kernel")
    for effort in PNGCompression.allCases {
      _ = try filter("-q", "--compression", effort.rawValue)
      #expect(
        try pictures.read("out/a.png") == ImageEncoder.encode(image, as: .png, compression: effort))
    }
    for (options, quality, subsampling) in [
      ([], 90, ChromaSubsampling.quartered), (["--quality", "89"], 89, .quartered),
      (["--quality", "90"], 90, .none), (["--quality", "40", "--subsampling", "444"], 40, .none),
      (["--subsampling", "422"], 90, .halved),
    ] {
      let run = try Tool.run(
        ["filter", "a.png", "-k", "./k.kernel", "-o", "out", "-q", "--format", "jpeg"] + options,
        in: pictures.url)
      #expect(run.status == 0)
      let expected = try ImageEncoder.encode(
        image, as: .jpeg, quality: quality, subsampling: subsampling)
      #expect(try pictures.read("out/a.jpg") == expected, "\(options)")
    }
  }
}
