/// What a weights file of any container offers: names first, values on demand.
public protocol WeightsFile: Sendable {
  /// The tensors in the order of the file, without their values.
  var entries: [TensorEntry] { get }

  /// Reads one tensor.
  ///
  /// - Parameter name: One of the entries' names.
  /// - Returns: Its values, converted to `Float`.
  /// - Throws: `WeightsError`.
  func tensor(named name: String) throws(WeightsError) -> Tensor
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

/// Why a weights file cannot be read.
public enum WeightsError: Error, Equatable, Sendable {
  /// The file is of no container that is known.
  case unknownContainer

  /// The file is damaged or says things that cannot be; the text says what, where.
  case malformed(container: String, problem: String)

  /// The file is sound but uses what is not read; the text says what, where.
  case unsupported(container: String, feature: String)

  /// The pickle in a file asks for something other than tensors; its full name.
  case refused(name: String)

  /// There is no tensor of that name; the nearest name where there is one.
  case missing(name: String, nearest: String?)
}

extension WeightsError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .unknownContainer:
      "no weights file that is known: .safetensors, .npy, .npz, .pth, .pt, .caffemodel or "
        + ".binaryproto is expected"
    case .malformed(let container, let problem):
      "the \(container) file is damaged: \(problem)"
    case .unsupported(let container, let feature):
      "this kind of \(container) file is not read: \(feature)"
    case .refused(let name):
      "the pickle asks for '\(name)', which is refused: only tensors are read, as in a model's "
        + "state_dict"
    case .missing(let name, let nearest):
      "there is no tensor '\(name)'" + (nearest.map { "; did you mean '\($0)'?" } ?? "")
    }
  }
}
