/// Options that several commands share, declared in a type of their own.
///
/// The help screen shows them under the title, or among the command's own without one. The type may be
/// another command, whose options this one takes.
@propertyWrapper
public struct OptionGroup<Value: ParsableArguments> {
  private let storage: Storage<Value>
  private let title: String?
  private let leftOut: Set<String>

  /// Declares a group.
  ///
  /// - Parameters:
  ///   - title: The heading on the help screen.
  ///   - leftOut: The names of properties of the type that the command does not take; they keep their
  ///     defaults.
  public init(title: String? = nil, leavingOut leftOut: Set<String> = []) {
    self.storage = Storage(initial: Value())
    self.title = title
    self.leftOut = leftOut
  }

  /// The values of the group.
  public var wrappedValue: Value {
    get { storage.value }
    nonmutating set { storage.value = newValue }
  }
}

extension OptionGroup: Declaration {
  func definitions(label: String) -> [Definition] {
    Definition.all(of: storage.value, leavingOut: leftOut).map { definition in
      var definition = definition
      definition.section = definition.section ?? title
      return definition
    }
  }

  func validate() throws {
    try storage.value.validateAll()
  }
}
