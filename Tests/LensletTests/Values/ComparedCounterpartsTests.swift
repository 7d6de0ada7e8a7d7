import Testing
import Weights
import _TestSupport

/// What `lenslet compare` tells of the filters of another network, by values.
@Suite("values of counterparts")
struct ComparedCounterpartsTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  private func compare(_ arguments: String...) throws -> Tool.Run {
    let settings = ["-k", "sobel-x", "--no-families", "--no-page", "-o", "out"]
    return try Tool.run(
      ["compare", "-w", "w.safetensors"] + settings + arguments, in: pictures.url)
  }

  /// A filter of 5 rows and 9 columns, zero but for two rows of three weights at a place.
  private func filter(top: Int, left: Int, sign: Float) -> [Float] {
    var weights = [Float](repeating: 0, count: 45)
    for (number, weight) in ([1, 2, 3, -4, 5, -7] as [Float]).enumerated() {
      weights[(top + number / 3) * 9 + left + number % 3] = sign * weight
    }
    return weights
  }

  @Test("a counterpart is told with its number, its score, its sign and where it lies")
  func counterpart() throws {
    var point = [Float](repeating: 0, count: 45)
    point[2 * 9 + 4] = 1
    try pictures.weights([1, 1, 5, 9], filter(top: 2, left: 3, sign: 1))
    try pictures.weights(
      [2, 1, 5, 9], point + filter(top: 1, left: 5, sign: -1), to: "v.safetensors")
    let run = try compare("--with", "v.safetensors")
    #expect(run.status == 0, "\(run.diagnostics)")
    let other = try pictures.json("out/compare.json")["other"]
    #expect(other["file"].text == "v.safetensors")
    #expect(other["layer"].text == "conv1")
    #expect(other["shape"].numbers == [2, 1, 5, 9])
    let counterpart = other["filters"][0]
    #expect(counterpart["number"].number == 0)
    #expect(counterpart["other"].number == 1)
    #expect(counterpart["score"].isNear(1))
    #expect(counterpart["isNegated"].truth == true)
    #expect(counterpart["isMutual"].truth == true)
    // What lies in row 1 and column 5 goes to row 2 and column 3.
    #expect(counterpart["shiftXPixels"].number == -2)
    #expect(counterpart["shiftYPixels"].number == 1)
    // The point is most like -7 of a norm of the root of 104.
    #expect(other["scores"][0].numbers == [-0.6864, -1])
  }

  @Test("the file of the other network stays where a result of an earlier run had its name")
  func otherAmongResults() throws {
    let weights = (1...12).map { Float($0) }
    let metadata: WeightsMetadata = ["channel_order": "RGB"]
    try pictures.weights([2, 3, 1, 2], weights, metadata: metadata)
    #expect(try compare("-q").status == 0)
    let name = "out/filters/0-learned.png"
    try #require(pictures.files().contains("filters/0-learned.png"))
    try pictures.weights([2, 3, 1, 2], weights.reversed(), metadata: metadata, to: name)
    let (bytes, files) = (try pictures.read(name), pictures.files())
    let run = try compare("--with", name)
    #expect(run.status == 64)
    #expect(
      run.diagnostics.contains(
        "\(name): would be replaced by its result: choose another folder with --output\n"),
      "\(run.diagnostics)")
    #expect(try pictures.read(name) == bytes)
    #expect(pictures.files() == files)
  }
}
