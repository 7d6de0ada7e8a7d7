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
    let filters = try pictures.json("out/index.jsonl")["filters"]
    #expect(filters["network"].text == "resnet50-keras")
    #expect(filters["channelOrder"].text == "bgr")
    #expect(filters["channelOrderReason"].text == "as Keras feeds 'resnet50-keras'")
  }

  @Test("size, mean, scale and order of another network are its own")
  func otherNetwork() throws {
    let filters = [Float](repeating: 1, count: 27)
    for (name, side) in [("net.onnx", 6), ("other.onnx", -1)] {
      let network = ONNXText.model(
        ONNXText.node("Conv", ["picture", "w"], ["c"]),
        initializers: [ONNXText.floats("w", [1, 3, 3, 3], filters)],
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
  }
}
