/// A value that is made from the bytes of one argument, such as the path of a file.
public protocol ExpressibleByRawArgument {
  /// Creates the value; nil refuses the argument, and `expectedArgument` says what was expected.
  ///
  /// - Parameter rawArgument: The bytes that the user gave.
  init?(rawArgument: RawArgument)

  /// Every value that can be given, in the order of the help screen; empty where that is no list.
  static var allValueStrings: [String] { get }

  /// What is expected, as in `option '--jobs' takes a whole number`.
  static var expectedArgument: String { get }

  /// Says why an argument is refused, where more can be said than what is expected.
  ///
  /// - Parameter argument: One that `init(rawArgument:)` does not take.
  /// - Returns: The reason, which follows a colon; nil for none.
  static func refusal(of argument: RawArgument) -> String?

  /// The value as the user would write it; empty leaves it out of the help screen.
  var defaultValueDescription: String { get }
}

/// A value that is made from the text of one argument.
///
/// Bytes that are not UTF-8 are refused before the type sees them.
public protocol ExpressibleByArgument: ExpressibleByRawArgument {
  /// Creates the value; nil refuses the argument.
  ///
  /// - Parameter argument: The text that the user gave.
  init?(argument: String)
}

extension ExpressibleByRawArgument {
  /// Every value that can be given; empty unless the type says more.
  public static var allValueStrings: [String] { [] }

  /// The list of values where there is one.
  public static var expectedArgument: String {
    allValueStrings.isEmpty ? "a valid value" : "one of " + listed(allValueStrings)
  }

  /// Nothing more than what is expected.
  public static func refusal(of argument: RawArgument) -> String? { nil }

  /// The value as it prints.
  public var defaultValueDescription: String { "\(self)" }
}

extension ExpressibleByArgument {
  /// Creates the value from bytes that are UTF-8; nil for others and for text that is refused.
  ///
  /// - Parameter rawArgument: The bytes that the user gave.
  public init?(rawArgument: RawArgument) {
    guard let text = rawArgument.text else { return nil }
    self.init(argument: text)
  }
}

extension ExpressibleByArgument where Self: CaseIterable {
  /// The cases in the order of their declaration.
  public static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }
}

extension ExpressibleByArgument where Self: RawRepresentable, RawValue: ExpressibleByArgument {
  /// Creates the value from the text of its raw value; nil where no case has it.
  ///
  /// - Parameter argument: The text that the user gave.
  public init?(argument: String) {
    guard let rawValue = RawValue(argument: argument) else { return nil }
    self.init(rawValue: rawValue)
  }

  /// The raw value.
  public var defaultValueDescription: String { rawValue.defaultValueDescription }
}

extension String: ExpressibleByArgument {
  /// Takes the text as it is.
  ///
  /// - Parameter argument: The text that the user gave.
  public init?(argument: String) { self = argument }

  /// Any text.
  public static var expectedArgument: String { "text" }
}

extension Int: ExpressibleByArgument {
  /// Reads a whole number in decimal digits; nil for anything else.
  ///
  /// - Parameter argument: The text that the user gave.
  public init?(argument: String) { self.init(argument) }

  /// A whole number.
  public static var expectedArgument: String { "a whole number" }
}

extension Double: ExpressibleByArgument {
  /// Reads a finite number; nil for anything else.
  ///
  /// - Parameter argument: The text that the user gave.
  public init?(argument: String) {
    guard let value = Double(argument), value.isFinite else { return nil }
    self = value
  }

  /// The number, without a point where it is whole.
  public var defaultValueDescription: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A number.
  public static var expectedArgument: String { "a number" }
}

extension Float: ExpressibleByArgument {
  /// Reads a finite number; nil for anything else.
  ///
  /// - Parameter argument: The text that the user gave.
  public init?(argument: String) {
    guard let value = Float(argument), value.isFinite else { return nil }
    self = value
  }

  /// A number.
  public static var expectedArgument: String { "a number" }
}

extension RawArgument: ExpressibleByRawArgument {
  /// Takes the bytes as they are.
  ///
  /// - Parameter rawArgument: The bytes that the user gave.
  public init?(rawArgument: RawArgument) { self = rawArgument }
}
