import Codecs

/// Texts about a file as JSON, and as the array of bytes that an `.npz` file keeps them in.
///
/// NumPy reads the array like any other: `json.loads(bytes(file["__metadata__"]))`.
enum MetadataText {
  /// The member of an archive that holds the array.
  static let member = "__metadata__.npy"

  /// Why a tensor of that name is not written.
  static let reserved =
    "no tensor may be called '__metadata__', where what is known of the file stands: choose the "
    + "others with --layer or --tensor"

  /// The most bytes of such a member that are read.
  static let limit = 1 << 20

  /// A JSON object with the keys in the order of their bytes.
  static func json(of metadata: WeightsMetadata) -> String {
    let texts = metadata.sorted.map { "\(quoted($0.key)):\(quoted($0.text))" }
    return "{\(texts.joined(separator: ","))}"
  }

  /// The array, as a `.npy` file of bytes.
  static func array(of metadata: WeightsMetadata) -> [UInt8] {
    let text = Array(json(of: metadata).utf8)
    return NumpyHeader.encode(shape: [text.count], type: "|u1") + text
  }

  /// The texts of such an array; nil for any other one.
  static func decode(array: UnsafeRawBufferPointer) -> WeightsMetadata? {
    guard let header = try? NumpyHeader(Array(array)), header.type == "|u1" else { return nil }
    return try? json(array.slice(header.dataOffset..<array.count))
  }

  /// The texts of a JSON object; of a key that occurs twice the last one counts.
  private static func json(
    _ text: UnsafeRawBufferPointer
  ) throws(JSONScanner.Mistake) -> WeightsMetadata? {
    var scanner = JSONScanner(text)
    var metadata = WeightsMetadata()
    var hasOthers = false
    try scanner.object(orThrow: { $0 }) { (key, scanner) throws(JSONScanner.Mistake) in
      if try scanner.kind() == .string {
        metadata[key] = try scanner.string()
      } else {
        hasOthers = true
        try scanner.skipValue()
      }
    }
    try scanner.expectEnd()
    return hasOthers ? nil : metadata
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
