import Codecs

extension FileContent {
  /// What a file seems to be that is of no container that is read.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - name: Its name, which decides where the content does not.
  init(weights bytes: UnsafeRawBufferPointer, name: WeightsFileName) {
    let start = Array(bytes.prefix(FileContent.lookedAt))
    self.init(start)
    if case .other("a tar archive") = self, start.starts(with: "sys_info\0".utf8) {
      self = .other("a checkpoint of PyTorch 0.1")
    }
    guard case .unknown = self else { return }
    // The last bytes are those of every table of LevelDB, such as the index of a checkpoint.
    if let picture = ImageFormat.detect(start) {
      self = .other("a \(picture.name) file")
    } else if bytes.suffix(8).elementsEqual([0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]) {
      self = .other("the index of a TensorFlow checkpoint")
    } else if let network = ProtobufNetwork(bytes) {
      self = .other(network.rawValue)
    } else if let format = Self.format(named: name.fileExtension) {
      self = .other(format)
    }
  }

  /// Formats without a sign in their content.
  private static func format(named fileExtension: String) -> String? {
    if fileExtension.hasPrefix("data-") { return "the values of a TensorFlow checkpoint" }
    return switch fileExtension {
    case "weights": "a file of Darknet"
    case "t7": "a file of Torch 7"
    default: nil
    }
  }
}

/// Networks in files of protocol buffers that are told by name, though they are not read.
enum ProtobufNetwork: String {
  case onnx = "an ONNX model"
  case coreML = "a Core ML model"
  case savedModel = "a SavedModel of TensorFlow"
  case graph = "a graph of TensorFlow"

  /// The most fields that are looked at.
  private static let fieldLimit = 1 << 16

  /// Looks at the fields of the outermost message; nil where they are none of these.
  ///
  /// The numbers are those of `ModelProto` of ONNX, `Model` of Core ML, and `SavedModel` and
  /// `GraphDef` of TensorFlow.
  ///
  /// - Parameter bytes: The whole file.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var fields = ProtobufFields(bytes, in: 0..<bytes.count, of: "protocol-buffers")
    var whole: Set<Int> = []
    var messages: Set<Int> = []
    var hasNodes = false
    for _ in 0..<Self.fieldLimit {
      guard let field = try? fields.next() else { break }
      switch field.value {
      case .varint: whole.insert(field.number)
      case .bytes(let range):
        messages.insert(field.number)
        // A node of a graph begins with its name, which is a field of text again.
        hasNodes = hasNodes || (field.number == 1 && bytes.slice(range).first == 0x0a)
      case .fixed32, .fixed64: return nil
      }
    }
    let numbers = whole.union(messages)
    let ofONNX: Set<Int> = [1, 2, 3, 4, 5, 6, 7, 8, 14, 20, 25, 26]
    if whole.contains(1), messages.contains(7), numbers.isSubset(of: ofONNX) {
      self = .onnx
    } else if whole == [1], messages.contains(2), messages.contains(where: { $0 >= 200 }) {
      self = .coreML
    } else if whole == [1], messages == [2] {
      self = .savedModel
    } else if hasNodes, whole.isSubset(of: [3]), messages.isSubset(of: [1, 2, 4]) {
      self = .graph
    } else {
      return nil
    }
  }
}
