import Files

/// A container of weights that `WeightsReader` tries.
protocol WeightsContainer: WeightsFile {
  /// Which container it is.
  static var kind: WeightsKind { get }

  /// Whether the content of a file that is not empty is of this container.
  static func recognises(_ file: MappedFile) -> Bool

  /// Whether a name is that of such a file.
  static func isMeant(by name: WeightsFileName) -> Bool

  /// Opens a file that was recognised, or whose name says what it is.
  init(_ file: MappedFile, name: WeightsFileName) throws(WeightsError)
}

/// The name of a weights file, taken apart.
struct WeightsFileName {
  /// The name without folders and extension.
  let stem: String

  /// What follows the last dot, in lower case; empty without one.
  let fileExtension: String

  /// Takes a name apart.
  init(_ name: String) {
    let last = Path(bytes: name.utf8)?.lastComponent ?? Path("")
    stem = last.withoutExtension.text
    fileExtension = last.fileExtension?.lowercased() ?? ""
  }
}

/// The containers of weights.
public enum WeightsKind: String, CaseIterable, Sendable {
  case npy
  case npz
  case safetensors
  case pyTorch = "pytorch"
  case caffe
}

extension WeightsFile {
  /// The container of this file; that of tensors in memory is safetensors.
  public var kind: WeightsKind { (self as? any WeightsContainer)?.container ?? .safetensors }
}

extension WeightsContainer {
  fileprivate var container: WeightsKind { Self.kind }
}
