import Escaping
import Files
import FoundationEssentials

extension FileValue {
  /// Reads a JSON5 text: JSON with comments, names without quotes and commas before the end.
  ///
  /// - Parameter bytes: The text as UTF-8, with or without a byte order mark.
  /// - Throws: `PipelineFileError`: `notUTF8`, `notJSON5` with the place where punctuation is
  ///   wrong, `repeatedName` with that of the second, or `unreadable` with that of a value.
  public init(json5 bytes: [UInt8]) throws(PipelineFileError) {
    let text = try wrapping(textInUTF8(bytes), as: PipelineFileError.notUTF8)
    let mistake = JSON5Scanner.mistake(in: text)
    if let mistake, case .repeated = mistake.problem { throw .repeatedName(mistake) }
    let decoder = JSONDecoder()
    decoder.allowsJSON5 = true
    do {
      self = try decoder.decode(FileValue.self, from: Data(text))
    } catch let value as UnreadableValue {
      throw .unreadable(place: value.place)
    } catch {
      throw .notJSON5(mistake)
    }
  }
}

extension FileValue: Decodable {
  /// Takes whatever value there is.
  ///
  /// - Parameter decoder: The decoder of a JSON text.
  /// - Throws: `UnreadableValue` where a number or a text cannot be read.
  public init(from decoder: any Decoder) throws {
    // Numbers come first: a matrix has many, and a wrong guess is slow.
    let single = try decoder.singleValueContainer()
    if let number = try? single.decode(Double.self) {
      self = .number(number)
    } else if let text = try? single.decode(String.self) {
      self = .text(text)
    } else if let flag = try? single.decode(Bool.self) {
      self = .flag(flag)
    } else if single.decodeNil() {
      self = .null
    } else if var container = try? decoder.unkeyedContainer() {
      var values: [FileValue] = []
      while !container.isAtEnd { values.append(try container.decode(FileValue.self)) }
      self = .list(values)
    } else if let container = try? decoder.container(keyedBy: AnyKey.self) {
      var values: [String: FileValue] = [:]
      for key in container.allKeys {
        values[key.stringValue] = try container.decode(FileValue.self, forKey: key)
      }
      self = .object(values)
    } else {
      throw UnreadableValue(path: decoder.codingPath)
    }
  }

  private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// A number or text that the decoder takes for one but cannot give.
private struct UnreadableValue: Error {
  /// Where it stands, as `steps[2].max`; empty for the whole file.
  let place: String

  init(path: [any CodingKey]) {
    place = path.reduce(into: "") { place, key in
      if let index = key.intValue {
        place += "[\(index)]"
      } else {
        place += (place.isEmpty ? "" : ".") + key.stringValue
      }
    }
  }
}
