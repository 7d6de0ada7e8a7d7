/// The JSON in the header of a safetensors file, as it is written.
struct SafetensorsJSON: Decodable {
  /// What the header says of a tensor.
  struct Tensor: Decodable {
    let type: String
    let shape: [Int]
    let begin: Int
    let end: Int

    private enum Key: String, CodingKey {
      case type = "dtype"
      case shape
      case offsets = "data_offsets"
    }

    init(from decoder: any Decoder) throws {
      let fields = try decoder.container(keyedBy: Key.self)
      type = try fields.decode(String.self, forKey: .type)
      shape = try fields.decode([Int].self, forKey: .shape)
      var offsets = try fields.nestedUnkeyedContainer(forKey: .offsets)
      begin = try offsets.decode(Int.self)
      end = try offsets.decode(Int.self)
      guard offsets.isAtEnd else {
        throw DecodingError.dataCorruptedError(in: offsets, debugDescription: "")
      }
    }
  }

  private struct Name: CodingKey {
    let stringValue: String
    let intValue: Int? = nil

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// The tensors by their names.
  let tensors: [String: Tensor]

  /// The texts under `__metadata__`.
  let metadata: [String: String]

  init(from decoder: any Decoder) throws {
    let entries = try decoder.container(keyedBy: Name.self)
    var tensors: [String: Tensor] = [:]
    var metadata: [String: String] = [:]
    for key in entries.allKeys {
      if key.stringValue == SafetensorsHeader.metadataKey {
        metadata = try entries.decode([String: String].self, forKey: key)
      } else {
        tensors[key.stringValue] = try Self.tensor(key, in: entries)
      }
    }
    self.tensors = tensors
    self.metadata = metadata
  }

  /// The decoder does not say where a number is no integer, or too large.
  private static func tensor(
    _ key: Name, in entries: KeyedDecodingContainer<Name>
  ) throws -> Tensor {
    do {
      return try entries.decode(Tensor.self, forKey: key)
    } catch let error as DecodingError {
      throw error
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: key, in: entries, debugDescription: "a number is no integer")
    }
  }

  /// What is wrong with a header, in our words.
  static func problem(of error: any Error) -> String {
    guard let error = error as? DecodingError else { return "its header is no valid JSON" }
    switch error {
    case .keyNotFound(let key, let context):
      return "\(place(context.codingPath)) of its header has no '\(key.stringValue)'"
    case .typeMismatch(_, let context), .valueNotFound(_, let context),
      .dataCorrupted(let context):
      if context.codingPath.isEmpty { return "its header is no valid JSON" }
      return "\(place(context.codingPath)) of its header is not what it should be"
    @unknown default:
      return "its header is not what it should be"
    }
  }

  private static func place(_ path: [any CodingKey]) -> String {
    let parts = path.map { key in key.intValue.map { "[\($0)]" } ?? "'\(key.stringValue)'" }
    return parts.joined(separator: " ")
  }
}
