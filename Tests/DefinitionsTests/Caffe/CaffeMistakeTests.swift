import Networks
import Testing

/// What is said of texts that make no network, or layers that cannot be computed.
@Suite struct CaffeMistakeTests {
  private static let input = #"input: "data" input_dim: 1 input_dim: 1 input_dim: 2 input_dim: 2"#
  private static let maps = Tensor(shape: [1, 1, 2, 2], values: [1, 2, 3, 4])

  private static func layer(
    _ type: String, _ rest: String = "", name: String = "x", bottom: String = "data",
    top: String? = nil
  ) -> String {
    #"layer { name: "\#(name)" type: "\#(type)" bottom: "\#(bottom)" top: "\#(top ?? name)" \#(rest) }"#
  }

  @Test(
    "a text that makes no network is told with its place, or the layer",
    arguments: [
      (
        "layer { name: ",
        "line 2, column 1: a number, a word, a text in quotes or '{' is expected, not the end of "
          + "the text"
      ),
      (
        #"layers { layer { name: "x" type: "conv" } bottom: "data" top: "x" }"#,
        "a layer of Caffe since 2014"
      ),
      (#"layers { name: "x" type: WAVELET bottom: "data" top: "x" }"#, "a type of layer"),
      (#"layer { name: "x" bottom: "data" top: "x" }"#, "a layer with a 'type'"),
      (layer("Pooling", "pooling_param { pool: MEDIAN }"), "MAX or AVE or STOCHASTIC"),
      (layer("Pooling", #"pooling_param { kernel_size: "2" }"#), "a whole number"),
      (layer("Pooling", "pooling_param { kernel_size: 9223372036854775807 }"), "32 bits"),
      (layer("ReLU", "include { phase: LATER }"), "TRAIN or TEST"),
      ("", "it has no layer that computes anything"),
      (
        layer("ReLU", bottom: "dat"),
        "node 'x' takes 'dat', which nothing gives: the file is incomplete"
      ),
      (
        layer("ReLU", name: "a", bottom: "b") + layer("ReLU", name: "b", bottom: "a"),
        "layer 'a' takes 'b', which layer 'b' gives only behind it: put layers into the order in "
          + "which they are computed"
      ),
      (layer("ReLU", bottom: "x"), "layer 'x' takes 'x', which layer 'x' gives only behind it"),
      (
        layer("ReLU", name: "a") + layer("ReLU", name: "b", top: "a"), "'a' is given twice"
      ),
      (
        #"input: "more" input_dim: 1 input_dim: 1 input_dim: 2 input_dim: 2 "#
          + #"layer { name: "x" type: "Eltwise" bottom: "data" bottom: "more" top: "x" }"#,
        "the network takes data Nx1x2x2 and more Nx1x2x2, not one batch of pictures"
      ),
      (#"input: "more" "# + layer("ReLU"), "four 'input_dim' or an 'input_shape'"),
    ])
  func network(text: String, message: String) throws {
    let problem = try CaffeText("\(Self.input)\n\(text)").problem("x", of: Self.maps)
    #expect(problem?.contains(message) == true, "\(problem ?? "no problem")")
    #expect(problem?.hasPrefix("net.prototxt: ") == true)
    #expect(problem?.contains("\n") == false)
  }

  @Test(
    "a layer that cannot be computed is told with the reason",
    arguments: [
      (layer("Python"), "lenslet does not have this type of layer"),
      (layer("ReLU", #"top: "y""#), "it gives 2 blobs"),
      (layer("ReLU", #"bottom: "data""#), "it takes 2 blobs"),
      (layer("Pooling"), "it states no 'kernel_size'"),
      (layer("Pooling", "pooling_param { pool: STOCHASTIC kernel_size: 2 }"), "for training"),
      (layer("Pooling", "pooling_param { kernel_size: 0 }"), "the window is 0, it can be 1 to"),
      (layer("Pooling", "pooling_param { kernel_size: 1 stride: 0 }"), "the stride is 0"),
      (layer("Pooling", "pooling_param { kernel_size: 1 pad: -1 }"), "the padding is -1"),
      (layer("LRN", "lrn_param { local_size: 4 }"), "its 'local_size' is 4"),
      (layer("Log", "log_param { base: 0 }"), "its 'base' is 0.0"),
      (layer("Tile", "tile_param { tiles: 2000000000 }"), "it states no 'tiles' of 1 to 65536"),
      (layer("Slice", "slice_param { slice_point: 2 }"), "1 'slice_point' do not make 1 blobs"),
      (layer("Eltwise", "eltwise_param { coeff: 1 coeff: 2 }"), "and has 2 factors"),
      (layer("ArgMax", "argmax_param { top_k: 5 }"), "only the place of the largest value"),
      (layer("BatchNorm", "batch_norm_param { use_global_stats: false }"), "from the batch"),
      (layer("Convolution"), "it states no 'kernel_size'"),
      (convolution("kernel_size: 1 stride: 0"), "its 'stride' is not 1 or more"),
      (convolution("kernel_size: 1 group: 0"), "its 'group' is not 1 or more"),
      (convolution("kernel_size: 1 kernel_size: 1 kernel_size: 1"), "3 dimensions"),
      (convolution("kernel_size: 1"), "net.caffemodel has no blob 'x.weight'"),
      (layer("BatchNorm"), "net.caffemodel has no blob 'x.weight'"),
    ])
  func layer(text: String, reason: String) throws {
    let network = try CaffeText("\(Self.input) \(text) \(Self.layer("ReLU", name: "other"))")
    let problem = network.problem("x", of: Self.maps)
    #expect(problem?.contains(reason) == true, "\(problem ?? "no problem")")
    #expect(problem?.contains("(node 'x')") == true)
    #expect(problem?.contains("\n") == false)
    // Another layer can be had all the same.
    #expect(network.problem("other", of: Self.maps) == nil)
  }

  private static func convolution(_ settings: String) -> String {
    layer("Convolution", "convolution_param { num_output: 2 \(settings) }")
  }

  @Test("all layers that lack their weights are named at once")
  func severalProblems() throws {
    let network = try CaffeText(
      """
      \(Self.input)
      \(Self.layer("Bias", name: "a"))
      \(Self.layer("Bias", name: "x", bottom: "a"))
      """)
    #expect(
      network.problem("x", of: Self.maps)
        == "net.prototxt: not supported: Bias (node 'a'): net.caffemodel has no blob 'a.weight'; "
        + "Bias (node 'x'): net.caffemodel has no blob 'x.weight'")
  }

  @Test(
    "blobs of other shapes than a layer needs are told",
    arguments: [
      ([2, 1, 3, 3], "the blob 'x.weight' of net.caffemodel is 2x1x3x3, not 2x?x2x2"),
      ([4, 1, 2, 2], "the blob 'x.weight' of net.caffemodel is 4x1x2x2, not 2x?x2x2"),
      ([8], "the blob 'x.weight' of net.caffemodel is 8, not 2x?x2x2"),
      ([2, 3, 2, 2], "3 channels are expected, the input is 1x2x2"),
    ])
  func shapes(shape: [Int], message: String) throws {
    let values = [Float](repeating: 1, count: shape.reduce(1, *))
    let network = try CaffeText(
      "\(Self.input) \(Self.convolution("kernel_size: 2"))",
      blobs: [CaffeBlobs("x", [(shape, values), ([2], [0, 0])])])
    let problem = network.problem("x", of: Self.maps)
    #expect(problem?.contains(message) == true, "\(problem ?? "no problem")")
  }

  @Test(
    "numbers that fit no input end in one error",
    arguments: [
      layer("Pooling", "pooling_param { kernel_size: 60000 }"),
      layer("Crop", #"bottom: "data" crop_param { offset: 4000000000 }"#),
      layer("Crop", #"bottom: "data" crop_param { offset: 1 offset: 1 offset: 1 }"#),
      layer("Flatten", "flatten_param { axis: -9 }"),
      layer("Flatten", "flatten_param { axis: 3 end_axis: 1 }"),
      layer("Reshape", "reshape_param { shape { dim: -1 dim: -1 } }"),
      layer("Reshape", "reshape_param { shape { dim: 9223372036854775807 dim: 2 } }"),
      layer("Reshape", "reshape_param { shape { dim: -5 } }"),
      layer("Reshape", "reshape_param { axis: 4294967295 num_axes: 4294967295 shape { dim: 1 } }"),
      layer("Permute", "permute_param { order: 7 }"),
      layer("Permute", "permute_param { order: 1 order: 1 }"),
      layer("Concat", "concat_param { axis: 9 }"),
      layer("Slice", "slice_param { axis: 9 }"),
      layer("Softmax", "softmax_param { axis: -9 }"),
      layer("Reduction", "reduction_param { axis: -2147483648 }"),
      layer("ArgMax", "argmax_param { axis: 4 }"),
      layer("Tile", "tile_param { axis: 5 tiles: 2 }"),
    ])
  func numbers(text: String) throws {
    let problem = try CaffeText("\(Self.input) \(text)").problem("x", of: Self.maps)
    #expect(problem?.isEmpty == false)
  }
}
