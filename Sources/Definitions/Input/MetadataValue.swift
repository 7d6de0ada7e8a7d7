import Escaping
import Pixels

/// A text of metadata: numbers, settings with names, or a word.
enum MetadataValue {
  /// One number or several.
  case numbers([Float])

  /// Settings with names, of an object of JSON.
  case fields([(name: String, value: MetadataValue)])

  /// Anything else.
  case word(String)

  /// Reads a text: JSON, or numbers with commas or spaces between them.
  ///
  /// - Parameter text: The text.
  init(_ text: String) {
    if ["{", "["].contains(text.first), let value = try? FileValue(json5: Array(text.utf8)) {
      self = Self(value) ?? .word(text)
      return
    }
    let parts = text.split { "[](), ;".contains($0) || $0.isWhitespace }
    let numbers = parts.compactMap { Float($0) }.filter(\.isFinite)
    self = numbers.isEmpty || numbers.count != parts.count ? .word(text) : .numbers(numbers)
  }

  private init?(_ value: FileValue) {
    switch value {
    case .number(let number): self = .numbers([Float(number)])
    case .text(let text): self.init(text)
    case .list(let values):
      let numbers = values.compactMap { value in
        if case .number(let number) = value { Float(number) } else { nil }
      }
      guard !numbers.isEmpty, numbers.count == values.count, numbers.allSatisfy(\.isFinite) else {
        return nil
      }
      self = .numbers(numbers)
    case .object(let fields):
      self = .fields(
        fields.sorted { $0.key < $1.key }.compactMap { name, value in
          MetadataValue(value).map { (name, $0) }
        })
    case .null, .flag: return nil
    }
  }

  /// The numbers, if it is such.
  var numbers: [Float]? {
    if case .numbers(let numbers) = self { numbers } else { nil }
  }

  /// A size: a side, rows and columns, or an object with `height` and `width` or `shortest_edge`.
  var size: ImageSize? {
    switch self {
    case .numbers(let numbers):
      // Channels may stand before or behind rows and columns.
      var extents = numbers.map { Int(exactly: $0) ?? 0 }
      if extents.count == 3, extents[0] <= 4 { extents.removeFirst() }
      if extents.count == 3, extents[2] <= 4 { extents.removeLast() }
      guard (1...2).contains(extents.count), extents.allSatisfy({ (1...65535).contains($0) })
      else { return nil }
      return ImageSize(width: extents[extents.count - 1], height: extents[0])
    case .fields(let fields):
      func extent(_ name: String) -> Float? {
        fields.first { $0.name == name }?.value.numbers?.first
      }
      if let height = extent("height"), let width = extent("width") {
        return MetadataValue.numbers([height, width]).size
      }
      return extent("shortest_edge").flatMap { MetadataValue.numbers([$0]).size }
    case .word: return nil
    }
  }

  /// The value as a message shows it.
  var shown: String {
    switch self {
    case .numbers(let numbers): numbers.map { "\($0)" }.joined(separator: ", ")
    case .fields: "an object"
    case .word(let text): "'\(escapedForTerminal(String(text.prefix(40))))'"
    }
  }
}
