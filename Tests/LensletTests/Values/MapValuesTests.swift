import Codecs
import Foundation
import Pixels
import Testing
import Weights
import _TestSupport

/// What `lenslet run` and `lenslet maps` tell of maps, by values.
@Suite("values of maps")
struct MapValuesTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  /// Writes an input of two maps of 2x3 values, and a pipeline that rectifies them.
  private func writeMaps(export: String) throws {
    let values: [Float] = [-1, 0, 2, -3, 6, 4, 1, 1, 1, 1, 1, -8]
    let tensor = Tensor(name: "t", shape: [2, 2, 3], values: values)
    try pictures.write(try SafetensorsWriter.encode([tensor]), "in.safetensors")
    try pictures.write(
      Array("{ steps: [{ name: 'r', relu: {} }], export: \(export) }".utf8), "p.json5")
  }

  private func run(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(["run", "p.json5"] + arguments + ["-o", "out"], in: pictures.url)
  }

  @Test("the index tells the numbers of each file, and --json the same")
  func index() throws {
    try writeMaps(export: "{ forms: ['png', 'sheet', 'npy'] }")
    let run = try run("in.safetensors", "--json", "-q")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(try pictures.text("out/index.jsonl") == run.output)
    let records = try pictures.lines("out/index.jsonl")
    #expect(records.count == 5)
    #expect(records[4]["files"].number == 4)
    let lines = records.dropLast()
    #expect(lines.allSatisfy { $0["input"].text == "in.safetensors" && $0["layer"].text == "r" })
    #expect(lines.allSatisfy { $0["stage"].isThere == false })
    #expect(
      lines.map { $0["file"].text } == [
        "in.safetensors/r/0.png", "in.safetensors/r/1.png", "in.safetensors/r.sheet.png",
        "in.safetensors/r.npy",
      ])
    #expect(lines.map { $0["form"].text } == ["png", "png", "sheet", "npy"])
    #expect(lines.map { $0["channel"].number } == [0, 1, nil, nil])
    // Maps of 0 0 2 0 6 4 and 1 1 1 1 1 0.
    #expect(lines.map { $0["shape"].numbers } == [[1, 2, 3], [1, 2, 3], [2, 2, 3], [2, 2, 3]])
    #expect(lines.map { $0["min"].number } == [0, 0, 0, 0])
    #expect(lines.map { $0["max"].number } == [6, 1, 6, 6])
    let means: [Double] = [2, 5 / 6, 17 / 12, 17 / 12]
    for (line, mean) in zip(lines, means) { #expect(line["mean"].isNear(mean)) }
    // The mean of the squares less the square of the mean: 56 / 6 - 4, and 5 / 6 - 25 / 36.
    #expect(lines[0]["standardDeviation"].isNear((32 / 6.0).squareRoot()))
    #expect(lines[1]["standardDeviation"].isNear((5 / 36.0).squareRoot()))
    let shares: [Double] = [1 / 2, 1 / 6, 1 / 3, 1 / 3]
    for (line, share) in zip(lines, shares) { #expect(line["zeroShare"].isNear(share)) }
    #expect(lines.allSatisfy { $0["nanCount"].number == 0 && $0["infiniteCount"].number == 0 })
    #expect(lines.map { $0["displayRange"].numbers } == [[0, 6], [0, 1], nil, nil])
    #expect(lines.map { $0["colours"].text } == ["grey", "grey", "grey", nil])
    #expect(lines.map { $0["scaling"].text } == ["map", "map", "map", nil])
  }

  @Test("one scale of a layer is that of its pictures and of its sheet")
  func sharedScale() throws {
    try writeMaps(export: "{ forms: ['png', 'sheet'], scaling: 'layer', colours: 'viridis' }")
    #expect(try run("in.safetensors", "-q").status == 0)
    let lines = try pictures.lines("out/index.jsonl").dropLast()
    #expect(lines.map { $0["displayRange"].numbers } == [[0, 6], [0, 6], [0, 6]])
    #expect(lines.allSatisfy { $0["colours"].text == "viridis" && $0["scaling"].text == "layer" })
  }

  @Test("the page has the numbers, files and folder of each input's maps")
  func page() throws {
    try writeMaps(export: "{ forms: ['png', 'sheet', 'npy', 'npz'] }")
    #expect(try run("in.safetensors", "-q").status == 0)
    let page = try pictures.page()
    let image = page["images"][0]
    #expect(image["name"].text == "in.safetensors")
    #expect(image["folder"].text == "in.safetensors")
    #expect(image["values"].text == "in.safetensors/input.js")
    #expect(image["error"].isThere == false)
    #expect(image["maps"].elements.count == 1)
    let maps = image["maps"][0]
    #expect(maps["step"].number == 0)
    #expect(maps["shape"].numbers == [2, 2, 3])
    #expect(maps["channels"].numbers == [0, 1])
    #expect(maps["min"].numbers == [0, 0])
    #expect(maps["max"].numbers == [6, 1])
    #expect(maps["mean"][0].isNear(2))
    #expect(maps["mean"][1].isNear(5 / 6.0))
    #expect(maps["zeros"][0].isNear(0.5))
    #expect(maps["zeros"][1].isNear(1 / 6.0))
    #expect(maps["sheet"].text == "in.safetensors/r.sheet.png")
    #expect(maps["arrays"].texts == ["in.safetensors/r.npy", "in.safetensors/r.npz"])
    #expect(page["head"]["kind"].text == "maps")
    #expect(page["head"]["subject"].text == "p.json5")
    #expect(page["head"]["command"].text == "lenslet run p.json5 in.safetensors -q -o out")
  }

  @Test("values that are not finite are warned of and counted, whole records apart")
  func notFinite() throws {
    let values: [Float] = [.nan, .infinity, 2, -.infinity]
    let tensor = Tensor(name: "t", shape: [1, 2, 2], values: values)
    try pictures.write(try SafetensorsWriter.encode([tensor]), "in.safetensors")
    try pictures.write(
      Array(
        "{ steps: [{ name: 'r', max: { extent: 1 } }], export: { forms: ['npy'] } }".utf8),
      "p.json5")
    let told = try run("in.safetensors")
    #expect(told.status == 0, "\(told.diagnostics)")
    let warning =
      "lenslet: warning: in.safetensors: layer 'r': 1 not-a-number and 2 infinite among the "
      + "values; pictures show them in magenta\n"
    #expect(told.diagnostics.contains(warning), "\(told.diagnostics)")
    let line = try pictures.lines("out/index.jsonl")[0]
    #expect(line["nanCount"].number == 1)
    #expect(line["infiniteCount"].number == 2)
    #expect(line["min"].number == 2 && line["max"].number == 2)
    #expect(try run("in.safetensors", "-q").diagnostics.isEmpty)
  }

  @Test("the pictures of the most active maps are of those, and arrays hold all")
  func top() throws {
    let values: [Float] = [1, 1, 7, 7, 3, 3]
    let tensor = Tensor(name: "t", shape: [3, 1, 2], values: values)
    try pictures.write(try SafetensorsWriter.encode([tensor]), "in.safetensors")
    try pictures.write(
      Array(
        "{ steps: [{ name: 'r', relu: {} }], export: { forms: ['png', 'npy'], top: 2 } }".utf8),
      "p.json5")
    let run = try run("in.safetensors")
    #expect(run.diagnostics.hasPrefix("1 image done, 0 failed, 0 skipped: 3 files in "))
    let lines = try pictures.lines("out/index.jsonl").dropLast()
    #expect(lines.map { $0["channel"].number } == [1, 2, nil])
    for (line, mean) in zip(lines, [7, 3, 11 / 3.0]) { #expect(line["mean"].isNear(mean)) }
    #expect(lines.map { $0["shape"].numbers } == [[1, 1, 2], [1, 1, 2], [3, 1, 2]])
    let maps = try pictures.page()["images"][0]["maps"][0]
    #expect(maps["channels"].numbers == [1, 2])
    #expect(maps["max"].numbers == [7, 3])
  }

  @Test("a failure is told by the page in the place of its maps")
  func failed() throws {
    try pictures.pictures("in/a.png")
    try pictures.write([], "in/b.png")
    try pictures.write(
      Array(
        """
        { input: { colour: 'grey', order: 'scale-mean' }, steps: [{ name: 'r', relu: {} }],
          export: { forms: ['npy'] } }
        """.utf8), "p.json5")
    #expect(try run("in", "-q").status == 1)
    let page = try pictures.page()
    #expect(page["images"].elements.map { $0["name"].text } == ["a.png", "b.png"])
    #expect(
      page["images"][1]["error"].text
        == "in/b.png: the file is empty: copy or download it again")
    #expect(page["images"][1]["maps"].elements.isEmpty)
    #expect(page["images"][1]["values"].isThere == false)
    let input = try pictures.script("out/a.png/input.js")
    #expect(input["shape"].numbers == [1, 2, 3])
    #expect(input["isInterleaved"].truth == false)
    #expect(input["values"]["form"].text == "bytes")
    #expect(input["values"]["base64"].text == Data(repeating: 100, count: 6).base64EncodedString())
    let line = try pictures.lines("out/index.jsonl")[0]
    #expect(line["stage"].text == page["head"]["input"].text)
    #expect(page["head"]["view"]["scalesFirst"].truth == true)
  }

  @Test("the table counts multiply-adds by output positions, maps and weights")
  func multiplyAdds() throws {
    try pictures.write(Array("1 2 3\n4 5 6\n".utf8), "six.kernel")
    let text = """
      { steps: [
        { name: 'bank', convolve: { kernels: ['sobel-x', './six.kernel'], border: 'reflect101' } },
        { name: 'pool', max: { extent: 2, stride: 2 } },
      ] }
      """
    try pictures.write(Array(text.utf8), "p.json5")
    let run = try Tool.run(
      ["run", "--check", "p.json5", "--input-size", "3x10x20"], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    let rows = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    // 10 · 20 positions, three maps, 9 and 6 weights.
    #expect(rows[2].prefix(5) == ["bank", "convolve", "6x10x20", "0", "9000"])
    #expect(rows[3].prefix(5) == ["pool", "max", "6x5x10", "0", "0"])
    #expect(rows[4].prefix(3) == ["sum", "0", "9000"])
  }

  @Test("the table tells rows before columns")
  func rowsAndColumns() throws {
    try pictures.write(
      Array("{ steps: [{ name: 'p', max: { extent: [2, 3], stride: [1, 2] } }] }".utf8), "p.json5")
    let run = try Tool.run(
      ["run", "--check", "p.json5", "--input-size", "1x10x21"], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    let rows = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(rows[2] == ["p", "max", "1x9x10", "0", "0", "2x3", "1x2", "0"])
  }

  @Test("filters that may be read in two ways, or take other colours, are warned of")
  func warnings() throws {
    let tensor = Tensor(name: "x", shape: [3, 3, 3, 3], values: (0..<81).map { Float($0) })
    try pictures.write(
      try SafetensorsWriter.encode([tensor], metadata: ["channel_order": "BGR"]), "w.safetensors")
    try pictures.write(
      Array(
        """
        { input: { colour: 'rgb' },
          steps: [{ name: 'c', convolve: { layer: 'x', weights: 'w.safetensors' } }] }
        """.utf8), "p.json5")
    let arguments = ["run", "--check", "p.json5", "--input-size", "3x10x21"]
    let told = try Tool.run(arguments, in: pictures.url)
    #expect(told.status == 0, "\(told.diagnostics)")
    let warnings = told.diagnostics.components(separatedBy: "\n")
      .filter { $0.contains("warning: ") }
    #expect(warnings.count == 2, "\(told.diagnostics)")
    #expect(warnings.first?.hasPrefix("lenslet: warning: 'x' of shape 3x3x3x3 is read as ") == true)
    let colours =
      "lenslet: warning: the filters of 'c' take BGR, but the input is RGB: write colour: \"bgr\" "
      + "in the section input, unless the file is wrong"
    #expect(warnings.last == colours)
    #expect(try Tool.run(arguments + ["-q"], in: pictures.url).diagnostics.isEmpty)
  }

  @Test("pictures of maps are enlarged as often as is asked for")
  func enlarged() throws {
    try pictures.pictures("a.png")
    try pictures.weights([1, 3, 1, 1], [1, 1, 1], metadata: ["channel_order": "RGB"])
    let run = try Tool.run(
      [
        "maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "-l", "conv1", "--form", "png",
        "--enlarge", "5", "-o", "out", "-q",
      ], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    let image = try ImageDecoder.decode(try pictures.read("out/a.png/conv1/0.png")).image
    #expect(image.size == ImageSize(width: 15, height: 10))
  }

  @Test("files of an earlier run are counted, and the page has the name of the pipeline alone")
  func earlier() throws {
    try writeMaps(export: "{ forms: ['npy'] }")
    try pictures.write(try pictures.read("p.json5"), "sub/p.json5")
    for options in [["--no-page"], []] {
      let run = try Tool.run(
        ["run", "sub/p.json5", "in.safetensors", "-o", "out"] + options, in: pictures.url)
      #expect(run.status == 0, "\(run.diagnostics)")
      #expect(
        run.diagnostics.contains("lenslet: out: 2 files of an earlier run are removed\n")
          == options.isEmpty, "\(run.diagnostics)")
    }
    #expect(try pictures.page()["head"]["subject"].text == "p.json5")
  }

  @Test("filters of a file are named in the records of maps")
  func filters() throws {
    try pictures.pictures("a.png")
    try pictures.weights(
      [2, 3, 1, 1], [1, 0, 0, 0, 0, 2], bias: [0, 10], metadata: ["channel_order": "RGB"])
    let run = try Tool.run(
      [
        "maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "-l", "conv1", "--form",
        "npy", "--mean", "90,80,70", "--scale", "0.5,3,4", "--stride", "2x1", "--padding", "1",
        "-o",
        "out",
      ], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    let lines = try pictures.lines("out/index.jsonl")
    #expect(lines.count == 2)
    let filters = lines[0]["filters"]
    #expect(filters["tensor"].text == "conv1.weight")
    #expect(filters["shape"].numbers == [2, 3, 1, 1])
    #expect(filters["axes"].text == "oihw")
    #expect(filters["channelOrder"].text == "rgb")
    #expect(filters["isChannelOrderGuessed"].truth == false)
    let array = try NumpyArray(decoding: try pictures.read("out/a.png/conv1.npy"))
    #expect(array.shape == [2, 4, 3])
    // A rim of zeros; reds of (100 - 90) / 2, then blues of 2 · 4 · (100 - 70) and 10 more.
    let red: [Double] = [0, 0, 0, 0, 5, 0, 0, 5, 0, 0, 0, 0]
    #expect(array.values == red + red.map { $0 == 0 ? 10 : 250 })
    let view = try pictures.page()["head"]["view"]
    #expect(view["mean"].numbers == [90, 80, 70])
    #expect(view["scale"].numbers == [0.5, 3, 4])
    #expect(view["order"].text == "rgb")
  }
}
