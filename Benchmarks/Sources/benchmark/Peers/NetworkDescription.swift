import Pixels
import Networks

/// A network as ONNX has it, for the script of the peers: operators, attributes, shapes of weights.
struct NetworkDescription: Encodable {
  /// An attribute of an operator.
  enum Attribute: Encodable {
    case integer(Int)
    case integers([Int])
    case number(Float)
    case word(String)

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .integer(let value): try container.encode(value)
      case .integers(let values): try container.encode(values)
      case .number(let value): try container.encode(value)
      case .word(let value): try container.encode(value)
      }
    }
  }

  /// A call of an operator.
  struct Node: Encodable {
    let `operator`: String
    let inputs: [String]
    let outputs: [String]
    let attributes: [String: Attribute]
  }

  let input: [Int]
  let output: String
  let weights: [String: [Int]]
  let constants: [String: [Float]]
  let nodes: [Node]

  /// Describes a network of one input and one output.
  ///
  /// - Parameters:
  ///   - graph: The network without what it has learned, of operators that the networks of the table
  ///     have.
  ///   - input: The shape that goes in.
  /// - Throws: `BenchmarkError.noPeer` for other operators, `LayerError`.
  init(_ graph: Graph, input: [Int]) throws {
    self.input = input
    output = "v\(graph.outputs[0])"
    var (weights, constants): ([String: [Int]], [String: [Float]]) = ([:], [:])
    for (value, parameter) in graph.parameters {
      if parameter.isBound {
        constants["v\(value)"] = try parameter.tensor().floats
      } else {
        weights["v\(value)"] = parameter.shape
      }
    }
    self.weights = weights
    self.constants = constants
    let first = graph.inputs[0].value
    var nodes: [Node] = []
    for node in graph.nodes {
      let names = node.inputs.compactMap { $0.map { $0 == first ? "input" : "v\($0)" } }
      guard let (name, attributes, order) = Self.onnx(node.operation) else {
        throw BenchmarkError.noPeer(node.operation.kind)
      }
      nodes.append(
        Node(
          operator: name, inputs: order.isEmpty ? names : order.map { names[$0] },
          outputs: node.outputs.map { "v\($0)" }, attributes: attributes))
    }
    self.nodes = nodes
  }

  /// The name, the attributes, and the order of the inputs where it is another.
  private static func onnx(
    _ operation: any Operator
  ) -> (name: String, attributes: [String: Attribute], order: [Int])? {
    switch operation {
    case let convolution as Convolution:
      var attributes: [String: Attribute] = [
        "strides": .integers([convolution.stride.y, convolution.stride.x]),
        "dilations": .integers([convolution.dilation.y, convolution.dilation.x]),
        "group": .integer(convolution.groups),
      ]
      attributes.merge(padding(convolution.padding)) { $1 }
      return ("Conv", attributes, [])
    case let pooling as Pooling:
      var attributes: [String: Attribute] = [
        "kernel_shape": .integers([pooling.height, pooling.width]),
        "strides": .integers([pooling.stride.y, pooling.stride.x]),
        "ceil_mode": .integer(pooling.roundsUp ? 1 : 0),
      ]
      attributes.merge(padding(pooling.padding)) { $1 }
      return (pooling.poolingKind == .max ? "MaxPool" : "AveragePool", attributes, [])
    case let layer as BatchNormalisationOperator:
      return ("BatchNormalization", ["epsilon": .number(layer.epsilon)], [0, 3, 4, 1, 2])
    case let layer as LocalResponseNormalisation:
      return (
        "LRN",
        [
          "size": .integer(layer.size), "alpha": .number(layer.alpha), "beta": .number(layer.beta),
          "bias": .number(layer.k),
        ], []
      )
    case let concat as Concat: return ("Concat", ["axis": .integer(concat.axis)], [])
    case let flatten as Flatten: return ("Flatten", ["axis": .integer(flatten.axis)], [])
    case let softmax as Softmax: return ("Softmax", ["axis": .integer(softmax.axis)], [])
    case let dense as Dense:
      return ("Gemm", ["transB": .integer(dense.transposesSecond ? 1 : 0)], [])
    case is ReLU: return ("Relu", [:], [])
    case is Clip: return ("Clip", [:], [])
    case let sum as Arithmetic: return sum.function == .add ? ("Add", [:], []) : nil
    case is GlobalAveragePooling: return ("GlobalAveragePool", [:], [])
    case is Dropout: return ("Dropout", [:], [])
    default: return nil
    }
  }

  private static func padding(_ padding: Padding) -> [String: Attribute] {
    switch padding {
    case .margins(let margins):
      let numbers = [margins.top, margins.left, margins.bottom, margins.right]
      return ["pads": .integers(numbers)]
    case .same: return ["auto_pad": .word("SAME_UPPER")]
    case .sameLower: return ["auto_pad": .word("SAME_LOWER")]
    }
  }
}
