/// Options that several commands share, declared in a type of their own.
///
/// The help screen shows them under the title, or among the command's own without one.
@propertyWrapper
public struct OptionGroup<Value: ParsableArguments> {
  private let storage: Storage<Value>
  private let title: String?

  /// Declares a group.
  ///
  /// - Parameter title: The heading on the help screen.
  public init(title: String? = nil) {
    self.storage = Storage(initial: Value())
    self.title = title
  }

  /// The values of the group.
  public var wrappedValue: Value {
    get { storage.value }
    nonmutating set { storage.value = newValue }
  }
}

extension OptionGroup: Declaration {
  func definitions(label: String) -> [Definition] {
    Definition.all(of: storage.value).map { definition in
      var definition = definition
      definition.section = definition.section ?? title
      return definition
    }
  }

  func validate() throws {
    try storage.value.validateAll()
  }
}
