import Spelling

/// Walks over the arguments of one command and hands each to its declaration.
struct ArgumentScanner {
  private let definitions: [Definition]
  private let byName: [OptionName: Definition]
  private var positionals: ArraySlice<Definition>
  private var rest: ArraySlice<RawArgument> = []

  /// Prepares a scan.
  ///
  /// - Parameter definitions: Everything that can be given; names must differ, and only the last
  ///   positional argument may repeat.
  init(_ definitions: [Definition]) {
    let named = definitions.flatMap { definition in
      definition.allNames.map { ($0, definition) }
    }
    let positionals = definitions.filter(\.isPositional)
    precondition(
      positionals.dropLast().allSatisfy { !$0.isRepeating }, "only the last argument may repeat")
    self.definitions = definitions
    self.byName = Dictionary(named) { _, _ in preconditionFailure("names of options must differ") }
    self.positionals = positionals[...]
  }

  /// Parses the arguments into the declarations.
  ///
  /// - Parameter arguments: Everything after the names of the commands.
  /// - Throws: The first mistake, or that help or the version is wanted.
  mutating func scan(_ arguments: ArraySlice<RawArgument>) throws(Interruption.Reason) {
    if asksForHelp(arguments) { throw .help }
    rest = arguments
    while let argument = rest.popFirst() {
      if argument == "--" { break }
      if argument.bytes.starts(with: "--".utf8) {
        try takeLong(argument)
      } else if argument.isOptionLike {
        try takeShort(argument)
      } else {
        try takePositional(argument)
      }
    }
    while let argument = rest.popFirst() { try takePositional(argument) }
    try checkRequired()
  }

  /// Whether help is asked for before `--`, in which case no other mistake matters.
  private func asksForHelp(_ arguments: ArraySlice<RawArgument>) -> Bool {
    arguments.prefix { $0 != "--" }.contains { argument in
      guard let name = argument.name, case .help? = byName[name]?.action else { return false }
      return true
    }
  }

  /// `--name`, `--name value` or `--name=value`.
  private mutating func takeLong(_ argument: RawArgument) throws(Interruption.Reason) {
    let nameBytes = argument.bytes.prefix { $0 != UInt8(ascii: "=") }
    let written = RawArgument(bytes: Array(nameBytes))
    let attached =
      nameBytes.count < argument.bytes.count ? argument.dropping(nameBytes.count + 1) : nil
    guard let name = written.name, let definition = byName[name] else {
      throw .usage(unknown(written))
    }
    try apply(definition, as: name, attached: attached)
  }

  /// `-k`, `-k value`, `-kvalue`, `-k=value`, or several flags in one.
  private mutating func takeShort(_ argument: RawArgument) throws(Interruption.Reason) {
    var letters = argument.bytes.dropFirst()
    while let letter = letters.popFirst() {
      let name = OptionName.short(Character(Unicode.Scalar(letter)))
      guard let definition = byName[name] else {
        let isFirst = letters.count == argument.bytes.count - 2
        throw .usage(unknown(isFirst ? argument : RawArgument(bytes: [UInt8(ascii: "-"), letter])))
      }
      if case .option = definition.action {
        let equals = letters.first == UInt8(ascii: "=") ? 1 : 0
        let attached = RawArgument(bytes: Array(letters.dropFirst(equals)))
        try apply(definition, as: name, attached: letters.isEmpty ? nil : attached)
        return
      }
      try apply(definition, as: name, attached: nil)
    }
  }

  /// Does what the declaration found by a name asks for.
  private mutating func apply(
    _ definition: Definition, as name: OptionName, attached: RawArgument?
  ) throws(Interruption.Reason) {
    if let attached, definition.element == nil {
      throw .usage(.unexpectedValue("\(attached)", flag: "\(name)"))
    }
    switch definition.action {
    case .help: throw .help
    case .version: throw .version
    case .positional: preconditionFailure("a positional argument has no name")
    case .flag(let unsetNames, let set): set(!unsetNames.contains(name))
    case .option(let receive):
      guard let value = attached ?? nextValue() else {
        throw .usage(.missingValue(option: "\(name)"))
      }
      if !definition.isRepeating, definition.isGiven() {
        throw .usage(.repeatedOption("\(name)"))
      }
      guard receive(value) else {
        let (expected, hint) = expectation(of: definition, for: value)
        throw .usage(.invalidOption("\(value)", option: "\(name)", expected: expected, hint))
      }
    }
  }

  /// The next argument, unless it is an option of the command or `--`.
  private mutating func nextValue() -> RawArgument? {
    guard let next = rest.first, next != "--" else { return nil }
    let nameBytes = next.bytes.prefix { $0 != UInt8(ascii: "=") }
    if let name = RawArgument(bytes: Array(nameBytes)).name, byName[name] != nil { return nil }
    return rest.popFirst()
  }

  private mutating func takePositional(
    _ argument: RawArgument
  ) throws(Interruption.Reason) {
    guard let definition = positionals.first, case .positional(let receive) = definition.action
    else { throw .usage(.unexpectedArgument("\(argument)")) }
    guard receive(argument) else {
      let (expected, hint) = expectation(of: definition, for: argument)
      throw .usage(
        .invalidArgument(
          "\(argument)", argument: definition.valueName, expected: expected, hint))
    }
    if !definition.isRepeating { positionals.removeFirst() }
  }

  private func checkRequired() throws(Interruption.Reason) {
    for definition in definitions where definition.isRequired && !definition.isGiven() {
      throw .usage(
        definition.isPositional
          ? .missingArgument(definition.valueName) : .missingOption(definition.usage))
    }
  }

  /// What a refused value should have been.
  private func expectation(
    of definition: Definition, for value: RawArgument
  ) -> (expected: String, hint: UsageError.Hint?) {
    guard let element = definition.element else { return ("no value", nil) }
    guard let text = value.text else { return ("text in UTF-8", nil) }
    let expected = element.expectedArgument
    if let reason = element.refusal(of: value) { return (expected, .reason(reason)) }
    return (expected, nearestName(to: text, among: element.allValueStrings).map { .nearest($0) })
  }

  /// The error for a name that no declaration has.
  private func unknown(_ argument: RawArgument) -> UsageError {
    let visible = definitions.filter(\.isVisible).flatMap(\.allNames).filter { !$0.isShort }
    let shown = argument.description
    return .unknownOption(shown, nearest: nearestName(to: shown, among: visible.map(\.description)))
  }
}

extension RawArgument {
  /// Whether it starts with a dash and is not `-` alone.
  var isOptionLike: Bool { bytes.first == UInt8(ascii: "-") && bytes.count > 1 }

  /// The name that it is as a whole: `--kernel` or `-k`.
  var name: OptionName? {
    guard isOptionLike, let text else { return nil }
    if text.hasPrefix("--") { return .long(String(text.dropFirst(2))) }
    guard bytes.count == 2, let letter = text.last else { return nil }
    return .short(letter)
  }
}
