import Networks

/// A text, and what is said of it.
struct CaffeMistake: Sendable {
  let text: String
  let message: String

  init(_ text: String, _ message: String) {
    self.text = text
    self.message = message
  }
}

/// Texts that make no network, and layers that cannot be computed.
enum CaffeMistakes {
  static let input = #"input: "data" input_dim: 1 input_dim: 1 input_dim: 2 input_dim: 2"#
  static let maps = Tensor(shape: [1, 1, 2, 2], values: [1, 2, 3, 4])

  static func layer(
    _ type: String, _ rest: String = "", name: String = "x", bottom: String = "data",
    top: String? = nil
  ) -> String {
    #"layer { name: "\#(name)" type: "\#(type)" bottom: "\#(bottom)" top: "\#(top ?? name)" \#(rest) }"#
  }

  static func convolution(_ settings: String) -> String {
    layer("Convolution", "convolution_param { num_output: 2 \(settings) }")
  }

  /// Texts that make no network.
  static let ofNetworks: [CaffeMistake] = [
    CaffeMistake(
      "layer { name: ",
      "line 2, column 15: expected a number, a word, a text in quotes or '{', found the end of the "
        + "text"
    ),
    CaffeMistake(
      #"layers { layer { name: "x" type: "conv" } bottom: "data" top: "x" }"#,
      "a layer of Caffe since 2014"
    ),
    CaffeMistake(#"layers { name: "x" type: WAVELET bottom: "data" top: "x" }"#, "a type of layer"),
    CaffeMistake(#"layer { name: "x" bottom: "data" top: "x" }"#, "a layer with a 'type'"),
    CaffeMistake(layer("Pooling", "pooling_param { pool: MEDIAN }"), "MAX or AVE or STOCHASTIC"),
    CaffeMistake(layer("Pooling", #"pooling_param { kernel_size: "2" }"#), "a whole number"),
    CaffeMistake(layer("Pooling", "pooling_param { kernel_size: 9223372036854775807 }"), "32 bits"),
    CaffeMistake(layer("ReLU", "include { phase: LATER }"), "TRAIN or TEST"),
    CaffeMistake("", "it has no layer that computes anything"),
    CaffeMistake(
      layer("ReLU", bottom: "dat"),
      "node 'x' takes 'dat', which nothing gives: the file is incomplete"
    ),
    CaffeMistake(
      layer("ReLU", name: "a", bottom: "b") + layer("ReLU", name: "b", bottom: "a"),
      "layer 'a' takes 'b', which layer 'b' gives only behind it: put layers into the order in "
        + "which they are computed"
    ),
    CaffeMistake(
      layer("ReLU", bottom: "x"), "layer 'x' takes 'x', which layer 'x' gives only behind it"),
    CaffeMistake(
      layer("ReLU", name: "a") + layer("ReLU", name: "b", top: "a"), "'a' is given twice"
    ),
    CaffeMistake(
      #"input: "more" input_dim: 1 input_dim: 1 input_dim: 2 input_dim: 2 "#
        + #"layer { name: "x" type: "Eltwise" bottom: "data" bottom: "more" top: "x" }"#,
      "the network takes 'data' Nx1x2x2 and 'more' Nx1x2x2: give all but one of them with --set"
    ),
    CaffeMistake(#"input: "more" "# + layer("ReLU"), "four 'input_dim' or an 'input_shape'"),
  ]

  /// Layers that cannot be computed.
  static let ofLayers: [CaffeMistake] = [
    CaffeMistake(layer("Python"), "lenslet does not have this type of layer"),
    CaffeMistake(layer("ReLU", #"top: "y""#), "it gives 2 blobs"),
    CaffeMistake(layer("ReLU", #"bottom: "data""#), "it takes 2 blobs"),
    CaffeMistake(layer("Pooling"), "it states no 'kernel_size'"),
    CaffeMistake(
      layer("Pooling", "pooling_param { pool: STOCHASTIC kernel_size: 2 }"), "for training"),
    CaffeMistake(
      layer("Pooling", "pooling_param { kernel_size: 0 }"), "the window is 0, it can be 1 to"),
    CaffeMistake(layer("Pooling", "pooling_param { kernel_size: 1 stride: 0 }"), "the stride is 0"),
    CaffeMistake(layer("Pooling", "pooling_param { kernel_size: 1 pad: -1 }"), "the padding is -1"),
    CaffeMistake(layer("LRN", "lrn_param { local_size: 4 }"), "its 'local_size' is 4"),
    CaffeMistake(layer("Log", "log_param { base: 0 }"), "its 'base' is 0.0"),
    CaffeMistake(
      layer("Tile", "tile_param { tiles: 2000000000 }"), "it states no 'tiles' of 1 to 65536"),
    CaffeMistake(
      layer("Slice", "slice_param { slice_point: 2 }"), "1 'slice_point' do not make 1 blobs"),
    CaffeMistake(layer("Eltwise", "eltwise_param { coeff: 1 coeff: 2 }"), "and has 2 factors"),
    CaffeMistake(
      layer("ArgMax", "argmax_param { top_k: 5 }"), "only the place of the largest value"),
    CaffeMistake(
      layer("BatchNorm", "batch_norm_param { use_global_stats: false }"), "from the batch"),
    CaffeMistake(layer("Convolution"), "it states no 'kernel_size'"),
    CaffeMistake(convolution("kernel_size: 1 stride: 0"), "its 'stride' is not 1 or more"),
    CaffeMistake(convolution("kernel_size: 1 group: 0"), "its 'group' is not 1 or more"),
    CaffeMistake(convolution("kernel_size: 1 kernel_size: 1 kernel_size: 1"), "3 dimensions"),
    CaffeMistake(convolution("kernel_size: 1"), "net.caffemodel has no blob 'x.weight'"),
    CaffeMistake(layer("BatchNorm"), "net.caffemodel has no blob 'x.weight'"),
  ]

  /// Layers whose numbers fit no input.
  static let ofNumbers: [String] = [
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
  ]
}
