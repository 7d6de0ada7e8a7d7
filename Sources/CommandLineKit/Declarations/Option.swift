/// A value that is given under a name: `--border wrap`, `--border=wrap`, `-b wrap`, `-bwrap`.
///
/// Without a default it must be given, unless its type is optional. It is given once; an array
/// takes one value each time that the name is given, and a default array is replaced, not extended.
@propertyWrapper
public struct Option<Value> {
  private let storage: Storage<Value>
  private let conversion: Conversion<Value>
  private let name: NameSpecification
  private let help: ArgumentHelp

  private init(
    _ conversion: Conversion<Value>, initial: Value?, name: NameSpecification, help: ArgumentHelp
  ) {
    self.storage = Storage(initial: initial)
    self.conversion = conversion
    self.name = name
    self.help = help
  }

  /// The value; only to be read after parsing where there is no default.
  public var wrappedValue: Value {
    get { storage.value }
    nonmutating set { storage.value = newValue }
  }
}

extension Option where Value: ExpressibleByRawArgument {
  /// Declares a value that must be given.
  ///
  /// - Parameters:
  ///   - name: Its names; by default that of the property.
  ///   - help: What the help screen says.
  public init(name: NameSpecification = .long, help: ArgumentHelp = "") {
    self.init(.single, initial: nil, name: name, help: help)
  }

  /// Declares a value with a default.
  ///
  /// - Parameters:
  ///   - wrappedValue: The default.
  ///   - name: Its names; by default that of the property.
  ///   - help: What the help screen says.
  public init(wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp = "") {
    self.init(.single, initial: wrappedValue, name: name, help: help)
  }
}

extension Option {
  /// Declares a value that may be absent.
  ///
  /// - Parameters:
  ///   - wrappedValue: The default, usually nil.
  ///   - name: Its names; by default that of the property.
  ///   - help: What the help screen says.
  public init<Wrapped: ExpressibleByRawArgument>(
    wrappedValue: Value = nil, name: NameSpecification = .long, help: ArgumentHelp = ""
  ) where Value == Wrapped? {
    self.init(.optional(), initial: .some(wrappedValue), name: name, help: help)
  }

  /// Declares values of which one at least must be given.
  ///
  /// - Parameters:
  ///   - name: Its names; by default that of the property.
  ///   - help: What the help screen says.
  public init<Element: ExpressibleByRawArgument>(
    name: NameSpecification = .long, help: ArgumentHelp = ""
  ) where Value == [Element] {
    self.init(.array(), initial: nil, name: name, help: help)
  }

  /// Declares any number of values.
  ///
  /// - Parameters:
  ///   - wrappedValue: The default, often empty.
  ///   - name: Its names; by default that of the property.
  ///   - help: What the help screen says.
  public init<Element: ExpressibleByRawArgument>(
    wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp = ""
  ) where Value == [Element] {
    self.init(.array(), initial: wrappedValue, name: name, help: help)
  }
}

extension Option: Declaration {
  func definitions(label: String) -> [Definition] {
    let names = name.names(label: label)
    return [
      Definition(
        action: .option { [storage, conversion] in storage.receive($0, by: conversion) },
        names: names, valueName: help.valueName ?? names.last?.placeholder ?? "VALUE",
        help: help, isRequired: storage.isRequired, isRepeating: conversion.isRepeating,
        element: conversion.element,
        defaultDescription: storage.defaultValue.flatMap(conversion.describe),
        isGiven: { [storage] in storage.isGiven })
    ]
  }
}

extension OptionName {
  /// What stands for the value: `KERNEL` after `--kernel`, `VALUE` after a letter.
  fileprivate var placeholder: String {
    switch self {
    case .short: "VALUE"
    case .long(let name): name.uppercased()
    }
  }
}
