import Codecs
import Files
import Foundation
import Testing
import Weights
import _TestSupport

/// What the commands about weights decide, tell and write.
@Suite("Filters of weights files in commands")
struct WeightsChoiceTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.pictures("a.png")
  }

  private func lenslet(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(arguments, in: pictures.url)
  }

  private func write(
    _ tensors: [Tensor], metadata: WeightsMetadata = [:], to name: String = "w.safetensors"
  ) throws {
    try pictures.write(try SafetensorsWriter.encode(tensors, metadata: metadata), name)
  }

  /// Four filters 3x3x3 whose weights are their places.
  private func filters(_ name: String, shape: [Int] = [4, 3, 3, 3]) -> Tensor {
    Tensor(name: name, shape: shape, values: (0..<108).map(Float.init))
  }

  @Test("Caffe's order stays Caffe's through every container")
  func caffe() throws {
    try write([
      filters("conv1.weight"), Tensor(name: "conv1.bias", shape: [4], values: [1, 2, 3, 4]),
      Tensor(name: "fc6.weight", shape: [1, 1], values: [0]),
    ])
    #expect(try lenslet("weights", "convert", "w.safetensors", "-o", "a.npz").status == 0)
    #expect(
      try lenslet("weights", "convert", "a.npz", "--layer", "conv1", "-o", "b.safetensors").status
        == 0)
    #expect(try lenslet("weights", "convert", "b.safetensors", "-o", "c.npz").status == 0)
    for name in ["a.npz", "b.safetensors", "c.npz"] {
      let show = try lenslet("weights", "show", name)
      #expect(show.diagnostics.contains("channel order BGR, from the file's metadata"))
      #expect(show.output.hasSuffix("\nchannel order BGR\n"))
      #expect(try !lenslet("weights", "list", name).output.contains("metadata"))
    }
  }

  @Test("what an npy file cannot hold is told")
  func loss() throws {
    try write([filters("conv1.weight")], metadata: ["channel_order": "BGR"])
    let run = try lenslet("weights", "convert", "w.safetensors", "-o", "conv1.npy")
    #expect(run.status == 0)
    #expect(
      run.diagnostics.contains(
        "lenslet: conv1.npy has no room for the channel order BGR: say it with --channel-order bgr "
      ))
  }

  @Test("an order that is stated for a conversion is written")
  func stated() throws {
    try write([filters("conv1.weight")])
    #expect(
      try lenslet("weights", "convert", "w.safetensors", "--channel-order", "bgr", "-o", "a.npz")
        .status == 0)
    #expect(try lenslet("weights", "show", "a.npz").output.hasSuffix("\nchannel order BGR\n"))
  }

  @Test("axes are turned by a conversion that is asked to, and kept with a warning by another")
  func axes() throws {
    try write([filters("conv1/kernel:0", shape: [3, 3, 3, 4])])
    let kept = try lenslet("weights", "convert", "w.safetensors", "-o", "kept.npz")
    #expect(kept.status == 0)
    #expect(kept.diagnostics.contains("--axes hwio turns them"))
    #expect(try lenslet("weights", "list", "kept.npz").output.contains("3x3x3x4"))
    #expect(try lenslet("weights", "show", "kept.npz").status == 1)
    for name in ["turned.npz", "turned.safetensors"] {
      let turned = try lenslet("weights", "convert", "w.safetensors", "--axes", "hwio", "-o", name)
      #expect(turned.status == 0, "\(turned.diagnostics)")
      #expect(try lenslet("weights", "list", name).output.contains("4x3x3x3"))
      #expect(try lenslet("weights", "show", name).status == 0)
    }
    let file = try WeightsReader.open(
      MappedFile(pictures.folder("turned.safetensors")), name: "turned.safetensors")
    // The first filter has every fourth number; red is every twelfth.
    #expect(
      try file.tensor(named: "conv1/kernel:0").values.prefix(9)
        == [0, 12, 24, 36, 48, 60, 72, 84, 96])
    #expect(file.metadata["layout"] == "OIHW")
  }

  @Test("a layer that is not there is one usage error that calls it a layer, in every command")
  func missingLayer() throws {
    try write([filters("conv1.weight")])
    for arguments in [
      ["weights", "show", "w.safetensors", "--layer", "conv2"],
      ["weights", "convert", "w.safetensors", "--layer", "conv2", "-o", "x.npz"],
      ["compare", "-w", "w.safetensors", "-l", "conv2", "-o", "out"],
      [
        "maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "--filters", "conv2", "-o",
        "out",
      ],
    ] {
      let run = try Tool.run(arguments, in: pictures.url)
      #expect(run.status == 64, "\(run.diagnostics)")
      #expect(run.diagnostics.contains("there is no layer 'conv2'; did you mean 'conv1'?"))
    }
    let maps = try lenslet(
      "maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "-l", "conv2", "-o", "out")
    #expect(maps.status == 64)
    #expect(maps.diagnostics.contains("has no layer 'conv2'; did you mean 'conv1'?"))
  }

  @Test("a file where no layer fits is not answered with an option")
  func nothing() throws {
    try write([Tensor(name: "x", shape: [1, 1, 1, 2, 2], values: [1, 2, 3, 4])])
    let run = try lenslet("weights", "show", "w.safetensors")
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet weights show: w.safetensors: no tensor has the four dimensions of filters\n")
    try write([Tensor(name: "fc.weight", shape: [2, 2], values: [1, 2, 3, 4])])
    #expect(
      try lenslet("weights", "show", "w.safetensors").diagnostics.contains(
        "filters; --layer shows another: fc"))
  }

  @Test("a layer that is no filters of pictures is a usage error that names those that are")
  func unsuitable() throws {
    try write([
      filters("conv1.weight"), Tensor(name: "bn1.weight", shape: [4], values: [1, 2, 3, 4]),
      Tensor(name: "conv2.weight", shape: [1, 4, 1, 1], values: [1, 2, 3, 4]),
      Tensor(name: "t", shape: [], values: [1]),
    ])
    for (layer, shape) in [("bn1", "4"), ("conv2", "1x4x1x1"), ("t", "a scalar")] {
      let maps = try lenslet(
        "maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "--filters", layer, "-o", "out"
      )
      #expect(maps.status == 64)
      #expect(
        maps.diagnostics.hasPrefix(
          "lenslet maps: w.safetensors: the weights of '\(layer)' are \(shape); a first layer takes "
            + "filters on 1 or 3 channels: conv1 has them\n"))
    }
    let show = try lenslet("weights", "show", "w.safetensors", "--layer", "bn1")
    #expect(show.status == 64)
    #expect(show.diagnostics.contains("dimensions; --layer shows another: conv1, conv2\n"))
    #expect(try lenslet("weights", "list", "w.safetensors").output.contains("t             scalar"))
  }

  @Test("filters of which an extent is 0 are named by every command")
  func emptyFilters() throws {
    try write([Tensor(name: "conv1.weight", shape: [4, 3, 0, 3], values: [])])
    for arguments in [
      ["weights", "show", "w.safetensors"], ["compare", "-w", "w.safetensors", "-o", "out"],
      ["maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "-o", "out"],
    ] {
      let run = try Tool.run(arguments, in: pictures.url)
      #expect(run.status == 1)
      #expect(
        run.diagnostics.hasSuffix(
          "w.safetensors: 'conv1.weight' of shape 4x3x0x3 holds no filters, as one of its extents "
            + "is 0: save the weights anew where they were trained\n"))
    }
  }

  @Test("a list without any tensor that can be read is no empty table")
  func damagedList() throws {
    var bytes = try NpzWriter.encode([filters("conv1.weight")])
    bytes[300] ^= 1
    try pictures.write(bytes, "w.npz")
    let list = try lenslet("weights", "list", "w.npz")
    #expect(list.status == 1)
    #expect(list.output.isEmpty)
    #expect(
      list.diagnostics
        == "lenslet: w.npz: the zip file is damaged: the checksum of 'conv1.weight.npy' is wrong: "
        + "copy or download it again\n")
  }

  @Test("axes that the rest of the file tells are refused alike, and turned when they are stated")
  func channelsLast() throws {
    try write(
      [
        filters("conv1.weight"),
        Tensor(name: "conv2.weight", shape: [1, 3, 3, 4], values: Array(repeating: 0, count: 36)),
      ], metadata: ["format": "mlx"])
    for arguments in [
      ["weights", "show", "w.safetensors"], ["compare", "-w", "w.safetensors", "-o", "out"],
      ["maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "-o", "out"],
    ] {
      let run = try Tool.run(arguments, in: pictures.url)
      #expect(run.status == 1)
      #expect(run.diagnostics.contains("as in TensorFlow Lite and MLX"))
      #expect(run.diagnostics.contains("--axes ohwi turns them"))
    }
    let convert = try lenslet(
      "weights", "convert", "w.safetensors", "--axes", "ohwi", "-o", "o.npz")
    #expect(convert.status == 0)
    let file = try WeightsReader.open(MappedFile(pictures.folder("o.npz")), name: "o.npz")
    // Channel 1 of the first filter: every third number.
    #expect(
      try file.tensor(named: "conv1.weight").values[9..<18]
        == [1, 4, 7, 10, 13, 16, 19, 22, 25])
    #expect(try lenslet("weights", "show", "o.npz").status == 0)
  }

  @Test("copies of the first layer behind a prefix are told")
  func copies() throws {
    try write([filters("average.conv1.weight"), filters("conv1.weight")])
    let show = try lenslet("weights", "show", "w.safetensors")
    #expect(show.output.contains("\nconv1.weight"))
    #expect(
      show.diagnostics.hasSuffix(
        "\nlenslet: 'average.conv1.weight' of the same name and shape is taken for a copy of "
          + "'conv1.weight': name the layer to have another\n"))
  }

  @Test("filters on one channel make maps of grey pictures")
  func grey() throws {
    try write([Tensor(name: "conv1.weight", shape: [2, 1, 1, 1], values: [1, -1])])
    let run = try lenslet(
      "maps", "a.png", "-m", "first-layer", "-w", "w.safetensors", "-l", "conv1", "--form", "npy",
      "-o", "out")
    #expect(run.status == 0, "\(run.diagnostics)")
    let bytes = try File.read(pictures.folder("out/a.png/conv1.npy"), limit: 1 << 16)
    #expect(
      try NumpyArray(decoding: bytes).values
        == Array(repeating: 100, count: 6) + Array(repeating: -100, count: 6))
  }

  @Test("show prints the decision as JSON")
  func json() throws {
    try write([filters("conv1.weight"), Tensor(name: "bn1.weight", shape: [1], values: [1])])
    let run = try lenslet("weights", "show", "--json", "w.safetensors")
    #expect(
      run.output.hasPrefix(
        #"{"filters":{"axes":"oihw","channelOrder":"rgb","channelOrderReason":"as PyTorch names "#))
    #expect(run.output.contains(#""layer":"conv1","tensors":[{"dtype":"float32""#))
  }

  @Test("a guess is called one, with how to state the order")
  func guess() throws {
    try write([
      filters("first.weight"), Tensor(name: "first.bias", shape: [4], values: [0, 0, 0, 0]),
    ])
    #expect(
      try lenslet("weights", "show", "w.safetensors").diagnostics
        == """
        lenslet: first.weight: 4 filters of 3x3x3, channel order RGB, a guess: nothing in the file \
        tells; --channel-order bgr is for the other

        """)
  }

  @Test("numbers of 64 bits are measured as they are, and a conversion says what it loses")
  func doubles() throws {
    // 1e300 and -1e300 as numbers of 64 bits.
    let header = #"{"x":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}  "#
    var bytes: [UInt8] = withUnsafeBytes(of: UInt64(header.utf8.count).littleEndian) { Array($0) }
    bytes += header.utf8
    for value in [1e300, -1e300] {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += $0 }
    }
    try pictures.write(bytes, "d.safetensors")
    let list = try lenslet("weights", "list", "--json", "d.safetensors")
    #expect(
      list.output == """
        {"dtype":"float64","infinite":0,"max":1e+300,"mean":0,"min":-1e+300,"name":"x","nan":0,\
        "shape":[2],"std":1e+300}

        """)
    let convert = try lenslet("weights", "convert", "d.safetensors", "-o", "x.npy")
    #expect(convert.diagnostics.contains("'x': 2 numbers are too large for 32 bits"))
  }

  @Test("handcrafted weights are no learned parameters")
  func parameters() throws {
    try pictures.write(
      Array("{ steps: [{ name: 'a', convolve: { kernel: 'sobel-x' } }] }".utf8), "p.json5")
    let run = try lenslet("run", "--check", "p.json5", "--input-size", "3x4x4")
    let rows = run.output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(rows.last?.prefix(2) == ["sum", "0"], "\(run.output)")
  }

  @Test("a pipeline says what it takes from a file, and that the input has another order")
  func pipeline() throws {
    try write([filters("conv1.weight")], metadata: ["channel_order": "BGR"])
    let text = "{ steps: [{ name: 'a', convolve: { layer: 'conv1', weights: 'w.safetensors' } }] }"
    try pictures.write(Array(text.utf8), "p.json5")
    let run = try lenslet("run", "--check", "p.json5", "--input-size", "3x8x8")
    #expect(
      run.diagnostics.hasPrefix(
        "lenslet: step 'a': conv1.weight: 4 filters of 3x3x3, channel order BGR, from the file's "))
    #expect(run.diagnostics.contains(#"write colour: "bgr" in the section input"#))
    let ordered = "{ input: { colour: 'bgr' }, " + text.dropFirst()
    try pictures.write(Array(ordered.utf8), "p.json5")
    let quiet = try lenslet("run", "--check", "p.json5", "--input-size", "3x8x8")
    #expect(!quiet.diagnostics.contains("warning"))
  }

  @Test("a pipeline turns axes where it says so")
  func pipelineAxes() throws {
    try write([filters("conv1/kernel", shape: [3, 3, 3, 4])])
    for (axes, status) in [("", 1), (", axes: 'hwio'", 0)] as [(String, Int32)] {
      let text =
        "{ steps: [{ name: 'a', convolve: { layer: 'conv1', weights: 'w.safetensors'\(axes) } }] }"
      try pictures.write(Array(text.utf8), "p.json5")
      let run = try lenslet("run", "--check", "p.json5", "--input-size", "3x8x8")
      #expect(run.status == status, "\(run.diagnostics)")
    }
  }
}
