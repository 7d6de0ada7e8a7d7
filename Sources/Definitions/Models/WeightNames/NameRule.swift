/// How a layer of the catalogue is called in a file, for all layers whose names are alike.
///
/// In a pattern `#` stands for a number. In what it becomes `{1}` is the first of these numbers,
/// `{2+1}` the second and one, and `{1a}` a letter: `a` for 0.
package struct NameRule: Sendable {
  private let pattern: [Part]
  private let name: String
  private let scale: String

  private enum Part {
    case text(Substring)
    case number
  }

  /// States a rule.
  ///
  /// - Parameters:
  ///   - pattern: The names of the catalogue's layers.
  ///   - name: What a file calls them.
  ///   - scale: What a file calls the layer that multiplies and adds behind a normalisation; nil if
  ///     it is the same one.
  init(_ pattern: String, _ name: String, scale: String? = nil) {
    var parts: [Part] = []
    let texts = pattern.split(separator: "#", omittingEmptySubsequences: false)
    for (index, text) in texts.enumerated() {
      if index > 0 { parts.append(.number) }
      if !text.isEmpty { parts.append(.text(text)) }
    }
    self.pattern = parts
    self.name = name
    self.scale = scale ?? name
  }

  /// What a file calls a layer.
  ///
  /// - Parameters:
  ///   - layer: The name of a layer of the catalogue.
  ///   - isScale: Whether what is multiplied by or added behind a normalisation is asked for.
  /// - Returns: The name; nil if the rule is not for this layer.
  func name(of layer: String, isScale: Bool) -> String? {
    numbers(in: layer).map { Self.filled(isScale ? scale : name, $0) }
  }

  /// The numbers of a name; nil if it is of another pattern.
  private func numbers(in layer: String) -> [Int]? {
    var rest = Substring(layer)
    var numbers: [Int] = []
    for part in pattern {
      switch part {
      case .text(let text):
        guard rest.hasPrefix(text) else { return nil }
        rest = rest.dropFirst(text.count)
      case .number:
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits) else { return nil }
        numbers.append(number)
        rest = rest.dropFirst(digits.count)
      }
    }
    return rest.isEmpty ? numbers : nil
  }

  private static func filled(_ template: String, _ numbers: [Int]) -> String {
    var (text, rest) = ("", Substring(template))
    while let start = rest.firstIndex(of: "{"), let end = rest[start...].firstIndex(of: "}") {
      text += rest[..<start] + value(rest[rest.index(after: start)..<end], numbers)
      rest = rest[rest.index(after: end)...]
    }
    return text + rest
  }

  /// What stands between braces: a place, a number that is added, and whether it is a letter.
  private static func value(_ term: Substring, _ numbers: [Int]) -> String {
    let isLetter = term.hasSuffix("a")
    let digits = isLetter ? term.dropLast() : term
    guard let place = digits.first?.wholeNumberValue, numbers.indices.contains(place - 1) else {
      return ""
    }
    let number = numbers[place - 1] + (Int(digits.dropFirst()) ?? 0)
    guard isLetter else { return String(number) }
    guard (0..<26).contains(number) else { return "" }
    return String(UnicodeScalar(UInt8(ascii: "a") + UInt8(number)))
  }
}
