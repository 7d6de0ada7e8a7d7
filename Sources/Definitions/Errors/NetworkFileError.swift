import Escaping
public import Networks

/// Why the records of a file do not make a network.
public enum NetworkFileError: Error, Equatable, Sendable {
  /// A node takes a value that nothing gives.
  case missingValue(String, node: String)

  /// Nodes wait for each other.
  case cycle(nodes: [String])

  /// A layer takes a blob before the layer that gives it.
  case laterValue(String, node: String, maker: String)

  /// Nothing is computed.
  case noLayers

  /// The weights of a network are not beside it; its name without extension.
  case noWeights(stem: String)

  /// Several files beside a network may be its weights.
  case severalWeights([String])

  /// Two nodes, inputs or initializers give a value of one name.
  case repeatedValue(String)

  /// What goes in is not an array of numbers.
  case input(String, kind: String)

  /// The extents of an initializer are negative, or their product cannot be counted.
  case extents(String, [Int])

  /// The set of operators is older or newer than those that are read, or not stated.
  case operatorSet(Int64?)

  /// Functions of the file call each other without end, or too deep.
  case functionDepth(String)

  /// The file has so many nodes once its functions are written out.
  case tooManyNodes(limit: Int)

  /// Operators that are not supported, each with its node and the reason.
  case unsupported([UnsupportedNode])

  /// Operators that ONNX does not have, each with its node and the reason.
  case noForm([UnsupportedNode])

  /// Learned values that nothing is bound to.
  case unbound([String])

  /// A file of so many bytes is more than ONNX allows.
  case fileTooLarge(Int)

  /// A shape does not fit the layers, or weights cannot be read.
  case layers(LayerError)

  /// The file has no value of a name; `nearest` is one that may be meant.
  case unknownValue(String, nearest: String?)

  /// The network takes something else than one batch of pictures.
  case inputs([String])

  /// What is wanted needs several inputs, of which one alone can change from run to run.
  case severalInputs([String], first: String)

  /// All inputs are given, so that nothing is left that goes in.
  case noInput
}

/// A node that cannot be computed.
public struct UnsupportedNode: Equatable, Sendable {
  /// The node's name.
  public let node: String

  /// What it would compute, with the domain where it is not ONNX's own.
  public let operation: String

  /// Why it is not supported.
  public let reason: String
}

extension NetworkFileError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .missingValue(let name, let node):
      "node \(Self.quoted(node)) takes \(Self.quoted(name)), which nothing gives: the file is incomplete"
    case .cycle(let nodes):
      "nodes wait for each other: \(nodes.map(Self.quoted).joined(separator: ", "))"
    case .laterValue(let name, let node, let maker):
      "layer \(Self.quoted(node)) takes \(Self.quoted(name)), which layer \(Self.quoted(maker)) "
        + "gives only behind it: put layers into the order in which they are computed"
    case .noLayers: "it has no layer that computes anything"
    case .noWeights(let stem):
      "there is no '\(stem).caffemodel' beside it: name the file of its weights with --weights"
    case .severalWeights(let names):
      "\(names.joined(separator: ", ")) lie beside it: name the right one with --weights"
    case .repeatedValue(let name): "\(Self.quoted(name)) is given twice"
    case .input(let name, let kind):
      "the input \(Self.quoted(name)) is a \(kind): networks that take arrays of numbers are read"
    case .extents(let name, let extents):
      "the initializer \(Self.quoted(name)) has impossible extents, "
        + extents.map(String.init).joined(separator: "x")
    case .operatorSet(let version?):
      "operator set \(version) is not read: export the network with one from "
        + "\(Graph.operatorSets.lowerBound) to \(Graph.operatorSets.upperBound)"
    case .operatorSet(nil): "the file states no operator set: it is damaged"
    case .functionDepth(let name):
      "the function \(Self.quoted(name)) calls itself, or too many others"
    case .tooManyNodes(let limit): "there are more than \(limit) nodes"
    case .unsupported(let nodes):
      "not supported: " + nodes.map(\.description).joined(separator: "; ")
        + "; layers that need none of them can still be had"
    case .noForm(let nodes):
      "cannot be written as ONNX: " + nodes.map(\.description).joined(separator: "; ")
    case .unbound(let names):
      "there are no weights for " + names.map(Self.quoted).firstTen
        + ": name a file that has them with --weights"
    case .fileTooLarge(let byteCount):
      "an ONNX file of \(byteCount) bytes is more than the 2147483647 that the format allows: keep "
        + "the weights as .safetensors"
    case .layers(let error): "\(error)"
    case .unknownValue(let name, let nearest):
      "there is no layer \(Self.quoted(name))"
        + (nearest.map { "; did you mean \(Self.quoted($0))?" } ?? ": --list shows all")
    case .inputs(let inputs):
      "the network takes \(Self.listed(inputs)), not one batch of pictures of 1 or 3 channels: "
        + "it can be run on .npy files"
    case .severalInputs(let inputs, let first):
      "the network takes \(Self.listed(inputs)): give all but one of them with --set, as in "
        + "--set \(escapedForTerminal(first))=FILE.npy"
    case .noInput:
      "every input of the network is given with --set: leave one out, and give its file as INPUT"
    }
  }

  private static func listed(_ inputs: [String]) -> String {
    inputs.isEmpty ? "nothing" : inputs.map(escapedForTerminal).joined(separator: " and ")
  }

  private static func quoted(_ name: String) -> String { "'\(escapedForTerminal(name))'" }
}

extension UnsupportedNode: CustomStringConvertible {
  /// The node, what it computes, and the reason.
  public var description: String {
    "\(escapedForTerminal(operation)) (node '\(escapedForTerminal(node))'): \(reason)"
  }
}
