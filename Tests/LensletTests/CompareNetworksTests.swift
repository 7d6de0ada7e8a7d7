import Codecs
import Files
import Foundation
import Pixels
import Testing
import _TestSupport

/// `lenslet compare` on networks, as a process.
@Suite struct CompareNetworksTests {
  let pictures: PictureFolder

  private static let sobelX: [Float] = [-1, 0, 1, -2, 0, 2, -1, 0, 1]
  private static let sobelY: [Float] = [-1, -2, -1, 0, 0, 0, 1, 2, 1]

  init() throws {
    pictures = try PictureFolder()
    try pictures.write(Self.network([Self.sobelX, Self.sobelY]), "net.onnx")
    // The filters of the other network change places, and one its sign.
    try pictures.write(
      Self.network([Self.sobelY, Self.sobelX.map { -$0 }], isComputed: true), "other.onnx")
  }

  /// Two filters that do the same with each colour, a rectifier, and a mixture of both maps.
  private static func network(
    _ filters: [[Float]], isComputed: Bool = false, metadata: [(key: String, text: String)] = []
  ) -> [UInt8] {
    let name = isComputed ? "stored" : "w1"
    let weights = ONNXText.floats(name, [2, 3, 3, 3], filters.flatMap { $0 + $0 + $0 })
    let mixture = ONNXText.floats("w2", [1, 2, 1, 1], [1, 1])
    let nodes =
      (isComputed ? ONNXText.node("Identity", ["stored"], ["w1"]) : [])
      + ONNXText.node("Conv", ["picture", "w1"], ["conv1"])
      + ONNXText.node("Relu", ["conv1"], ["relu1"])
      + ONNXText.node("Conv", ["relu1", "w2"], ["conv2"])
    return ONNXText.model(
      nodes, initializers: [weights, mixture],
      inputs: [ONNXText.Value(name: "picture", shape: [1, 3, 12, 12])],
      output: "conv2", metadata: metadata)
  }

