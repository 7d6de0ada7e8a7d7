/// The screen that `--help` prints.
struct HelpScreen {
  private let path: CommandPath
  private let definitions: [Definition]
  private let columns: Int

  /// Prepares the screen of a command.
  ///
  /// - Parameters:
  ///   - path: The names that lead to the command.
  ///   - columns: The width of a line in characters.
  init(of path: CommandPath, columns: Int) {
    self.path = path
    self.definitions =
      (Definition.all(of: path.command.init()) + path.standardDefinitions).filter(\.isVisible)
    self.columns = columns
  }

  /// The screen with a line break at its end.
  var text: String {
    let configuration = path.command.configuration
    let blocks =
      [wrapped(configuration.abstract, columns: columns), usage]
      + [wrapped(configuration.discussion, columns: columns)]
      + sections.map(lines(of:)) + [examples, closing]
    let shown = blocks.filter { $0 != [""] && !$0.isEmpty }
    return shown.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  /// One block of aligned entries.
  private struct Section {
    let title: String
    let entries: [HelpEntry]
  }

  private var subcommands: [any ParsableCommand.Type] {
    path.command.configuration.subcommands
  }

  /// What must be given, then what may be given.
  private var usage: [String] {
    let written = path.command.configuration.usage
    let required = definitions.filter(\.isRequired)
    let parts: [String]
    if subcommands.isEmpty {
      let positionals = definitions.filter(\.isPositional)
      parts =
        positionals.map { $0.isRequired ? $0.usage : "[\($0.usage)]" }
        + required.filter { !$0.isPositional }.map(\.usage) + ["[options]"]
    } else {
      parts = ["SUBCOMMAND …"]
    }
    let line = written ?? ([path.name] + parts).joined(separator: " ")
    return ["USAGE"] + indented(wrapped(line, columns: columns - 6), first: 2, others: 6)
  }

  /// Subcommands, arguments, options, titled groups in their order, and the standard flags.
  private var sections: [Section] {
    let commands = subcommands.map {
      HelpEntry(label: $0.commandName, text: $0.configuration.abstract)
    }
    let positionals = definitions.filter { $0.isPositional && $0.section == nil }
    let titles = definitions.compactMap(\.section).reduce(into: [String]()) { titles, title in
      if !titles.contains(title) { titles.append(title) }
    }
    let groups = titles.map { title in
      Section(
        title: title.uppercased(),
        entries: definitions.filter { $0.section == title }.map(HelpEntry.init))
    }
    let options = definitions.filter { !$0.isPositional && $0.section == nil && !$0.isStandard }
    let standard = definitions.filter(\.isStandard)
    return [
      Section(title: "SUBCOMMANDS", entries: commands),
      Section(title: "ARGUMENTS", entries: positionals.map(HelpEntry.init)),
      Section(title: "OPTIONS", entries: options.map(HelpEntry.init)),
    ] + groups + [Section(title: "GENERAL", entries: standard.map(HelpEntry.init))]
  }

  private func lines(of section: Section) -> [String] {
    guard !section.entries.isEmpty else { return [] }
    let indent = descriptionColumn
    return [section.title]
      + section.entries.flatMap { entry -> [String] in
        let text = wrapped(entry.text, columns: columns - indent)
        let label = "  " + entry.label
        guard label.count + 2 <= indent, let first = text.first, !first.isEmpty else {
          return [label] + indented(text.filter { !$0.isEmpty }, first: indent, others: indent)
        }
        let gap = String(repeating: " ", count: indent - label.count)
        return [label + gap + first]
          + indented(Array(text.dropFirst()), first: indent, others: indent)
      }
  }

  /// Where descriptions start: right of the longest label that leaves most of the line to them.
  private var descriptionColumn: Int {
    let widths = sections.flatMap(\.entries).map { $0.label.count + 4 }
    return widths.filter { $0 <= columns * 3 / 8 }.max() ?? 8
  }

  private var examples: [String] {
    let examples = path.command.configuration.examples
    guard !examples.isEmpty else { return [] }
    return ["EXAMPLES"]
      + examples.flatMap { example in
        indented(wrapped(example.purpose + ":", columns: columns - 2), first: 2, others: 2)
          + ["    " + example.command]
      }
  }

  private var closing: [String] {
    guard !subcommands.isEmpty else { return [] }
    return wrapped("Run '\(path.name) help SUBCOMMAND' for the options of one.", columns: columns)
  }
}

/// What stands in one row of a section.
private struct HelpEntry {
  let label: String
  let text: String

  init(label: String, text: String) {
    self.label = label
    self.text = text
  }

  init(_ definition: Definition) {
    if definition.isPositional {
      label = definition.usage
    } else {
      let hasShort = definition.names.first?.isShort == true
      let names = definition.displayedNames.joined(separator: ", ")
      let value = definition.valueName.isEmpty ? "" : " " + definition.valueName
      label = (hasShort ? "" : "    ") + names + value
    }
    text = [definition.help.abstract, definition.valuesAndDefault].compactMap(\.nonEmpty)
      .joined(separator: " ")
  }
}

extension Definition {
  /// Whether every command has it.
  fileprivate var isStandard: Bool {
    switch action {
    case .help, .version: true
    case .option, .flag, .positional: false
    }
  }

  /// The names, a flag with an opposite as `--[no-]name`.
  fileprivate var displayedNames: [String] {
    names.map { name in
      guard case .flag(let unsetNames, _) = action, !unsetNames.isEmpty, case .long(let text) = name
      else { return "\(name)" }
      return "--[no-]\(text)"
    }
  }

  /// `(values: a, b; default: a)`, or as much of it as there is.
  fileprivate var valuesAndDefault: String {
    let values = element?.allValueStrings ?? []
    let parts = [
      values.isEmpty ? nil : "values: " + values.joined(separator: ", "),
      isRepeating && !isPositional ? "repeatable" : nil,
      defaultDescription.map { "default: " + $0 },
    ].compactMap { $0 }
    return parts.isEmpty ? "" : "(" + parts.joined(separator: "; ") + ")"
  }
}

/// Lines with spaces before them; empty lines stay empty.
private func indented(_ lines: [String], first: Int, others: Int) -> [String] {
  lines.enumerated().map { index, line in
    line.isEmpty ? "" : String(repeating: " ", count: index == 0 ? first : others) + line
  }
}
