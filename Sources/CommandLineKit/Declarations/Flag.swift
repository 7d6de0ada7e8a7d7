/// A switch that takes no value: `--quiet`, `-q`, and on request its opposite `--no-quiet`.
@propertyWrapper
public struct Flag {
  private let storage: Storage<Bool>
  private let name: NameSpecification
  private let inversion: FlagInversion?
  private let help: ArgumentHelp

  /// Declares a switch.
  ///
  /// - Parameters:
  ///   - wrappedValue: What it is when it is not given.
  ///   - name: Its names; by default that of the property.
  ///   - inversion: How its opposite is named; nil where it has none.
  ///   - help: What the help screen says.
  public init(
    wrappedValue: Bool, name: NameSpecification = .long, inversion: FlagInversion? = nil,
    help: ArgumentHelp = ""
  ) {
    self.storage = Storage(initial: wrappedValue)
    self.name = name
    self.inversion = inversion
    self.help = help
  }

  /// Whether the switch is on.
  public var wrappedValue: Bool {
    get { storage.value }
    nonmutating set { storage.value = newValue }
  }
}

/// How the opposite of a flag is named.
public enum FlagInversion: Hashable, Sendable {
  /// `--no-` before the long name.
  case prefixedNo
}

extension Flag: Declaration {
  func definitions(label: String) -> [Definition] {
    let names = name.names(label: label)
    let unsetNames = inversion == nil ? [] : names.compactMap(\.prefixedNo)
    let presetNames = storage.defaultValue == true ? names : unsetNames
    return [
      Definition(
        action: .flag(unsetNames: unsetNames) { [storage] in storage.value = $0 },
        names: names, valueName: "", help: help,
        defaultDescription: unsetNames.isEmpty ? nil : presetNames.last?.description,
        isGiven: { [storage] in storage.isGiven })
    ]
  }
}

extension OptionName {
  /// The name of the opposite; nil for a letter.
  fileprivate var prefixedNo: OptionName? {
    switch self {
    case .short: nil
    case .long(let name): .long("no-" + name)
    }
  }
}
