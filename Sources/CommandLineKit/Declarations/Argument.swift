/// A value that is given by its place among the arguments that are no options.
///
/// Arguments are filled in the order of their declaration; an array takes all that remain, so it
/// is declared last. Without a default it must be given, unless its type is optional.
@propertyWrapper
public struct Argument<Value> {
  private let storage: Storage<Value>
  private let conversion: Conversion<Value>
  private let help: ArgumentHelp

  private init(_ conversion: Conversion<Value>, initial: Value?, help: ArgumentHelp) {
    self.storage = Storage(initial: initial)
    self.conversion = conversion
    self.help = help
  }

  /// The value; only to be read after parsing where there is no default.
  public var wrappedValue: Value {
    get { storage.value }
    nonmutating set { storage.value = newValue }
  }
}

extension Argument where Value: ExpressibleByRawArgument {
  /// Declares a value that must be given.
  ///
  /// - Parameter help: What the help screen says.
  public init(help: ArgumentHelp = "") {
    self.init(.single, initial: nil, help: help)
  }

  /// Declares a value with a default.
  ///
  /// - Parameters:
  ///   - wrappedValue: The default.
  ///   - help: What the help screen says.
  public init(wrappedValue: Value, help: ArgumentHelp = "") {
    self.init(.single, initial: wrappedValue, help: help)
  }
}

extension Argument {
  /// Declares a value that may be absent.
  ///
  /// - Parameters:
  ///   - wrappedValue: The default, usually nil.
  ///   - help: What the help screen says.
  public init<Wrapped: ExpressibleByRawArgument>(
    wrappedValue: Value = nil, help: ArgumentHelp = ""
  ) where Value == Wrapped? {
    self.init(.optional(), initial: .some(wrappedValue), help: help)
  }

  /// Declares values of which one at least must be given.
  ///
  /// - Parameter help: What the help screen says.
  public init<Element: ExpressibleByRawArgument>(
    help: ArgumentHelp = ""
  ) where Value == [Element] {
    self.init(.array(), initial: nil, help: help)
  }

  /// Declares any number of values.
  ///
  /// - Parameters:
  ///   - wrappedValue: The default, often empty.
  ///   - help: What the help screen says.
  public init<Element: ExpressibleByRawArgument>(
    wrappedValue: Value, help: ArgumentHelp = ""
  ) where Value == [Element] {
    self.init(.array(), initial: wrappedValue, help: help)
  }
}

extension Argument: Declaration {
  func definitions(label: String) -> [Definition] {
    [
      Definition(
        action: .positional { [storage, conversion] in storage.receive($0, by: conversion) },
        names: [], valueName: help.valueName ?? dashed(label).uppercased(), help: help,
        isRequired: storage.isRequired, isRepeating: conversion.isRepeating,
        element: conversion.element,
        defaultDescription: storage.defaultValue.flatMap(conversion.describe),
        isGiven: { [storage] in storage.isGiven })
    ]
  }
}
