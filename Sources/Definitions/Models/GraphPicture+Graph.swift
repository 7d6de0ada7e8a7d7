public import Networks
public import Reports

extension GraphPicture {
  /// Describes the layers of a network that its outputs need.
  ///
  /// - Parameters:
  ///   - graph: The network.
  ///   - input: The shape that goes in, slowest extent first.
  ///   - title: What stands above.
  /// - Throws: `LayerError.step` with the name of the first node that does not fit.
  public init(_ graph: Graph, input: [Int], title: String) throws(LayerError) {
    var nodes: [Node] = []
    var numbers: [Graph.Value: Int] = [:]
    for place in graph.inputs {
      numbers[place.value] = nodes.count
      nodes.append(
        Node(
          name: graph.names[place.value], kind: "input", shape: Self.text(input), group: .input,
          inputs: []))
    }
    for summary in try GraphSlice(graph).summaries(for: [Fact(shape: input)]) {
      let node = graph.nodes[summary.node]
      let output = summary.outputs[0]
      let inputs = node.inputs.compactMap { value in value.flatMap { numbers[$0] } }
      let kind = node.operation.kind
      for value in node.outputs { numbers[value] = nodes.count }
      nodes.append(
        Node(
          name: graph.names[node.outputs[0]], kind: kind + Self.text(summary.window),
          shape: Self.text(output), group: Self.group(kind, inputs: Set(inputs).count),
          inputs: inputs,
          isOfValues: summary.window == nil && inputs.count == 1
            && summary.inputs.first == output))
    }
    self.init(title: title, nodes: nodes)
  }

  private static func text(_ shape: [Int]) -> String {
    let extents = shape.count > 1 && shape[0] == 1 ? Array(shape.dropFirst()) : shape
    return extents.map(String.init).joined(separator: "x")
  }

  /// Rows and columns of a window, and its step: ` 3x3/2`.
  private static func text(_ window: Window?) -> String {
    guard let window, let height = window.height, let width = window.width else { return "" }
    let steps = [window.strideY, window.strideX]
    let step =
      steps == [1, 1] ? "" : Set(steps).count == 1 ? "/\(steps[0])" : "/\(steps[0])x\(steps[1])"
    return " \(height)x\(width)" + step
  }

  private static func group(_ kind: String, inputs: Int) -> Group {
    switch kind {
    case "convolution", "standardisedConvolution", "volumeConvolution", "convTranspose", "bank":
      .convolution
    case "gemm", "innerProduct", "matMul", "radialBasis": .dense
    case "max", "average", "maxPool", "averagePool", "lpPool", "globalAverage", "globalMaxPool",
      "globalLpPool":
      inputs > 1 ? .joining : .pooling
    case "batchnorm", "lrn", "groupNormalization", "instanceNormalization", "layerNormalization",
      "meanVarianceNormalization", "lpNormalization", "minmax", "meanScale":
      .normalisation
    case "relu", "pRelu", "elu", "celu", "selu", "gelu", "mish", "hardSwish", "hardSigmoid",
      "sigmoid", "tanh", "scaledTanh", "softplus", "softsign", "thresholdedRelu", "clip", "softmax",
      "logSoftmax":
      .activation
    default: inputs > 1 ? .joining : .other
    }
  }
}
