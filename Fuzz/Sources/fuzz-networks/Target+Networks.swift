import Definitions
import Files
import FuzzEntry
import Kernels
import Networks
import Pixels
import _TestSupport

extension Target {
  /// Readers of networks, which are computed where that is little work.
  static let networks: [Target] = [
    Target(
      "onnx",
      words: [
        "Conv", "Relu", "MaxPool", "AveragePool", "Gemm", "MatMul", "Add", "Mul", "Concat",
        "Reshape",
        "Flatten", "Transpose", "Softmax", "BatchNormalization", "Resize", "Pad", "Slice", "Gather",
        "Constant", "Shape", "Cast", "Squeeze", "Unsqueeze", "ReduceMean", "ConvTranspose", "Clip",
        "Identity", "Expand", "Split", "Where", "If", "Loop", "pads", "strides", "kernel_shape",
        "axis", "axes", "perm", "group", "auto_pad", "SAME_UPPER", "value", "ai.onnx",
      ], seeds: onnxFiles
    ) { (bytes: [UInt8]) throws(DefinitionError) in
      try use(NetworkFile(Scratch.write(bytes, "a.onnx")))
    },
    Target(
      "prototxt",
      words: [
        "layer", "layers", "name:", "type:", "bottom:", "top:", "input:", "input_dim:",
        "input_shape",
        "dim:", "Convolution", "Pooling", "InnerProduct", "ReLU", "LRN", "Concat", "Eltwise",
        "Split",
        "Slice", "Scale", "BatchNorm", "Softmax", "Dropout", "Data", "Input", "Reshape", "Flatten",
        "convolution_param", "pooling_param", "inner_product_param", "num_output:", "kernel_size:",
        "stride:", "pad:", "group:", "dilation:", "transform_param", "mean_value:", "crop_size:",
        "include", "phase: TEST", "CONVOLUTION", "MAX", "AVE",
      ]
    ) {
      prototxts.map { Array($0.utf8) }
    } read: { (bytes: [UInt8]) throws(DefinitionError) in
      try use(NetworkFile(Scratch.write(bytes, "a.prototxt"), weights: caffeWeights))
    },
  ]

  /// Works out the shapes of a network, and computes it where that is little work.
  private static func use(_ file: NetworkFile) throws(DefinitionError) {
    _ = (file.values, try? file.pictures)
    do throws(LayerError) { try compute(file.graph) } catch {
      precondition(!"\(error)".isEmpty)
    }
  }

  private static func compute(_ graph: Graph) throws(LayerError) {
    let slice = try GraphSlice(graph)
    let facts = graph.inputs.map { input in
      let dimensions = input.dimensions ?? [.fixed(1), .fixed(3), .fixed(8), .fixed(8)]
      let extents = dimensions.map { dimension in
        if case .fixed(let extent) = dimension { extent } else { 8 }
      }
      return Fact(shape: extents, type: input.type)
    }
    let sizes = facts.map { $0.shape.reduce(1.0) { $0 * Double($1) } }
    let work = try slice.summaries(for: facts).reduce(0.0) { sum, summary in
      sum + Double(summary.multiplyAdds)
        + (summary.inputs + summary.outputs).reduce(0.0) { $0 + $1.reduce(1.0) { $0 * Double($1) } }
    }
    guard work + sizes.reduce(0, +) < 1e5, facts.allSatisfy({ $0.type == .float32 }) else { return }
    let inputs = facts.map {
      Tensor(shape: $0.shape, values: [Float](repeating: 1, count: $0.shape.reduce(1, *)))
    }
    let session = try Session(slice)
    do {
      try session.run(inputs) { _, _ in }
    } catch {
      guard let error = error as? LayerError else {
        preconditionFailure("a run fails as layers do, not with \(error)")
      }
      throw error
    }
  }

  /// Layers of common kinds with made numbers, written as ONNX.
  private static func onnxFiles() throws -> [[UInt8]] {
    let weights = [Float](repeating: 0.5, count: 2 * 3 * 3 * 3)
    let convolution = try ConvolutionLayer(
      weights: weights, outputChannels: 2, groupChannels: 3, kernelHeight: 3, kernelWidth: 3)
    let chains: [[NamedLayer]] = [
      [
        NamedLayer("c", convolution), NamedLayer("r", ReLU()),
        NamedLayer("g", GlobalAveragePooling()),
      ],
      [NamedLayer("s", Sigmoid()), NamedLayer("t", Tanh())],
    ]
    return try chains.map { chain in
      var file: [UInt8] = []
      try ONNXExport(Graph(chain: chain), input: [1, 3, 8, 8]).write { file += $0 }
      return file
    }
  }

  /// What the layer `conv1` has learned.
  private static let caffeWeights: Path = {
    let blobs = [[2, 3, 3, 3], [2]].flatMap { shape in
      let count = shape.reduce(1, *)
      let extents = Protobuf.bytes(1, Protobuf.varints(shape.map(Int64.init)))
      let numbers = (0..<count).map { Float($0).bitPattern }
      return Protobuf.bytes(
        7, Protobuf.bytes(7, extents) + Protobuf.bytes(5, Protobuf.littleEndian(numbers)))
    }
    let layer = Protobuf.bytes(100, Protobuf.text(1, "conv1") + blobs)
    return Scratch.write(Protobuf.text(1, "net") + layer, "w.caffemodel")
  }()

  private static let prototxts = [
    smallPrototxt,
    """
    layer { name: "in" type: "Input" top: "data" input_param { shape { dim: 1 dim: 3 dim: 4 dim: 4 } } }
    layer { name: "n" type: "LRN" bottom: "data" top: "n" lrn_param { local_size: 3 alpha: 1e-4 } }
    layer { name: "c" type: "Concat" bottom: "data" bottom: "n" top: "c" concat_param { axis: 1 } }
    layer { name: "f" type: "Flatten" bottom: "c" top: "f" }
    """,
  ]
}
