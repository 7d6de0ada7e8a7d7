import Spelling
public import StoredNumbers

/// An array of numbers with a name, as a weights file holds it.
public struct Tensor: Equatable, Sendable {
  /// The key under which it is stored, for example `conv1.weight`; another name is one of other
  /// bytes.
  public var name: String { key.text }

  /// Extents, slowest first; empty for a single number.
  public let shape: [Int]

  /// The type of its elements in the file.
  public let type: ElementType

  /// The elements in row-major order, converted to `Float`.
  public let values: [Float]

  private let key: ExactName

  /// Creates a tensor.
  ///
  /// - Parameters:
  ///   - name: The key under which it is stored.
  ///   - shape: Extents, slowest first.
  ///   - type: The type of its elements in the file.
  ///   - values: As many elements as the shape holds, in row-major order.
  public init(name: String, shape: [Int], type: ElementType = .float32, values: [Float]) {
    precondition(values.count == shape.reduce(1, *), "a tensor has as many elements as its shape")
    key = ExactName(name)
    self.shape = shape
    self.type = type
    self.values = values
  }
}
