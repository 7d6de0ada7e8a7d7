/// One declared option, flag or argument, without its Swift type.
struct Definition {
  /// What is done when it is met on the command line.
  enum Action {
    /// Takes one argument under a name; false refuses it.
    case option((RawArgument) -> Bool)
    /// Is set or, under one of the other names, unset.
    case flag(unsetNames: [OptionName], (Bool) -> Void)
    /// Takes one argument by its place; false refuses it.
    case positional((RawArgument) -> Bool)
    /// Ends the parsing: the help screen is wanted.
    case help
    /// Ends the parsing: the version is wanted.
    case version
  }

  let action: Action
  /// Empty for a positional argument.
  let names: [OptionName]
  let valueName: String
  let help: ArgumentHelp
  var section: String?
  var isRequired = false
  var isRepeating = false
  var element: (any ExpressibleByRawArgument.Type)?
  var defaultDescription: String?
  var isGiven: () -> Bool = { false }

  /// Every name that finds it.
  var allNames: [OptionName] {
    if case .flag(let unsetNames, _) = action { return names + unsetNames }
    return names
  }

  /// Whether it is found by its place.
  var isPositional: Bool {
    if case .positional = action { return true }
    return false
  }

  /// Whether the help screen shows it.
  var isVisible: Bool { help.visibility == .default }

  /// The long name where there is one, with the name of its value: `--output DIR`.
  var usage: String {
    let value = valueName + (isRepeating ? "…" : "")
    guard let name = names.last else { return value }
    return "\(name) \(value)"
  }
}

extension Definition {
  /// `-h` and `--help`.
  static var helpFlag: Definition {
    Definition(
      action: .help, names: [.short("h"), .long("help")], valueName: "", help: "Show this screen.")
  }

  /// `--version`.
  static var versionFlag: Definition {
    Definition(
      action: .version, names: [.long("version")], valueName: "", help: "Show the version.")
  }

  /// What a type declares, in the order of its properties.
  ///
  /// - Parameters:
  ///   - arguments: A value with its property wrappers.
  ///   - leftOut: The names of properties that are left out.
  /// - Returns: The declarations, those of groups included.
  static func all(
    of arguments: any ParsableArguments, leavingOut leftOut: Set<String> = []
  ) -> [Definition] {
    Mirror(reflecting: arguments).children.flatMap { label, value -> [Definition] in
      guard let declaration = value as? any Declaration, let label else { return [] }
      // The storage of a wrapped property is its name after an underscore.
      let name = label.hasPrefix("_") ? String(label.dropFirst()) : label
      return leftOut.contains(name) ? [] : declaration.definitions(label: name)
    }
  }
}

/// A property wrapper that declares something on the command line.
protocol Declaration {
  /// What it declares.
  ///
  /// - Parameter label: The name of the property.
  /// - Returns: One definition, or those of a group.
  func definitions(label: String) -> [Definition]

  /// Checks the values after all are parsed.
  func validate() throws
}

extension Declaration {
  func validate() throws {}
}
