import Spelling
public import StoredNumbers

/// What a weights file of any container offers: names first, values on demand.
///
/// Names are bytes: two that look the same are two tensors.
public protocol WeightsFile: Sendable {
  /// The tensors in the order of the file, without their values.
  var entries: [TensorEntry] { get }

  /// The tensors whose values are not read, because of their type; they spoil no other.
  var unread: [UnreadTensor] { get }

  /// What else the file says, for example the order of channels; empty where it says nothing.
  var metadata: WeightsMetadata { get }

  /// Reads the values of a tensor with full precision, in any order.
  ///
  /// - Parameter name: One of the entries' names.
  /// - Returns: Its values.
  /// - Throws: `WeightsError`; of an unread tensor its problem.
  func doubles(named name: String) throws(WeightsError) -> [Double]

  /// Reads one tensor.
  ///
  /// - Parameter name: One of the entries' names.
  /// - Returns: Its values, converted to `Float`.
  /// - Throws: `WeightsError`; of an unread tensor its problem.
  func tensor(named name: String) throws(WeightsError) -> Tensor
}

extension WeightsFile {
  /// Nothing else is said.
  public var metadata: WeightsMetadata { [:] }

  /// All values are read.
  public var unread: [UnreadTensor] { [] }

  /// The entry of a name, byte for byte; nil where there is none that is read.
  ///
  /// - Parameter name: The name of a tensor.
  /// - Returns: The entry.
  public func entry(named name: String) -> TensorEntry? {
    entries.first { ExactName($0.name) == ExactName(name) }
  }

  /// The entry that a person names.
  ///
  /// - Parameter name: A name of the file, or one that looks like a single name of it.
  /// - Returns: The entry.
  /// - Throws: `WeightsError`: the problem of an unread tensor of that name, or `missing`.
  public func entry(for name: String) throws(WeightsError) -> TensorEntry {
    let match = matchingName(name, among: entries.map(\.name) + unread.map(\.name))
    guard let entry = match.flatMap(entry(named:)) else { throw absence(of: name) }
    return entry
  }

  /// What is said where no entry has a name: the problem of an unread tensor, or `missing`.
  func absence(of name: String) -> WeightsError {
    problem(of: name) ?? .missing(name, among: entries.map(\.name))
  }

  /// Why the tensor of a name is not read; nil where there is none, or its values are read.
  ///
  /// - Parameter name: A name of the file, or one that looks like a single name of it.
  /// - Returns: The problem.
  public func problem(of name: String) -> WeightsError? {
    if entry(named: name) != nil { return nil }
    guard let match = matchingName(name, among: unread.map(\.name)) else { return nil }
    return unread.first { ExactName($0.name) == ExactName(match) }?.problem
  }
}

/// A tensor of a file whose values are not read.
public struct UnreadTensor: Equatable, Sendable {
  /// The key under which it is stored.
  public let name: String

  /// Extents, slowest first; nil where the file does not tell.
  public let shape: [Int]?

  /// The type of its elements, as the file calls it.
  public let type: String

  /// What is said to somebody who asks for it.
  public let problem: WeightsError

  /// Describes a tensor.
  ///
  /// - Parameters:
  ///   - name: The key under which it is stored.
  ///   - shape: Extents, slowest first; nil where the file does not tell.
  ///   - type: The type of its elements, as the file calls it.
  ///   - problem: What is said to somebody who asks for it; nil for `unread` with name and type.
  public init(name: String, shape: [Int]?, type: String, problem: WeightsError? = nil) {
    (self.name, self.shape, self.type) = (name, shape, type)
    self.problem = problem ?? .unread(name: name, type: type)
  }
}

/// The name, shape and type of a tensor in a file.
public struct TensorEntry: Hashable, Sendable {
  /// The key under which it is stored; another name is one of other bytes.
  public var name: String { key.text }

  /// Extents, slowest first; empty for a single number.
  public let shape: [Int]

  /// The type of its elements in the file.
  public let type: ElementType

  private let key: ExactName

  /// Creates an entry.
  ///
  /// - Parameters:
  ///   - name: The key under which it is stored.
  ///   - shape: Extents, slowest first.
  ///   - type: The type of its elements in the file.
  public init(name: String, shape: [Int], type: ElementType) {
    key = ExactName(name)
    self.shape = shape
    self.type = type
  }
}
