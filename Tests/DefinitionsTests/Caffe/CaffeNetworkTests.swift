import Definitions
import Files
import Networks
import Pixels
import Testing

/// How the layers of a Caffe network are put together.
@Suite struct CaffeNetworkTests {
  private static let input = #"input: "data" input_dim: 1 input_dim: 1 input_dim: 1 input_dim: 2"#
  private static let pair = Tensor(shape: [1, 1, 1, 2], values: [1, -2])

  private static func power(
    _ name: String, _ settings: String, bottom: String = "data", top: String? = nil,
    rule: String = ""
  ) -> String {
    #"layer { name: "\#(name)" type: "Power" bottom: "\#(bottom)" top: "\#(top ?? name)" "#
      + "\(rule) power_param { \(settings) } }"
  }

  @Test("what is written over in place can still be had, and a blob's name means the last")
  func inPlace() throws {
    let text = try CaffeText(
      """
      \(Self.input)
      \(Self.power("double", "scale: 2", top: "blob"))
      \(Self.power("more", "shift: 1", bottom: "blob", top: "blob"))
      \(Self.power("end", "scale: 10", bottom: "blob"))
      """)
    let network = try text.network()
    #expect(network.values.map { network.graph.names[$0] } == ["double", "more", "end"])
    for (name, values) in [
      ("double", [2, -4]), ("more", [3, -3]), ("blob", [3, -3]), ("end", [30, -30]),
    ] as [(String, [Float])] {
      #expect(try text.value(name, of: Self.pair).floats == values, "\(name)")
    }
    #expect(network.graph.outputs == (try network.values("end")))
  }

  @Test("a layer has its own name where a blob that is written over has it too")
  func layerBeforeBlob() throws {
    let text = try CaffeText(
      """
      \(Self.input)
      \(Self.power("conv1", "scale: 2"))
      \(Self.power("relu1", "shift: 1", bottom: "conv1", top: "conv1"))
      """)
    #expect(try text.value("conv1", of: Self.pair).floats == [2, -4])
    #expect(try text.value("relu1", of: Self.pair).floats == [3, -3])
  }

  @Test("values of one name are told apart")
  func sameNames() throws {
    let network = try CaffeText(
      """
      \(Self.input)
      \(Self.power("a", "scale: 2", top: "b"))
      \(Self.power("a", "scale: 2", bottom: "b", top: "c"))
      layer { name: "s" type: "Split" bottom: "c" top: "a" top: "d" }
      """
    ).network()
    #expect(network.values.map { network.graph.names[$0] } == ["a", "a.2", "s.a", "d"])
  }

