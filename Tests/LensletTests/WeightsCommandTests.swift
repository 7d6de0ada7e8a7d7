import Codecs
import Foundation
import Pixels
import Testing
import _TestSupport
import Weights

@Suite("lenslet weights")
struct WeightsCommandTests {
  /// A layer of four filters 3x2x2, red only, whose weights are 1, -1, 0 and 0.5; and its bias.
  private static let tensors = [
    Tensor(
      name: "conv1.weight", shape: [4, 3, 2, 2],
      values: [1, -1, 0, 0.5].flatMap { [$0, $0, $0, $0] + [Float](repeating: 0, count: 8) }),
    Tensor(name: "conv1.bias", shape: [4], values: [1, 2, 3, 6]),
  ]

  /// Calls the body with a folder that holds the layer as `layer.safetensors`.
  private func withLayer(
    _ tensors: [Tensor] = tensors, metadata: WeightsMetadata = [:], _ body: (URL) throws -> Void
  ) throws {
    try Tool.withFolder { folder in
      let file = try SafetensorsWriter.encode(tensors, metadata: metadata)
      try Data(file).write(to: folder.appending(path: "layer.safetensors"))
      try body(folder)
    }
  }

  @Test("every tensor is listed with its shape, type and distribution")
  func list() throws {
    try withLayer { folder in
      let run = try Tool.run(["weights", "list", "layer.safetensors"], in: folder)
      #expect(
        run.output == """
          name          shape    dtype    min  max       mean       std
          conv1.weight  4x3x2x2  float32   -1    1  0.0416667  0.431003
          conv1.bias    4        float32    1    6  3          1.87083

          """)
      #expect(run.status == 0)
    }
  }

  @Test("records are JSON, a line a tensor")
  func json() throws {
    try withLayer { folder in
      let run = try Tool.run(["weights", "list", "--json", "layer.safetensors"], in: folder)
      #expect(
        run.output.split(separator: "\n").last == """
          {"dtype":"float32","infinite":0,"max":6,"mean":3,"min":1,"name":"conv1.bias","nan":0,\
          "shape":[4],"std":1.8708286933869707}
          """)
    }
  }

  @Test("values that are not finite are counted where there are some")
  func notFinite() throws {
    let tensors = [
      Tensor(name: "a\u{1B}", shape: [5], values: [.nan, .infinity, -.infinity, 1, 1]),
      Tensor(name: "b", shape: [], values: [.infinity]),
      Tensor(name: "c", shape: [0, 2], values: []),
    ]
    try withLayer(tensors) { folder in
      let run = try Tool.run(["weights", "list", "layer.safetensors"], in: folder)
      let words = run.output.split(separator: "\n").map { $0.split(separator: " ") }
      #expect(
        words == [
          ["name", "shape", "dtype", "min", "max", "mean", "std", "NaN", "infinite"],
          ["a\\u{001B}", "5", "float32", "1", "1", "1", "0", "1", "2"],
          ["b", "scalar", "float32", "-", "-", "-", "-", "0", "1"],
          ["c", "0x2", "float32", "-", "-", "-", "-", "0", "0"],
        ])
    }
  }

  @Test(
    "the channel order is that of the option, the metadata or the whole file, and is printed",
    arguments: [
      ("fc6", [:], [], "BGR, as Caffe names layers ('fc6.weight')", [128, 128, 255]),
      (
        "features.0", [:], [], "RGB, as PyTorch names layers ('features.0.weight')",
        [255, 128, 128]
      ),
      ("conv1", ["channel_order": "RGB"], [], "RGB, from the file's metadata", [255, 128, 128]),
      (
        "conv1", [:], [], "RGB, a guess: 'conv1.weight' has no bias, which is rare in Caffe",
        [255, 128, 128]
      ),
      (
        "conv1", ["channel_order": "RGB"], ["--channel-order", "bgr"], "BGR, as asked for",
        [128, 128, 255]
      ),
    ] as [(String, WeightsMetadata, [String], String, [UInt8])])
  func channelOrder(
    layer: String, metadata: WeightsMetadata, options: [String], text: String, colour: [UInt8]
  ) throws {
    let weight = Tensor(
      name: "\(layer).weight", shape: [4, 3, 2, 2], values: Self.tensors[0].values)
    try withLayer([weight], metadata: metadata) { folder in
      let run = try Tool.run(
        ["weights", "show", "layer.safetensors", "-o", "picture.png"] + options, in: folder)
      #expect(run.output.split(separator: "\n").last == "channel order \(text.prefix(3))")
      #expect(run.diagnostics.contains(", channel order \(text); --channel-order "))
      #expect(run.status == 0)
      let file = try Data(contentsOf: folder.appending(path: "picture.png"))
      let image = try ImageDecoder.decode(Array(file)).image
      guard case .uint8(let samples) = image.samples else {
        Issue.record("the picture has other samples")
        return
      }
      // The first filter is 1 in its first channel and 0, mid-grey, in the others.
      let pixels = stride(from: 0, to: samples.count, by: 3).map { Array(samples[$0..<$0 + 3]) }
      let isFound = pixels.contains(colour)
      #expect(isFound)
    }
  }

  @Test(
    "every container gives the same tensors",
    arguments: ["a.safetensors", "a.npz"])
  func convert(output: String) throws {
    try withLayer { folder in
      let there = try Tool.run(
        ["weights", "convert", "layer.safetensors", "-o", output], in: folder)
      #expect(there.diagnostics.split(separator: "\n").count == 1, "\(there.diagnostics)")
      #expect(there.status == 0)
      let lists = try ["layer.safetensors", output].map {
        try Tool.run(["weights", "list", "--json", $0], in: folder).output
      }
      #expect(lists[0] == lists[1])
    }
  }

  @Test(
    "chosen layers and tensors are written alone",
    arguments: [
      (["--layer", "features.0", "-o", "o.npy"], ["o 4x3x2x2"]),
      (["--tensor", "conv1.bias", "-o", "o.npy"], ["o 4"]),
      (["--layer", "conv1", "-o", "o.npz"], ["conv1.weight 4x3x2x2", "conv1.bias 4"]),
      (["--tensor", "conv1.bias", "-o", "o.safetensors"], ["conv1.bias 4"]),
    ])
  func selection(options: [String], tensors: [String]) throws {
    let other = Tensor(name: "conv2.weight", shape: [1], values: [0])
    try withLayer(Self.tensors + [other]) { folder in
      let run = try Tool.run(["weights", "convert", "layer.safetensors"] + options, in: folder)
      #expect(run.status == 0, "\(run.diagnostics)")
      let list = try Tool.run(["weights", "list", options[3]], in: folder)
      let rows = list.output.split(separator: "\n").dropFirst().map { $0.split(separator: " ") }
      #expect(rows.map { $0.prefix(2).joined(separator: " ") } == tensors)
    }
  }

  @Test(
    "help screens tell the exit statuses", arguments: ["list", "show", "convert", "get"])
  func help(command: String) throws {
    let run = try Tool.run(["weights", command, "--help"])
    #expect(run.status == 0)
    #expect(run.output.contains("Exit status: 0 "))
    #expect(run.output.contains("64 usage error"))
  }

  @Test(
    "what cannot be done is said in one line with the file, and nothing is written",
    arguments: [
      (["list", "none.npy"], "none.npy: cannot be read: no such file or directory", 1),
      (
        ["list", "cut.safetensors"],
        "cut.safetensors: the safetensors file ends early: ", 1
      ),
      (
        ["convert", "layer.safetensors", "-o", "o.npy"],
        "o.npy: a npy file cannot hold this: it has one array, not 2: choose one or use npz", 1
      ),
      (
        ["show", "layer.safetensors", "--layer", "conv11"],
        "layer.safetensors: there is no layer 'conv11'; did you mean 'conv1'? (the file has conv1)",
        64
      ),
      (
        ["convert", "layer.safetensors", "--tensor", "conv1.bais", "-o", "o.npy"],
        "layer.safetensors: there is no tensor 'conv1.bais'; did you mean 'conv1.bias'?", 64
      ),
      (
        ["convert", "layer.safetensors", "-o", "link.safetensors"],
        "'layer.safetensors' would be replaced by 'link.safetensors': choose another file with --output",
        64
      ),
      (
        ["convert", "layer.safetensors", "-o", "o.pth"],
        "'o.pth' should end in .safetensors, .npz or .npy", 64
      ),
      (
        ["show", "layer.safetensors", "-o", "o.jpg"],
        "--output writes PNG or SVG: name a file that ends in .png or .svg", 64
      ),
      (
        ["show", "layer.safetensors", "--scaling", "some"],
        "option '--scaling' takes one of map, layer, symmetric", 64
      ),
      (
        ["show", "bias.npy"], "bias.npy: no tensor has the four dimensions of filters", 1
      ),
      (
        ["show", "bias.npy", "--layer", "bias"],
        "bias.npy: 'bias' of shape 4 cannot be shown as filters, which have four dimensions", 64
      ),
    ])
  func failures(arguments: [String], message: String, status: Int32) throws {
    try withLayer { folder in
      let layer = try Data(contentsOf: folder.appending(path: "layer.safetensors"))
      try layer.dropLast().write(to: folder.appending(path: "cut.safetensors"))
      try Data(NpyWriter.encode([Self.tensors[1]])).write(to: folder.appending(path: "bias.npy"))
      try FileManager.default.createSymbolicLink(
        atPath: folder.appending(path: "link.safetensors").path(),
        withDestinationPath: "layer.safetensors")
      let before = try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted()
      let run = try Tool.run(["weights"] + arguments, in: folder)
      #expect(run.diagnostics.hasPrefix("lenslet weights \(arguments[0]): \(message)"))
      #expect(run.output.isEmpty)
      #expect(run.status == status)
      #expect(run.diagnostics.contains("--help") == (status == 64))
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path()).sorted() == before)
      #expect(try Data(contentsOf: folder.appending(path: "layer.safetensors")) == layer)
    }
  }
}
