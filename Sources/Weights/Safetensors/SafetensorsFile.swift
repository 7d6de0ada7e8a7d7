import Files
import Spelling
import StoredNumbers

/// A `.safetensors` file: a length, a header of JSON, and the tensors without gaps.
///
/// Format: huggingface/safetensors, README, "Format".
struct SafetensorsFile: WeightsContainer {
  static let kind = WeightsKind.safetensors

  private let file: MappedFile
  private let header: SafetensorsHeader
  private let places: [ExactName: Int]

  /// The tensors in the order of their values in the file.
  var entries: [TensorEntry] { header.tensors.map(\.entry) }

  var unread: [UnreadTensor] { header.unread }

  /// The texts under `__metadata__`.
  var metadata: WeightsMetadata { header.metadata }

  /// There is no magic number: a plausible length and the brace that must follow it.
  static func recognises(_ file: MappedFile) -> Bool {
    guard let length = file.bytes.littleEndian(at: 0, as: UInt64.self),
      let brace = file.bytes.littleEndian(at: 8, as: UInt8.self)
    else { return false }
    return length <= UInt32.max && brace == UInt8(ascii: "{")
  }

  static func isMeant(by name: WeightsFileName) -> Bool { name.fileExtension == "safetensors" }

  init(_ file: MappedFile, name: WeightsFileName) throws(WeightsError) {
    self.file = file
    let header = try SafetensorsHeader(file.bytes)
    self.header = header
    places = Dictionary(
      header.tensors.indices.map { index in
        (ExactName(header.tensors[index].entry.name), index)
      }, uniquingKeysWith: { first, _ in first })
  }

  func doubles(named name: String) throws(WeightsError) -> [Double] {
    let stored = try stored(name)
    return stored.entry.type.values(of: file.bytes.slice(stored.range))
  }

  /// Reads a tensor where it lies in the file.
  ///
  /// - Parameter name: One of the entries' names.
  /// - Returns: Its values, converted to `Float`.
  /// - Throws: `WeightsError`: `missing`, or `unread`.
  func tensor(named name: String) throws(WeightsError) -> Tensor {
    let stored = try stored(name)
    defer { file.forget(stored.range) }
    return Tensor(
      name: name, shape: stored.entry.shape, type: stored.entry.type,
      values: stored.entry.type.values(of: file.bytes.slice(stored.range)))
  }

  private func stored(_ name: String) throws(WeightsError) -> SafetensorsHeader.StoredTensor {
    guard let place = places[ExactName(name)] else { throw absence(of: name) }
    return header.tensors[place]
  }
}