  @Test("the first layer of a network's own file is compared, with its step")
  func first() throws {
    let run = try compare("-m", "net.onnx")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.diagnostics.contains("conv1: 2 filters of 3x3x3"))
    let report = try json("compare.json")
    let weights = try #require(report["weights"] as? [String: Any])
    #expect(weights["layer"] as? String == "conv1")
    #expect(weights["tensor"] as? String == "w1")
    #expect(weights["stridePixels"] as? Int == 1)
    #expect(weights["paddingPixels"] as? Int == 0)
    #expect(weights["isChannelOrderGuessed"] as? Bool == true)
    let filters = try #require(report["filters"] as? [[String: Any]])
    let match = try #require(filters[0]["match"] as? [String: Any])
    #expect(match["name"] as? String == "sobel-x")
    #expect(try #require(match["score"] as? Double) > 0.999)
  }

  @Test("the order of channels is told with what says it, and is no guess then")
  func order() throws {
    let network = Self.network([Self.sobelX, Self.sobelY], metadata: [("channel_order", "bgr")])
    try pictures.write(network, "net.onnx")
    let run = try compare("-m", "net.onnx")
    #expect(
      run.diagnostics.contains("channel order BGR, from the metadata 'channel_order'; "),
      "\(run.diagnostics)")
    let weights = try #require(try json("compare.json")["weights"] as? [String: Any])
    #expect(weights["channelOrder"] as? String == "bgr")
    #expect(weights["isChannelOrderGuessed"] as? Bool == false)
  }

  @Test(
    "what is asked for wrongly is told in one line, before any work",
    arguments: [
      (["-m", "net.onnx", "-l", "conv2"], "'conv2' are 1x2x1x1; filters on 1 or 3 channels"),
      (["-m", "net.onnx", "-l", "conv2"], "are compared: conv1 has them"),
      (["-m", "net.onnx", "-l", "relu1"], "'relu1' is of the kind relu, not a convolution"),
      (["-m", "net.onnx", "-l", "covn1"], "did you mean 'conv1'?"),
      (["-m", "net.onnx", "--stride", "2"], "--stride and --padding are not for --model"),
      (["-m", "net.onnx", "-w", "w.npy"], "--weights is not for an ONNX file"),
      (["-m", "googlnet"], "did you mean 'googlenet'?"),
      (["-m", "first-layer"], "--model is a network"),
      ([], "name a network with --model, or a file of weights with --weights"),
      (["-m", "net.onnx", "--depth"], "--depth needs images"),
      (["-w", "w.npy", "--depth", "in"], "--depth needs a network"),
      (["-m", "net.onnx", "--depth-layer", "conv1"], "--depth-layer is for --depth"),
      (["-m", "net.onnx", "--with-layer", "conv1"], "are for --with"),
      (
        ["-m", "net.onnx", "--with", "net.onnx", "--with-depth-layer", "conv1"],
        "--with-depth-layer is for --depth"
      ),
      (
        ["-m", "net.onnx", "in", "--depth", "--with", "w.npy"],
        "--depth needs a network with --with, not a file of weights alone"
      ),
      (["-m", "net.onnx", "--with", "other.onnx", "--with-size", "0"], "--with-size is 1 to"),
      (["-m", "net.onnx", "--with", "other.onnx", "--with-layer", "x"], "there is no layer 'x'"),
      (["-m", "net.onnx", "in", "--depth", "--depth-layer", "x"], "there is no layer 'x'"),
    ])
  func mistakes(arguments: [String], message: String) throws {
    try noise(count: 1)
    try pictures.write([], "w.npy")
    let run = try Tool.run(["compare"] + arguments + ["-o", "out"], in: pictures.url)
    #expect(run.status == 64, "\(run.diagnostics)")
    #expect(run.diagnostics.contains(message), "\(run.diagnostics)")
    #expect(pictures.files().isEmpty)
  }

  @Test("filters of two networks find each other over their sign")
  func others() throws {
    let run = try compare("-m", "net.onnx", "--with", "other.onnx")
    #expect(run.status == 0, "\(run.diagnostics)")
    let other = try #require(try json("compare.json")["other"] as? [String: Any])
    #expect(other["layer"] as? String == "conv1")
    #expect((other["file"] as? String)?.hasSuffix("other.onnx") == true)
    let filters = try #require(other["filters"] as? [[String: Any]])
    #expect(filters.map { $0["other"] as? Int } == [1, 0])
    #expect(filters.map { $0["isNegated"] as? Bool } == [true, false])
    #expect(filters.map { $0["isMutual"] as? Bool } == [true, true])
    #expect(filters.allSatisfy { ($0["score"] as? Double ?? 0) > 0.999 })
    #expect(Set(pictures.files()).isSuperset(of: ["others.png", "others-scores.png"]))
  }

  @Test("layers by depth: handcrafted kernels are explained wholly, what is mixed of them is not")
  func depth() throws {
    try noise(count: 6)
    let run = try compare(
      "-m", "net.onnx", "in", "--depth", "--with", "other.onnx", "-k", "sobel-x", "-k", "sobel-y",
      "--no-families")
    #expect(run.status == 0, "\(run.diagnostics)")
    let told = try #require(
      run.diagnostics.split(separator: "\n").first { $0.contains(": explained by depth: ") })
    #expect(told.hasPrefix("lenslet: explained by depth: 1.000 at 'conv1', 0."))
    #expect(told.hasSuffix(" at 'conv2', of 2 layers"), "\(told)")
    let lines = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines.map(\.first) == ["layer", "conv1", "conv2"])
    #expect(lines[1][1..<8] == ["convolution", "1", "3", "1", "2x10x10", "600", "1.000"])
    #expect(lines[2][1..<7] == ["convolution", "2", "3", "1", "1x10x10", "600"])
    let record = try json("depth.json")
    #expect(record["pictures"] as? Int == 6)
    #expect(record["filters"] as? [String] == ["sobel-x", "sobel-y"])
    let layers = try #require(record["layers"] as? [[String: Any]])
    let shares = layers.compactMap { $0["explainedVariance"] as? Double }
    #expect(shares[0] > 0.9999 && shares[1] > 0.3 && shares[1] < 0.9)
    let alignment = try #require(record["alignment"] as? [String: Any])
    #expect(alignment["samples"] as? Int == 96)
    let values = try #require(alignment["values"] as? [[Double]])
    // The other network turns the same maps.
    #expect(values[0][0] == 1)
    #expect(values[1][1] < 0.9)
    let rows = try text("depth.csv").split(separator: "\r\n")
    #expect(rows.count == 3 && rows[1].hasPrefix("conv1,convolution,1,3,3,1,1,2,10,10,600,"))
    #expect(try text("alignment.csv").hasPrefix("layer,conv1,conv2\r\nconv1,1,"))
    let added = ["alignment.csv", "alignment.png", "depth.csv", "depth.json", "depth.png"]
    #expect(Set(pictures.files()).isSuperset(of: added))
    // A later run without them leaves none.
    #expect(try compare("-m", "net.onnx").status == 0)
    #expect(Set(pictures.files()).isDisjoint(with: added))
  }

  @Test("too few pictures are refused with the reason, and the rest is compared")
  func fewPictures() throws {
    try noise(count: 3)
    let run = try compare("-m", "net.onnx", "in", "--depth", "-k", "sobel-x", "--no-families")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(
      run.diagnostics.contains(
        "explained by depth: 3 pictures are too few, 5 are needed: give more"))
    let layers = try #require(try json("depth.json")["layers"] as? [[String: Any]])
    #expect(layers.allSatisfy { $0["explainedVariance"] == nil && $0["cka"] == nil })
  }

  @Test("a file of somebody else's with the name of a result by depth is not replaced")
  func foreign() throws {
    try noise(count: 1)
    try pictures.write([1], "out/depth.csv")
    let run = try compare("-m", "net.onnx", "in", "--depth")
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("depth.csv"), "\(run.diagnostics)")
    #expect(try compare("-m", "net.onnx").status == 0)
    #expect(try File.read(pictures.folder("out/depth.csv"), limit: 9) == [1])
  }

  private func compare(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(["compare"] + arguments + ["-o", "out"], in: pictures.url)
  }

  /// Writes colour pictures of 12x12 pixels without any pattern.
  private func noise(count: Int) throws {
    for number in 0..<count {
      var random = SeededGenerator(seed: UInt64(number))
      let samples = random.bytes(432)
      let image = Image(
        size: ImageSize(width: 12, height: 12), layout: .rgb, samples: .uint8(samples))
      try pictures.write(try ImageEncoder.encode(image, as: .png), "in/\(number).png")
    }
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try File.read(pictures.folder("out/\(name)"), limit: 1 << 24), as: UTF8.self)
  }

  private func json(_ name: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(try text(name).utf8))
    return try #require(object as? [String: Any])
  }
}
