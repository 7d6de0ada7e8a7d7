/// How the arguments given for one declaration become its value.
struct Conversion<Value> {
  /// Whether it can be given several times.
  let isRepeating: Bool

  /// The type that one argument becomes.
  let element: any ExpressibleByRawArgument.Type

  /// The value after one more argument, or nil where the argument is refused.
  ///
  /// The first parameter holds what earlier arguments gave.
  let adding: (Value?, RawArgument) -> Value?

  /// What the help screen says of a default; nil says nothing.
  let describe: (Value) -> String?
}

extension Conversion where Value: ExpressibleByRawArgument {
  /// One argument, one value.
  static var single: Conversion {
    Conversion(
      isRepeating: false, element: Value.self, adding: { Value(rawArgument: $1) },
      describe: { $0.defaultValueDescription.nonEmpty })
  }
}

extension Conversion {
  /// A value that may be absent.
  static func optional<Wrapped: ExpressibleByRawArgument>() -> Conversion where Value == Wrapped? {
    Conversion(
      isRepeating: false, element: Wrapped.self,
      adding: { _, argument in Wrapped(rawArgument: argument).map { .some($0) } },
      describe: { $0?.defaultValueDescription.nonEmpty })
  }

  /// As many values as are given.
  static func array<Element: ExpressibleByRawArgument>() -> Conversion where Value == [Element] {
    Conversion(
      isRepeating: true, element: Element.self,
      adding: { earlier, argument in
        Element(rawArgument: argument).map { (earlier ?? []) + [$0] }
      },
      describe: { $0.map(\.defaultValueDescription).joined(separator: ", ").nonEmpty })
  }
}

/// Where the value of one declaration is kept.
///
/// A reference, so that a parser which found the declaration by reflection can fill it in.
final class Storage<Value> {
  private let initial: Value?
  private var given: Value?

  init(initial: Value?) { self.initial = initial }

  /// Whether the user gave a value.
  var isGiven: Bool { given != nil }

  /// Whether the user must give a value.
  var isRequired: Bool { initial == nil }

  /// What the value is when the user gives none.
  var defaultValue: Value? { initial }

  /// The value; only to be read after parsing where there is no default.
  var value: Value {
    get {
      guard let value = given ?? initial else {
        preconditionFailure("a required value is read only after parsing")
      }
      return value
    }
    set { given = newValue }
  }

  /// Takes one argument.
  ///
  /// - Parameters:
  ///   - argument: What the user gave.
  ///   - conversion: What makes a value of it.
  /// - Returns: False where the argument is refused.
  func receive(_ argument: RawArgument, by conversion: Conversion<Value>) -> Bool {
    guard let value = conversion.adding(given, argument) else { return false }
    given = value
    return true
  }
}

extension String {
  /// Nil where there is nothing to show.
  var nonEmpty: String? { isEmpty ? nil : self }
}
