import Codecs
import Pixels
import Testing
import Weights
import _TestSupport

/// Numbers of pipelines and their files where one more or one less, or rows for columns, would show.
@Suite("values of pipelines")
struct RunValuesTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  private func run(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(arguments, in: pictures.url)
  }

  private func pipeline(_ text: String) throws { try pictures.write(Array(text.utf8), "p.json5") }

  private func tensors(_ tensors: Tensor..., to name: String) throws {
    try pictures.write(try SafetensorsWriter.encode(tensors), name)
  }

  /// The words of a row of the table of steps.
  private func row(_ number: Int, input: String) throws -> [String] {
    let run = try run("run", "--check", "p.json5", "--input-size", input)
    #expect(run.status == 0, "\(run.diagnostics)")
    let rows = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    return rows.indices.contains(number) ? rows[number] : []
  }

  @Test(
    "numbers of maps have as many digits as the last one",
    arguments: [(10, ["0", "9"]), (11, ["00", "10"])])
  func digits(count: Int, names: [String]) throws {
    let values: [Float] = (0..<count).map { Float($0) }
    try tensors(Tensor(name: "t", shape: [count, 1, 1], values: values), to: "in.safetensors")
    try pipeline("{ steps: [{ name: 'r', relu: {} }], export: { forms: ['png'] } }")
    #expect(try run("run", "p.json5", "in.safetensors", "-o", "out", "-q").status == 0)
    let files = try pictures.lines("out/index.jsonl").compactMap { $0["file"].text }
    #expect(files.count == count)
    #expect(files.first == "in.safetensors/r/\(names[0]).png")
    #expect(files.last == "in.safetensors/r/\(names[1]).png")
  }

  @Test("windows lie side by side where no stride is written, along rows and columns")
  func defaultStride() throws {
    try pipeline("{ steps: [{ name: 'p', max: { extent: [2, 3] } }] }")
    #expect(try row(2, input: "1x10x21") == ["p", "max", "1x5x7", "0", "0", "2x3", "2x3", "0"])
  }

  @Test("a crop is rows, then columns")
  func crop() throws {
    try pipeline(
      "{ input: { crop: [6, 9], colour: 'rgb' }, steps: [{ name: 'r', relu: {} }] }")
    #expect(try row(2, input: "40x30").prefix(3) == ["r", "relu", "3x6x9"])
  }

  @Test("a learned batch normalisation multiplies by the weight and adds the bias")
  func batchNormalisation() throws {
    try tensors(
      Tensor(name: "n.running_mean", shape: [1], values: [1]),
      Tensor(name: "n.running_var", shape: [1], values: [4]),
      Tensor(name: "n.weight", shape: [1], values: [5]),
      Tensor(name: "n.bias", shape: [1], values: [7]), to: "w.safetensors")
    try tensors(Tensor(name: "t", shape: [1, 1, 1], values: [5]), to: "in.safetensors")
    try pipeline(
      """
      { steps: [{ name: 'b', batchnorm: { layer: 'n', weights: 'w.safetensors', epsilon: 0 } }],
        export: { forms: ['npy'] } }
      """)
    let run = try run("run", "p.json5", "in.safetensors", "-o", "out", "-q")
    #expect(run.status == 0, "\(run.diagnostics)")
    let array = try NumpyArray(decoding: try pictures.read("out/in.safetensors/b.npy"))
    // (5 - 1) / 2 · 5 + 7
    #expect(array.values == [17])
  }

  @Test("a rehearsal takes a picture that may be stored turned, and tells no more than there is")
  func rehearsal() throws {
    let image = Image(
      size: ImageSize(width: 20, height: 4), layout: .grey,
      samples: .uint8(Array(repeating: 9, count: 80)))
    try pictures.write(try ImageEncoder.encode(image, as: .jpeg), "a.jpg")
    try pictures.weights([2, 3, 10, 1], Array(repeating: 1, count: 60))
    let run = try run(
      "maps", "a.jpg", "-m", "first-layer", "-w", "w.safetensors", "-l", "conv1", "--form", "png",
      "--top", "9", "-o", "out", "--dry-run", "-q")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.output == "a.jpg -> out/a.jpg/conv1/ (2 pictures)\n")
  }

  @Test("values for the page are left out where they are more bytes than a page should load")
  func largeInput() throws {
    // 1775 · 1775 numbers of four bytes are more than 12 MiB; one of them is not a byte.
    var values = [Float](repeating: 0, count: 1775 * 1775)
    values[0] = 0.5
    try tensors(Tensor(name: "t", shape: [1, 1775, 1775], values: values), to: "in.safetensors")
    try pipeline(
      "{ steps: [{ name: 'p', max: { extent: 100 } }], export: { forms: ['npy'] } }")
    let run = try run("run", "p.json5", "in.safetensors", "-o", "out", "-q")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(pictures.files("out/in.safetensors") == ["p.npy"])
    #expect(try pictures.page()["images"][0]["values"].isThere == false)
  }
}
