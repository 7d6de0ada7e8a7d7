/// The names of the objects that are open at a place of a JSON5 text.
struct JSON5Names {
  /// Of each open object or list, where its names stand; a list has none.
  private var places: [[[UInt8]: Int]] = []

  /// Enters an object or a list.
  mutating func open() { places.append([:]) }

  /// Leaves it.
  mutating func close() { places.removeLast() }

  /// Takes a name of the innermost object.
  ///
  /// - Parameters:
  ///   - name: As it is written, without quotes.
  ///   - place: Where it stands.
  /// - Returns: Where the object has a name of the same characters already, with or without
  ///   escapes; else nil.
  mutating func add(_ name: ArraySlice<UInt8>, at place: Int) -> Int? {
    guard let innermost = places.indices.last else { return nil }
    return places[innermost].updateValue(place, forKey: Array(Self.text(of: name).utf8))
  }

  /// The characters of a name, its escapes read.
  static func text(of name: ArraySlice<UInt8>) -> String {
    guard name.contains(UInt8(ascii: "\\")) else { return String(decoding: name, as: UTF8.self) }
    var units: [UInt16] = []
    var characters = String(decoding: name, as: UTF8.self).unicodeScalars[...]
    while let character = characters.popFirst() {
      guard character == "\\", let escape = characters.popFirst() else {
        units += character.utf16
        continue
      }
      switch escape {
      case "u": units += unit(takenFrom: &characters, digits: 4)
      case "x": units += unit(takenFrom: &characters, digits: 2)
      default: units += (controls[escape] ?? escape).utf16
      }
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// The unit that hexadecimal digits stand for; none for what is not hexadecimal.
  private static func unit(
    takenFrom characters: inout Substring.UnicodeScalarView, digits count: Int
  ) -> [UInt16] {
    let digits = String(characters.prefix(count))
    characters = characters.dropFirst(count)
    return UInt16(digits, radix: 16).map { [$0] } ?? []
  }

  private static let controls: [Unicode.Scalar: Unicode.Scalar] = [
    "b": "\u{08}", "f": "\u{0C}", "n": "\n", "r": "\r", "t": "\t", "v": "\u{0B}", "0": "\0",
  ]
}
