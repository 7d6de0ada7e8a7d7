import Files
import Testing
import Weights
import _TestSupport

/// A file of zeros, opened as commands open it.
struct MadeFile {
  let file: any WeightsFile

  /// Writes and opens a file.
  ///
  /// - Parameters:
  ///   - tensors: Names and shapes, in this order.
  ///   - metadata: What the file says beside.
  ///   - name: The name of the file, `.safetensors` or `.npz`.
  /// - Throws: What writing and opening throw.
  init(
    _ tensors: KeyValuePairs<String, [Int]>, metadata: WeightsMetadata = [:],
    name: String = "w.safetensors"
  ) throws {
    let zeros = tensors.map { name, shape in
      Tensor(name: name, shape: shape, values: Array(repeating: 0, count: shape.reduce(1, *)))
    }
    let bytes =
      name.hasSuffix("npz")
      ? try NpzWriter.encode(zeros, metadata: metadata)
      : try SafetensorsWriter.encode(zeros, metadata: metadata)
    try self.init(bytes: bytes, name: name)
  }

  /// Writes and opens any file.
  init(bytes: [UInt8], name: String) throws {
    let folder = try TemporaryFolder()
    try File.write(bytes, to: folder(name))
    file = try WeightsReader.open(MappedFile(folder(name)), name: name)
  }

  /// What is decided about it.
  func choice(_ stated: StatedFilters = StatedFilters()) throws -> FilterChoice {
    try FilterChooser(file, keys: WeightsKeys(file), stated: stated).choice()
  }
}
