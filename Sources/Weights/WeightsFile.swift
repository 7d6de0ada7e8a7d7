/// What a weights file of any container offers: names first, values on demand.
public protocol WeightsFile: Sendable {
  /// The tensors in the order of the file, without their values.
  var entries: [TensorEntry] { get }

  /// What else the file says, for example the order of channels; empty where it says nothing.
  var metadata: [String: String] { get }

  /// Reads one tensor.
  ///
  /// - Parameter name: One of the entries' names.
  /// - Returns: Its values, converted to `Float`.
  /// - Throws: `WeightsError`.
  func tensor(named name: String) throws(WeightsError) -> Tensor
}

extension WeightsFile {
  /// Nothing else is said.
  public var metadata: [String: String] { [:] }
}

/// The name, shape and type of a tensor in a file.
public struct TensorEntry: Hashable, Sendable {
  /// The key under which it is stored.
  public let name: String

  /// Extents, slowest first; empty for a single number.
  public let shape: [Int]

  /// The type of its elements in the file.
  public let type: ElementType

  /// Creates an entry.
  ///
  /// - Parameters:
  ///   - name: The key under which it is stored.
  ///   - shape: Extents, slowest first.
  ///   - type: The type of its elements in the file.
  public init(name: String, shape: [Int], type: ElementType) {
    self.name = name
    self.shape = shape
    self.type = type
  }
}
