public import Codecs
public import Escaping
public import Files
public import Weights

/// Why a file that describes a network cannot be read.
public enum ModelFileError: Error, Equatable, Sendable {
  /// The file has no bytes.
  case empty

  /// The file is no model but something else; what it seems to be.
  case otherContent(FileContent)

  /// The fields of the file's messages are damaged.
  case protobuf(WeightsError)

  /// The file has no graph.
  case noGraph

  /// The file has a second graph.
  case twoGraphs(byte: Int)

  /// Graphs lie in graphs, too deep.
  case tooDeep(byte: Int, limit: Int)

  /// The file says more than can be a network.
  case tooManyRecords(byte: Int, limit: Int)

  /// A name is not in UTF-8.
  case notText(byte: Int)

  /// Packed numbers end within one.
  case brokenNumbers(byte: Int, count: Int, size: Int)

  /// An array has more dimensions than are read.
  case tooManyExtents(byte: Int, limit: Int)

  /// The values of an array are of a type that is not read.
  case unreadType(Tensor, ONNXDataType)

  /// Whole numbers were asked for where there are others.
  case notIntegers(Tensor, ONNXDataType)

  /// An extent is negative, or there are too many elements to count.
  case impossibleShape(Tensor, [Int])

  /// An array has elements, but no values.
  case noValues(Tensor, [Int])

  /// An array has its values in several places.
  case severalStorages(Tensor)

  /// An array is a part of one that is spread over several messages.
  case segment(Tensor)

  /// An array has more or fewer bytes than its shape.
  case wrongByteCount(Tensor, [Int], ONNXDataType, found: Int, expected: Int)

  /// An array has more or fewer numbers than its shape.
  case wrongCount(Tensor, [Int], found: Int, expected: Int)

  /// The values of an array are in a field of another type.
  case wrongField(Tensor, ONNXDataType, ONNXValueField)

  /// The values of an array in another file cannot be had.
  case external(Tensor, location: String, ExternalDataProblem)

  /// A text has more bytes than are read.
  case tooLarge(found: Int, limit: Int)

  /// A text is not in UTF-8.
  case encoding(EncodingMistake)

  /// A text is not as its format has it.
  case syntax(TextPlace, expected: String, found: String)

  /// Messages of a text lie in each other, too deep.
  case nesting(TextPlace, limit: Int)

  /// Which array of a file is meant.
  public struct Tensor: Hashable, Sendable {
    /// Its name; often empty in attributes.
    public let name: String

    /// Where its message begins in the file.
    public let byte: Int
  }
}

/// Why values in another file cannot be had.
public enum ExternalDataProblem: Error, Equatable, Sendable {
  /// The model does not name a file.
  case noLocation

  /// A number of the model is none; its key.
  case noNumber(key: String, String)

  /// The model was not read from a folder.
  case noFolder

  /// The name begins at the root.
  case absolute

  /// The name leads upwards.
  case upwards

  /// A link leads out of the folder; where to.
  case link(Path)

  /// The file cannot be read.
  case file(FileError)

  /// The bytes that are stated are not those of the shape.
  case length(stated: Int, expected: Int)

  /// The values do not lie within the file.
  case outsideFile(offset: Int, byteCount: Int, fileSize: Int)
}

