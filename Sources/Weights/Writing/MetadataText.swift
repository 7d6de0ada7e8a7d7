import Codecs
import FoundationEssentials

/// Texts about a file as JSON, and as the array of bytes that an `.npz` file keeps them in.
///
/// NumPy reads the array like any other: `json.loads(bytes(file["__metadata__"]))`.
enum MetadataText {
  /// The member of an archive that holds the array.
  static let member = "__metadata__.npy"

  /// The most bytes of such a member that are read.
  static let limit = 1 << 20

  /// A JSON object with the keys in the order of their bytes.
  static func json(of metadata: [String: String]) -> String {
    let texts = metadata.sorted { $0.key < $1.key }
      .map { "\(quoted($0.key)):\(quoted($0.value))" }
    return "{\(texts.joined(separator: ","))}"
  }

  /// The array, as a `.npy` file of bytes.
  static func array(of metadata: [String: String]) -> [UInt8] {
    let text = Array(json(of: metadata).utf8)
    return NumpyHeader.encode(shape: [text.count], type: "|u1") + text
  }

  /// The texts of such an array; nil for any other one.
  static func decode(array: UnsafeRawBufferPointer) -> [String: String]? {
    let file = Array(array)
    guard let header = try? NumpyHeader(file), header.type == "|u1" else { return nil }
    return try? JSONDecoder().decode(
      [String: String].self, from: Data(file[header.dataOffset...]))
  }

  /// A JSON string.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
