/// The names under which an option or a flag can be given.
///
///     @Option(name: [.customShort("k"), .customLong("kernel")]) var kernels: [String]
public struct NameSpecification: Sendable {
  private enum Element: Sendable {
    case long
    case short
    case customLong(String)
    case customShort(Character)
  }

  private let elements: [Element]

  /// The name of the property: `maxPixels` is `--max-pixels`.
  public static let long = NameSpecification(elements: [.long])

  /// The first letter of the property: `jobs` is `-j`.
  public static let short = NameSpecification(elements: [.short])

  /// The first letter and the name of the property.
  public static let shortAndLong = NameSpecification(elements: [.short, .long])

  /// A name of its own.
  ///
  /// - Parameter name: The name without dashes.
  /// - Returns: The specification of `--name`.
  public static func customLong(_ name: String) -> NameSpecification {
    NameSpecification(elements: [.customLong(name)])
  }

  /// A letter of its own.
  ///
  /// - Parameter letter: An ASCII letter or digit.
  /// - Returns: The specification of `-l`.
  public static func customShort(_ letter: Character) -> NameSpecification {
    precondition(letter.isASCII, "a short name is one ASCII character")
    return NameSpecification(elements: [.customShort(letter)])
  }

  /// The names, short ones first.
  ///
  /// - Parameter label: The name of the property.
  /// - Returns: One name or more.
  func names(label: String) -> [OptionName] {
    let names = elements.map { element -> OptionName in
      switch element {
      case .long: .long(dashed(label))
      case .short: .short(label.first ?? "-")
      case .customLong(let name): .long(name)
      case .customShort(let letter): .short(letter)
      }
    }
    return names.filter(\.isShort) + names.filter { !$0.isShort }
  }
}

extension NameSpecification: ExpressibleByArrayLiteral {
  /// Joins several specifications.
  ///
  /// - Parameter elements: One specification or more.
  public init(arrayLiteral elements: NameSpecification...) {
    precondition(!elements.isEmpty, "an option needs a name")
    self.elements = elements.flatMap(\.elements)
  }
}

/// A name as the user types it.
enum OptionName: Hashable {
  case short(Character)
  case long(String)

  var isShort: Bool {
    switch self {
    case .short: true
    case .long: false
    }
  }
}

extension OptionName: CustomStringConvertible {
  /// `-k` or `--kernel`.
  var description: String {
    switch self {
    case .short(let letter): "-\(letter)"
    case .long(let name): "--\(name)"
    }
  }
}

/// The words of a Swift name, in lower case with dashes between: `maxPixels` is `max-pixels`.
///
/// - Parameter name: The name of a property or a type.
/// - Returns: The name as the user types it.
func dashed(_ name: String) -> String {
  var result = ""
  for character in name {
    if character.isUppercase && !result.isEmpty { result += "-" }
    result += character.lowercased()
  }
  return result
}