extension ModelFileError: CustomStringConvertible {
  /// What is wrong, where, and what to do about it.
  public var description: String {
    switch self {
    case .empty: "the file is empty: it was cut off, copy or download it again"
    case .otherContent(let content):
      content.description(
        expected: "an ONNX model", conversion: "export the network as ONNX where it was made")
    case .protobuf(let error): error.description
    case .noGraph: "the ONNX file has no graph: export the network again"
    case .twoGraphs(let byte):
      "the ONNX file has a second graph at byte \(byte), and it cannot be known which is meant"
    case .tooDeep(let byte, let limit):
      "the graph at byte \(byte) lies in \(limit) others, which no network needs"
    case .tooManyRecords(let byte, let limit):
      "the ONNX file says more than \(limit) things of its network, up to byte \(byte): no network "
        + "needs so many"
    case .notText(let byte):
      "the name at byte \(byte) of the ONNX file is not UTF-8: export the network again"
    case .brokenNumbers(let byte, let count, let size):
      "the \(count) bytes at byte \(byte) of the ONNX file are not whole numbers of \(size) bytes"
    case .tooManyExtents(let byte, let limit):
      "the tensor at byte \(byte) has more than \(limit) dimensions"
    case .unreadType(let tensor, let type):
      "the values of \(tensor) are of type \(type), which is not read: convert them to float32 or "
        + "int64 where the network was made"
    case .notIntegers(let tensor, let type):
      "\(tensor) is of type \(type), and whole numbers are needed"
    case .impossibleShape(let tensor, let shape):
      "\(tensor) has the shape \(Self.text(shape)), which cannot be"
    case .noValues(let tensor, let shape):
      "\(tensor) of shape \(Self.text(shape)) has no values: export the network with its weights"
    case .severalStorages(let tensor): "\(tensor) has its values in two places"
    case .segment(let tensor):
      "\(tensor) is in several pieces, which is not read: export the network again"
    case .wrongByteCount(let tensor, let shape, let type, let found, let expected):
      "\(tensor) of shape \(Self.text(shape)) and type \(type) has \(found) bytes, not \(expected)"
    case .wrongCount(let tensor, let shape, let found, let expected):
      "\(tensor) of shape \(Self.text(shape)) has \(found) values, not \(expected)"
    case .wrongField(let tensor, let type, let field):
      "\(tensor) is of type \(type) but has its values in '\(field.name)'"
    case .external(let tensor, "", let problem): "\(tensor): \(problem)"
    case .external(let tensor, let location, let problem):
      "\(tensor) has its values in \(quotedForTerminal(location, limit: 80)): \(problem)"
    case .tooLarge(let found, let limit):
      "the text has \(found) bytes, and at most \(limit) are read"
    case .encoding(let mistake):
      "\(TextPlace(line: mistake.place.line, column: mistake.place.column)): \(mistake)"
    case .syntax(let place, let expected, let found):
      "\(place): expected \(expected), found \(found)"
    case .nesting(let place, let limit):
      "\(place): a message in \(limit) others, which no network needs"
    }
  }

  private static func text(_ shape: [Int]) -> String {
    shape.isEmpty ? "[]" : shape.map(String.init).joined(separator: "x")
  }
}

extension ModelFileError.Tensor: CustomStringConvertible {
  /// The name, or the place of one that has none.
  public var description: String {
    name.isEmpty ? "the tensor at byte \(byte)" : "tensor \(quotedForTerminal(name, limit: 80))"
  }
}

extension ExternalDataProblem: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    let inside = "values are read from the folder of the model alone"
    return switch self {
    case .noLocation: "the model does not name the file that has its values: export it again"
    case .noNumber(let key, let text):
      "the \(key) of its values is \(quotedForTerminal(text, limit: 40)), which is not a number of "
        + "bytes"
    case .noFolder: "another file, but the folder of the model is not known"
    case .absolute: "a path from the root, which is refused: \(inside)"
    case .upwards: "a path with '..', which is refused: \(inside)"
    case .link(let place):
      "a link that leads to \(place.display), which is refused: \(inside), copy the file there"
    case .file(let error):
      "\(error.problem): put the file beside the model"
    case .length(let stated, let expected):
      "\(stated) bytes according to the model, and its shape has \(expected)"
    case .outsideFile(let offset, let byteCount, let fileSize):
      "\(byteCount) bytes from byte \(offset) are needed, and the file has \(fileSize): copy or "
        + "download it again"
    }
  }
}

/// A place in a text.
public struct TextPlace: Hashable, Sendable {
  /// The line, from 1.
  public let line: Int

  /// The column in characters of Unicode, from 1.
  public let column: Int
}

extension TextPlace: CustomStringConvertible {
  /// For example `line 3, column 7`.
  public var description: String { "line \(line), column \(column)" }
}