  @Test(
    "layers belong to a network by its phase, level and stages",
    arguments: [
      ("", true), ("include { phase: TEST }", true), ("include { phase: TRAIN }", false),
      ("exclude { phase: TEST }", false), ("exclude { phase: TRAIN }", true),
      ("include { phase: TRAIN } include { phase: TEST }", true),
      ("include { min_level: 2 }", true), ("include { min_level: 3 }", false),
      ("include { max_level: 1 }", false), (#"include { stage: "deploy" }"#, true),
      (#"include { stage: "deploy" stage: "other" }"#, false),
      (#"include { not_stage: "deploy" }"#, false),
      (#"exclude { phase: TEST not_stage: "other" }"#, false),
    ])
  func phases(rule: String, isIncluded: Bool) throws {
    let network = try CaffeText(
      """
      state { phase: TRAIN level: 2 stage: "deploy" } \(Self.input)
      \(Self.power("always", "scale: 2"))
      \(Self.power("x", "scale: 2", rule: rule))
      """
    ).network()
    #expect(network.graph.nodes.map(\.name).contains("x") == isIncluded)
  }

  @Test(
    "what goes in is stated in several ways",
    arguments: [
      #"input: "data" input_dim: 10 input_dim: 3 input_dim: 4 input_dim: 5"#,
      #"input: "data" input_shape { dim: 10 dim: 3 dim: 4 dim: 5 }"#,
      #"""
      layer { name: "in" type: "Input" top: "data" top: "unused"
        input_param { shape { dim: 10 dim: 3 dim: 4 dim: 5 } } }
      """#,
      #"""
      layers { name: "in" type: MEMORY_DATA top: "data" top: "label"
        memory_data_param { batch_size: 10 channels: 3 height: 4 width: 5 } }
      """#,
      #"""
      layer { name: "in" type: "DummyData" top: "data"
        dummy_data_param { shape { dim: 10 dim: 3 dim: 4 dim: 5 } } }
      """#,
    ])
  func inputs(text: String) throws {
    let network = try CaffeText("\(text) \(Self.power("x", "scale: 2"))").network()
    #expect(try network.pictures.channels == 3)
    #expect(try network.pictures.height == 4)
    #expect(try network.pictures.width == 5)
    #expect(network.graph.inputs.count == 1)
    #expect(network.graph.inputs[0].dimensions?.first == .named("N"))
    #expect(network.stage == nil)
  }

  @Test("a layer of data tells how pictures are made, and what trains is left out")
  func training() throws {
    let network = try CaffeText(
      """
      layer { name: "in" type: "Data" top: "data" top: "label" include { phase: TRAIN }
        transform_param { crop_size: 5 } }
      layer { name: "in" type: "Data" top: "data" top: "label" include { phase: TEST }
        transform_param { crop_size: 4 scale: 0.5 mirror: true
          mean_value: 1 mean_value: 2 mean_value: 3 } }
      layer { name: "x" type: "Convolution" bottom: "data" top: "x"
        convolution_param { num_output: 1 kernel_size: 1 bias_term: false } }
      layer { name: "right" type: "Accuracy" bottom: "x" bottom: "label" top: "right" }
      layer { name: "loss" type: "SoftmaxWithLoss" bottom: "x" bottom: "label" }
      layer { name: "quiet" type: "Silence" bottom: "label" }
      """, blobs: [CaffeBlobs("x", [([1, 3, 1, 1], [1, 2, 3])])]
    ).network()
    #expect(network.graph.nodes.map(\.name) == ["x", "loss"])
    #expect(try network.pictures == (3, 4, 4))
    #expect(
      network.stage
        == InputStage(
          resize: InputResize(.shorterSide(4)), crop: ImageSize(width: 4, height: 4), colour: .bgr,
          mean: .channels([1, 2, 3]), scale: [0.5]))
  }

  @Test("a mean in another file is not made up")
  func meanFile() throws {
    let network = try CaffeText(
      """
      layers { name: "in" type: DATA top: "data"
        data_param { crop_size: 4 mean_file: "mean.binaryproto" } }
      layers { name: "x" type: CONVOLUTION bottom: "data" top: "x"
        convolution_param { num_output: 1 kernel_size: 1 bias_term: false } }
      """, blobs: [CaffeBlobs("x", [([1, 1, 1, 1], [1])])]
    ).network()
    #expect(try network.pictures == (1, 4, 4))
    #expect(network.stage == nil)
  }

  @Test("layers share a blob by its name")
  func shared() throws {
    let text = try CaffeText(
      """
      \(Self.input)
      layer { name: "a" type: "Bias" bottom: "data" top: "a" param { name: "w" } }
      layer { name: "x" type: "Bias" bottom: "a" top: "x" param { name: "w" } }
      """, blobs: [CaffeBlobs("a", [([1], [5])])])
    #expect(try text.value("x", of: Self.pair).floats == [11, 8])
  }

  private static let bias = "\(input) layer { name: 'x' type: 'Bias' bottom: 'data' top: 'x' }"

  @Test(
    "weights lie beside the network under its name, as its snapshot, or alone",
    arguments: [
      (["net.caffemodel", "other.caffemodel"], "net.caffemodel"),
      (["net_iter_10.caffemodel", "other.caffemodel"], "net_iter_10.caffemodel"),
      (["other.caffemodel"], "other.caffemodel"),
    ])
  func found(names: [String], expected: String) throws {
    let text = try CaffeText(Self.bias, blobs: nil)
    for name in names { try text.write([CaffeBlobs("x", [([1], [5])])], name) }
    let network = try text.network()
    #expect(network.weights?.lastComponent.display == expected)
    #expect(network.files == [network.path, text.path.appending(expected)])
    #expect(try text.value("x", of: Self.pair).floats == [6, 3])
  }

  @Test("weights that are missing or not the only ones are asked for")
  func notFound() throws {
    let text = try CaffeText(Self.bias, blobs: nil)
    #expect(
      text.problem("x", of: Self.pair)
        == "net.prototxt: there is no 'net.caffemodel' beside it: name the file of its weights "
        + "with --weights")
    for name in ["b.caffemodel", "a.caffemodel"] {
      try text.write([CaffeBlobs("x", [([1], [5])])], name)
    }
    #expect(
      text.problem("x", of: Self.pair)
        == "net.prototxt: a.caffemodel, b.caffemodel lie beside it: name the right one with "
        + "--weights")
    #expect(text.problem("x", of: Self.pair, weights: "b.caffemodel") == nil)
  }
}
