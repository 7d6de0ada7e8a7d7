import Codecs
import Files
import Testing
import Weights
import _TestSupport

/// What commands tell and write of networks, by values.
@Suite("values of networks")
struct NetworkValuesTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.pictures("a.png", "b.png")
    try pictures.write(ONNXText.classifier(), "net.onnx")
  }

  private func lenslet(_ arguments: String...) throws -> Tool.Run {
    let run = try Tool.run(arguments, in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    return run
  }

  /// Writes tensors of one number each.
  private func weights(_ tensors: [(name: String, shape: [Int], value: Float)]) throws {
    let filled = tensors.map { name, shape, value in
      Tensor(
        name: name, shape: shape, values: Array(repeating: value, count: shape.reduce(1, *)))
    }
    try pictures.write(try SafetensorsWriter.encode(filled), "w.safetensors")
  }

  @Test("of six layers five have no counterpart, and all of them are named")
  func withoutCounterpart() throws {
    try pictures.write(NumpyEncoder.encode(shape: [2], values: [101, 0]), "ref/mean.npy")
    let run = try lenslet("maps", "a.png", "-m", "net.onnx", "--against", "ref")
    #expect(
      run.output.hasSuffix("a.png: no counterpart of conv/out, relu, flat, logits, prob\n"),
      "\(run.output)")
  }

  @Test("of six layers without a counterpart five are named, and the sixth is counted")
  func sixWithoutCounterpart() throws {
    let values = [Float](repeating: 100, count: 6)
    try pictures.write(NumpyEncoder.encode(shape: [1, 3, 1, 2], values: values), "ref/picture.npy")
    let run = try lenslet("maps", "a.png", "-m", "net.onnx", "--against", "ref")
    #expect(
      run.output.hasSuffix(
        "a.png: no counterpart of conv/out, relu, mean, flat, logits and 1 other\n"),
      "\(run.output)")
  }

  @Test("maps in the folder itself are those of a single input, never of several")
  func severalInputs() throws {
    try pictures.write(NumpyEncoder.encode(shape: [2], values: [101, 0]), "ref/mean.npy")
    let run = try Tool.run(
      ["maps", "a.png", "b.png", "-m", "net.onnx", "--against", "ref"], in: pictures.url)
    #expect(run.status == 1)
    #expect(run.output.isEmpty, "\(run.output)")
    #expect(
      run.diagnostics.hasSuffix(
        "lenslet: b.png: there is no .npy file of a layer for it in ref/b.png\n"),
      "\(run.diagnostics)")
  }

  @Test("what is given with --set cannot be followed to the pixels: there is no page")
  func givenWithoutPage() throws {
    try pictures.write(NumpyEncoder.encode(shape: [2, 1, 2], values: [1, 3, 5, 7]), "relu.npy")
    _ = try lenslet(
      "maps", "a.png", "-m", "net.onnx", "--set", "relu=relu.npy", "-l", "mean", "--form", "npy",
      "-o", "out")
    #expect(pictures.files() == ["a.png/mean.npy", "index.jsonl"])
  }

  @Test("a network of the catalogue goes on from what is given, too")
  func givenToCatalogue() throws {
    try weights([
      ("conv1.weight", [64, 3, 7, 7], 0), ("bn1.weight", [64], 2), ("bn1.bias", [64], 3),
      ("bn1.running_mean", [64], -1), ("bn1.running_var", [64], 1 - 1e-5),
    ])
    try pictures.write(
      NumpyEncoder.encode(shape: [3, 8, 8], values: Array(repeating: 1, count: 192)), "x.npy")
    try pictures.write(
      NumpyEncoder.encode(shape: [64, 4, 4], values: Array(repeating: 1, count: 1024)), "c.npy")
    _ = try lenslet(
      "maps", "x.npy", "-m", "resnet18", "-w", "w.safetensors", "-l", "bn1", "--set",
      "conv1=c.npy", "--form", "npy", "-o", "out")
    let array = try NumpyArray(decoding: try pictures.read("out/x.npy/bn1.npy"))
    // One less the mean of -1, over a deviation of 1, times 2, plus 3.
    #expect(Set(array.values) == [7])
  }

  @Test("an open number of pictures is no open size")
  func openCount() throws {
    let network = ONNXText.model(
      ONNXText.node("Relu", ["picture"], ["r"]), initializers: [],
      inputs: [.init(name: "picture", shape: [-1, 3, 1, 2])], output: "r")
    try pictures.write(network, "open.onnx")
    let run = try lenslet("maps", "-m", "open.onnx", "--list")
    #expect(run.diagnostics.isEmpty, "\(run.diagnostics)")
    #expect(run.output.contains("1x3x1x2"), "\(run.output)")
  }

  @Test("layers are computed by the plan that is asked for")
  func plans() throws {
    let first = (0..<48).map { Float($0 % 3 - 1) }
    let second = (0..<2304).map { Float($0 % 7 - 3) }
    let network = ONNXText.model(
      ONNXText.node("Conv", ["picture", "w1"], ["c1"])
        + ONNXText.node("Conv", ["c1", "w2"], ["c2"]),
      initializers: [
        ONNXText.floats("w1", [16, 3, 1, 1], first), ONNXText.floats("w2", [16, 16, 3, 3], second),
      ], inputs: [.init(name: "picture", shape: [1, 3, 12, 12])], output: "c2")
    try pictures.write(network, "two.onnx")
    let input = (0..<432).map { Float($0 * $0 % 251) }
    try pictures.write(NumpyEncoder.encode(shape: [3, 12, 12], values: input), "x.npy")
    func maps(_ plan: String) throws -> [Double] {
      _ = try lenslet(
        "maps", "x.npy", "-m", "two.onnx", "-l", "c2", "--form", "npy", "--no-page", "--plan", plan,
        "-o", plan)
      return try NumpyArray(decoding: try pictures.read("\(plan)/x.npy/c2.npy")).values
    }
    // Sums of whole numbers are exact; Winograd's sixths and twenty-fourths are not.
    let direct = try maps("direct")
    #expect(direct.count == 1600)
    #expect(direct.prefix(3) == [-194, -889, -329])
    #expect(try maps("blocked") == direct)
    let products = try maps("winograd")
    #expect(products != direct)
    #expect(zip(products, direct).allSatisfy { abs($0 - $1) < 0.25 })
  }

  @Test("a normalisation without scale and offset is written with 1 and 0")
  func normalisationAlone() throws {
    let text = """
      input: "data" input_dim: 1 input_dim: 3 input_dim: 2 input_dim: 3
      layer { name: "norm" type: "BatchNorm" bottom: "data" top: "norm" batch_norm_param { eps: 0 } }
      """
    try pictures.write(Array(text.utf8), "net.prototxt")
    let tensors = [
      Tensor(name: "norm.weight", shape: [3], values: [90, 95, 100]),
      Tensor(name: "norm.bias", shape: [3], values: [4, 25, 1]),
      Tensor(name: "norm.2", shape: [1], values: [1]),
    ]
    try pictures.write(try SafetensorsWriter.encode(tensors), "w.safetensors")
    _ = try lenslet(
      "model", "convert", "net.prototxt", "-w", "w.safetensors", "-o", "copy.onnx")
    _ = try lenslet(
      "maps", "a.png", "-m", "copy.onnx", "--form", "npy", "--no-page", "-o", "out")
    let array = try NumpyArray(decoding: try pictures.read("out/a.png/norm.npy"))
    // 100 less the mean, over the root of the variance: 10 / 2, 5 / 5, 0 / 1.
    let scaled: [Double] = [5, 1, 0]
    #expect(array.values == scaled.flatMap { Array(repeating: $0, count: 6) })
  }

  @Test("a number of pictures that a file fixes stays when it is written again")
  func fixedCount() throws {
    let network = ONNXText.model(
      ONNXText.node("Conv", ["picture", "w"], ["c"]),
      initializers: [ONNXText.floats("w", [1, 3, 1, 1], [1, 0, 0])],
      inputs: [.init(name: "picture", shape: [2, 3, 1, 2])], output: "c")
    try pictures.write(network, "two.onnx")
    _ = try lenslet("model", "convert", "two.onnx", "-o", "copy.onnx")
    let run = try lenslet("maps", "-m", "copy.onnx", "--list")
    #expect(run.output.contains("2x1x1x2"), "\(run.output)")
  }

  @Test("the field in the picture of the file begins at a column and a row")
  func fieldInPicture() throws {
    let network = ONNXText.model(
      ONNXText.node("Relu", ["picture"], ["r"]), initializers: [],
      inputs: [.init(name: "picture", shape: [1, 3, 2, 4])], output: "r")
    try pictures.write(network, "r.onnx")
    let run = try lenslet(
      "model", "field", "r.onnx", "a.png", "-l", "r", "--at", "3,0", "--frame", "-o", "f.png")
    // The last of four columns lies in the last of the three of the file.
    #expect(
      run.output.hasSuffix("in the picture of 3x2: 1x1 from 2,0\n"), "\(run.output)")
  }

  @Test("weights of Caffe's names take pictures as the authors of VGG fed them")
  func picturesOfCaffe() throws {
    try weights([("conv1_1.weight", [64, 3, 3, 3], 0), ("conv1_1.bias", [64], 0)])
    let run = try lenslet(
      "maps", "a.png", "-m", "vgg11", "-w", "w.safetensors", "-l", "features.0", "--dry-run",
      "-o", "out")
    #expect(
      run.diagnostics.contains("then channels bgr, then subtract mean 104.007 116.669 122.679\n"))
  }

  @Test("filters whose order the form tells are recorded with that form")
  func recordedForm() throws {
    try weights([("conv1_conv/kernel:0", [7, 7, 3, 64], 0), ("conv1_conv/bias:0", [64], 0)])
    try pictures.write(
      NumpyEncoder.encode(shape: [3, 8, 8], values: Array(repeating: 1, count: 192)), "x.npy")
    _ = try lenslet(
      "maps", "x.npy", "-m", "resnet50", "-w", "w.safetensors", "-l", "conv1", "--form", "npy",
      "--no-page", "-o", "out")
    let records = try pictures.lines("out/index.jsonl")
    let filters = try #require(records.first)["filters"]
    #expect(filters["network"].text == "resnet50-keras")
    #expect(filters["channelOrder"].text == "bgr")
    #expect(filters["channelOrderReason"].text == "as Keras feeds 'resnet50-keras'")
  }

  @Test("another network has its own size, mean, scale and order; a field is rows by columns")
  func otherNetwork() throws {
    let filters = [Float](repeating: 1, count: 18)
    for (name, side) in [("net.onnx", 6), ("other.onnx", -1)] {
      let network = ONNXText.model(
        ONNXText.node("Conv", ["picture", "w"], ["c"]),
        initializers: [ONNXText.floats("w", [1, 3, 2, 3], filters)],
        inputs: [.init(name: "picture", shape: [1, 3, side, side])], output: "c")
      try pictures.write(network, name)
    }
    let run = try Tool.run(
      [
        "compare", "a.png", "-m", "net.onnx", "-k", "sobel-x", "--no-families", "--depth", "--with",
        "other.onnx", "--with-size", "5", "--with-mean", "10,20,30", "--with-scale", "0.5",
        "--with-channel-order", "bgr", "-o", "out",
      ], in: pictures.url)
    #expect(
      run.diagnostics.contains(
        "lenslet: images of other.onnx: resize the shorter side to 5 bilinear with antialias, then "
          + "crop 5x5 from the middle, then channels bgr, then subtract mean 10.0 20.0 30.0, then "
          + "multiply by 0.5\n"), "\(run.diagnostics)")
    let layer = try pictures.json("out/depth.json")["layers"][0]
    #expect(layer["fieldPixels"].numbers == [2, 3])
    #expect(layer["stridePixels"].numbers == [1, 1])
    #expect(layer["shape"].numbers == [1, 5, 4])
  }
}
