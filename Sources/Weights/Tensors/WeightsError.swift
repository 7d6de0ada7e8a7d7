public import Codecs
import Escaping
import Spelling

/// Why weights cannot be read or written.
public enum WeightsError: Error, Equatable, Sendable {
  /// The file has no bytes.
  case empty

  /// The file is of no container that is known; what it seems to be.
  case unknownContainer(FileContent)

  /// The file is an archive with a weights file of this name in it.
  case archived(String)

  /// The file stops before the bytes that it promises.
  case endsEarly(container: String, found: Int, expected: Int)

  /// The file is damaged or says things that cannot be; the text says what, where.
  case malformed(container: String, problem: String)

  /// The file is sound but uses what is not read; the text says what, where.
  case unsupported(container: String, feature: String)

  /// The pickle in a file asks for something other than tensors; its full name.
  case refused(name: String)

  /// A NumPy array in the file is damaged or of a type that is not read.
  case array(name: String, problem: CodecError)

  /// The values of a tensor are of a type that is not read.
  case unread(name: String, type: String)

  /// There is no tensor or layer of that name; the nearest name where there is one, and all names.
  case missing(name: String, nearest: String?, available: [String] = [])

  /// There is no layer of that name; the nearest name where there is one, and all layers.
  case missingLayer(name: String, nearest: String?, available: [String])

  /// No tensor holds filters of a first layer.
  case noFilters

  /// The filters of a layer have an extent of 0.
  case emptyFilters(tensor: String, shape: [Int])

  /// The axes of a layer's filters do not lie as rows of filters, channels, rows and columns.
  case otherAxes(tensor: String, shape: [Int], FilterAxes)

  /// The container cannot hold the tensors; the text says why.
  case notWritable(container: String, reason: String)

  /// There is no tensor of a name.
  ///
  /// - Parameters:
  ///   - name: What was asked for.
  ///   - names: What there is.
  /// - Returns: The error with the nearest name.
  package static func missing(_ name: String, among names: [String]) -> WeightsError {
    .missing(name: name, nearest: nearestName(to: name, among: names), available: names)
  }

  /// There is no layer of a name.
  ///
  /// - Parameters:
  ///   - name: What was asked for.
  ///   - layers: What there is.
  /// - Returns: The error with the nearest name.
  package static func missingLayer(_ name: String, among layers: [String]) -> WeightsError {
    .missingLayer(name: name, nearest: nearestName(to: name, among: layers), available: layers)
  }

  /// Whether a name that was asked for is to blame, not the file.
  public var isOfName: Bool {
    switch self {
    case .missing, .missingLayer: true
    default: false
    }
  }
}

extension WeightsError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .empty:
      "the file is empty: it was cut off, copy or download it again"
    case .unknownContainer(let content): Self.description(of: content)
    case .archived(let name):
      "a zip archive with '\(name)' in it: unpack it and name that file"
    case .endsEarly(let container, let found, let expected):
      "the \(container) file ends early: \(found) of \(expected) bytes are there, copy or download "
        + "it again"
    case .malformed(let container, let problem):
      "the \(container) file is damaged: \(problem)"
    case .unsupported(let container, let feature):
      "this kind of \(container) file is not read: \(feature)"
    case .refused(let name) where name.hasPrefix("__torch__."):
      "a TorchScript program, whose tensors lie in objects such as '\(name)': save "
        + "model.state_dict() with torch.save"
    case .refused(let name):
      "the pickle asks for '\(name)', which is refused: only tensors are read, as in a model's "
        + "state_dict"
    case .array(let name, let problem):
      "array '\(name)': \(problem)"
    case .unread(let name, let type):
      "the values of '\(name)' are of type '\(type)', which is not read: convert them to float32 or "
        + "float16 where they were made"
    case .missing(let name, let nearest, let available):
      "there is no tensor '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        + Self.list(available)
    case .missingLayer(let name, let nearest, let available):
      "there is no layer '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
        + Self.list(available)
    case .noFilters:
      "no tensor has the four dimensions of filters"
    case .emptyFilters(let tensor, let shape):
      "'\(tensor)' of shape \(shape.map(String.init).joined(separator: "x")) holds no filters, as "
        + "one of its extents is 0: save the weights anew where they were trained"
    case .otherAxes(let tensor, let shape, let axes):
      "'\(tensor)' of shape \(shape.map(String.init).joined(separator: "x")) has its axes as in "
        + "\(axes.frameworks) (\(axes.description)): --axes \(axes.rawValue) turns them, --axes "
        + "oihw says that they are \(FilterAxes.oihw); in a pipeline axes: \"\(axes.rawValue)\""
    case .notWritable(let container, let reason):
      "a \(container) file cannot hold this: \(reason)"
    }
  }

  private static func description(of content: FileContent) -> String {
    let known = ".safetensors, .npy, .npz, .pth, .pt, .caffemodel or .binaryproto is expected"
    return switch content {
    case .text: "text, and no weights file that is known: \(known); download it again if it was one"
    case .unknown: "no weights file that is known: \(known)"
    default:
      content.description(expected: "a weights file", conversion: conversion(of: content))
    }
  }

  /// What to do about a file that another program has written.
  private static func conversion(of content: FileContent) -> String {
    switch content {
    case .other("an HDF5 file"), .other("a model of Keras"):
      "load the model with Keras in Python, and numpy.savez('w.npz', **{v.path: v.numpy() for v in "
        + "model.variables}) writes what is read"
    case .other(ProtobufNetwork.onnx.rawValue):
      "give it as the network itself, in the place of a name"
    default: "save its tensors as .safetensors or .npz with the program that wrote it"
    }
  }

  /// What there is, cut short where it is long.
  private static func list(_ names: [String]) -> String {
    let shown = 12
    guard !names.isEmpty else { return "" }
    let rest = names.count > shown ? " and \(names.count - shown) more" : ""
    let first = toldApart(Array(names.prefix(shown)))
    return " (the file has " + first.joined(separator: ", ") + rest + ")"
  }
}
