import Codecs
import Files
import Testing
import Weights
import _TestSupport

/// Weights of other libraries' names, as the tool takes them.
@Suite struct CatalogueWeightsTests {
  /// The first layers of a ResNet as torchvision names them, and a tensor to feed them with.
  private func folder(_ first: Float = 0) throws -> PictureFolder {
    func tensor(_ name: String, _ shape: [Int], _ value: Float) -> Tensor {
      Tensor(name: name, shape: shape, values: Array(repeating: value, count: shape.reduce(1, *)))
    }
    let pictures = try PictureFolder()
    let filters = Tensor(
      name: "conv1.weight", shape: [64, 3, 7, 7],
      values: [first] + Array(repeating: 0, count: 64 * 3 * 49 - 1))
    let tensors = [
      filters, tensor("bn1.weight", [64], 2), tensor("bn1.bias", [64], 3),
      tensor("bn1.running_mean", [64], -1), tensor("bn1.running_var", [64], 1 - 1e-5),
      tensor("extra.scale", [2], 0),
    ]
    try pictures.write(try SafetensorsWriter.encode(tensors), "w.safetensors")
    try pictures.write(try SafetensorsWriter.encode([tensor("x", [3, 8, 8], 1)]), "x.safetensors")
    return pictures
  }

  private func maps(_ pictures: PictureFolder, _ arguments: [String]) throws -> Tool.Run {
    try Tool.run(
      ["maps", "x.safetensors:x", "-w", "w.safetensors", "-o", "out", "--form", "npy"] + arguments,
      in: pictures.url)
  }

  @Test("the form that the names tell is computed, told and recorded")
  func form() throws {
    let pictures = try folder()
    let run = try maps(pictures, ["-m", "resnet18", "-l", "bn1"])
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(
      run.diagnostics.contains(
        "named as by torchvision, so that 'resnet18-torchvision' is computed"),
      "\(run.diagnostics)")
    #expect(run.diagnostics.contains("1 without a place in 'resnet18-torchvision': extra.scale\n"))
    #expect(!run.diagnostics.contains("missing"))
    let index = try File.read(pictures.folder("out/index.jsonl"), limit: 1 << 16)
    let text = String(decoding: index, as: UTF8.self)
    #expect(text.contains(#""names":"torchvision","network":"resnet18-torchvision""#), "\(text)")
    // Zero less the mean, over a deviation of 1, times 2, plus 3.
    #expect(text.contains(#""max":5"#), "\(text)")
    let whole = try maps(pictures, ["-m", "resnet18"])
    #expect(
      whole.diagnostics.contains("97 missing: layer1.0.conv1.weight, "), "\(whole.diagnostics)")
  }

  @Test("the table shows that form too")
  func table() throws {
    let pictures = try folder()
    let shown = try Tool.run(
      ["model", "show", "resnet50", "--weights", "w.safetensors"], in: pictures.url)
    #expect(shown.status == 0, "\(shown.diagnostics)")
    #expect(shown.diagnostics.contains("'resnet50-torchvision' is computed"))
    let form = try Tool.run(["model", "show", "resnet50-torchvision"], in: pictures.url)
    #expect(shown.output == form.output)
    let published = try Tool.run(["model", "show", "resnet50"], in: pictures.url)
    #expect(shown.output != published.output)
  }

  @Test(
    "weights that cannot be used are refused with what is wrong",
    arguments: [
      (Float(0), "resnet20-cifar", [], "conv1.weight (64x3x7x7, not 16x3x3x3)", Int32(1)),
      (0, "resnet18", ["-l", "layer1.0.conv1"], "1 missing: layer1.0.conv1.weight\n", 64),
      (.nan, "resnet18", [], "1 with NaN or infinity: conv1.weight\n", 1),
      (0, "vgg16", [], "the model 'vgg16' needs the weights of features.0, which are not", 1),
    ])
  func wrong(
    first: Float, model: String, arguments: [String], message: String, status: Int32
  ) throws {
    let pictures = try folder(first)
    let run = try maps(pictures, ["-m", model] + arguments)
    #expect(run.status == status)
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
    #expect(pictures.files().isEmpty)
  }

  @Test("behind a value that is given, weights of layers before it may be missing")
  func given() throws {
    let pictures = try PictureFolder()
    let matrix = Tensor(
      name: "ip2.weight", shape: [10, 500],
      values: (0..<5000).map { $0 % 500 == $0 / 500 ? 2 : 0 })
    let offsets = Tensor(name: "ip2.bias", shape: [10], values: Array(repeating: 1, count: 10))
    try pictures.write(try SafetensorsWriter.encode([matrix, offsets]), "w.safetensors")
    let digit = NumpyEncoder.encode(shape: [1, 28, 28], values: Array(repeating: 0, count: 784))
    try pictures.write(digit, "x.npy")
    func maps(_ layers: [String]) throws -> Tool.Run {
      let model = ["-m", "lenet", "-w", "w.safetensors", "--set", "relu1=v.npy"]
      return try Tool.run(
        ["maps", "x.npy", "-o", "out", "--form", "npy"] + model + layers, in: pictures.url)
    }
    try pictures.write(
      NumpyEncoder.encode(shape: [500], values: (0..<500).map(Float.init)), "v.npy")
    for layers in [[], ["-l", "ip2"]] {
      let run = try maps(layers)
      #expect(run.status == 0, "\(run.diagnostics)")
      #expect(!run.diagnostics.contains("missing"), "\(run.diagnostics)")
      let expected = layers.isEmpty ? ["ip2", "prob", "relu1"] : ["ip2"]
      #expect(
        pictures.files() == ["index.jsonl"] + expected.map { "x.npy/\($0).npy" })
      let values = try NumpyArray(decoding: try pictures.read("out/x.npy/ip2.npy")).values
      #expect(values == [1, 3, 5, 7, 9, 11, 13, 15, 17, 19])
    }
    let before = try maps(["-l", "ip1"])
    #expect(before.status == 64)
    #expect(
      before.diagnostics.contains("3 missing: conv1.weight, conv2.weight, ip1.weight"),
      "\(before.diagnostics)")
  }
}
