import Files
import Spelling

/// A file of Caffe: a `.caffemodel` (the message `NetParameter`) or a `.binaryproto` (`BlobProto`).
///
/// The blobs of a layer are named `<layer>.weight`, `<layer>.bias`, and `<layer>.2` from there on;
/// that of a `.binaryproto` is named `mean`. Old files give every blob four extents: there, 1x1x1xN
/// becomes N and 1x1xMxN becomes MxN, except for the filters of a convolution. Gradients are not
/// read.
struct CaffeFile: WeightsContainer {
  static let kind = WeightsKind.caffe

  /// What the format is called in messages.
  static let container = "Caffe"

  let entries: [TensorEntry]

  /// The name of the network, which tells on what it was trained, under `network`.
  let metadata: WeightsMetadata

  private let file: MappedFile
  private let blobs: [ExactName: CaffeBlob]

  /// There is no magic number: every field is one that Caffe defines.
  static func recognises(_ file: MappedFile) -> Bool { kind(of: file.bytes) != nil }

  static func isMeant(by name: WeightsFileName) -> Bool { Kind(name) != nil }

  /// Reads the names and shapes of the blobs.
  ///
  /// - Parameters:
  ///   - file: A file that was recognised.
  ///   - name: Its name, which decides where the content does not.
  /// - Throws: `WeightsError`: `unsupported` where it has no weights, `malformed` where anything is
  ///   wrong.
  init(_ file: MappedFile, name: WeightsFileName) throws(WeightsError) {
    switch Self.kind(of: file.bytes) ?? Kind(name) {
    case .mean?: try self.init(mean: file)
    case .model?: try self.init(model: file)
    case nil: throw .caffe("it is neither a model nor a mean")
    }
  }

  /// Reads the names and shapes of a `.caffemodel`.
  ///
  /// - Parameter file: The content.
  /// - Throws: `WeightsError.malformed`.
  private init(model file: MappedFile) throws(WeightsError) {
    let bytes = file.bytes
    var named: [(name: String, shape: [Int], blob: CaffeBlob)] = []
    var network = ""
    var fields = ProtobufFields(bytes, in: 0..<bytes.count, of: Self.container)
    while let field = try fields.next() {
      guard case .bytes(let range) = field.value else { continue }
      if field.number == 1, range.count <= 1024 {
        network = String(decoding: bytes.slice(range), as: UTF8.self)
      }
      guard field.number == 2 || field.number == 100 else { continue }
      let layer = try CaffeLayer(bytes, in: range, as: field.number == 2 ? .version1 : .current)
      for (index, blob) in layer.blobs.enumerated() {
        let name = caffeBlobName(layer: layer.name, place: index)
        let blob = try CaffeBlob(bytes, in: blob, name: name.forOneLine)
        let keepsShape = !blob.isLegacy || (layer.isConvolution && index == 0)
        guard named.count < 1 << 16 else { throw .caffe("it holds more than 65,536 blobs") }
        named.append((name, keepsShape ? blob.shape : Self.squeezed(blob.shape), blob))
      }
    }
    try self.init(file, named, network: network)
  }

  /// Reads the shape of a `.binaryproto`.
  ///
  /// - Parameter file: The content; its one blob is named `mean`, and a first extent of 1 is left
  ///   out.
  /// - Throws: `WeightsError.malformed`.
  private init(mean file: MappedFile) throws(WeightsError) {
    let blob = try CaffeBlob(file.bytes, in: 0..<file.bytes.count, name: "mean")
    let isSingle = blob.shape.count == 4 && blob.shape[0] == 1
    try self.init(file, [("mean", isSingle ? Array(blob.shape.dropFirst()) : blob.shape, blob)])
  }

  private init(
    _ file: MappedFile, _ named: [(name: String, shape: [Int], blob: CaffeBlob)],
    network: String = ""
  ) throws(WeightsError) {
    guard !named.isEmpty else {
      throw .unsupported(container: Self.container, feature: "it holds no weights")
    }
    var blobs: [ExactName: CaffeBlob] = [:]
    for (name, _, blob) in named {
      guard blobs.updateValue(blob, forKey: ExactName(name)) == nil else {
        throw .caffe("there are two blobs '\(name.forOneLine)'")
      }
    }
    self.file = file
    self.blobs = blobs
    metadata = network.isEmpty ? [:] : [MetadataKey.network: network]
    entries = named.map { TensorEntry(name: $0.name, shape: $0.shape, type: $0.blob.type) }
  }

  func tensor(named name: String) throws(WeightsError) -> Tensor {
    guard let blob = blobs[ExactName(name)], let entry = entry(named: name) else {
      throw absence(of: name)
    }
    return Tensor(
      name: name, shape: entry.shape, type: entry.type, values: blob.values(in: file.bytes))
  }

  func doubles(named name: String) throws(WeightsError) -> [Double] {
    guard let blob = blobs[ExactName(name)] else { throw absence(of: name) }
    return blob.values(in: file.bytes)
  }

  /// Four extents without those that old files put before a matrix or a row.
  private static func squeezed(_ shape: [Int]) -> [Int] {
    guard shape[0] == 1, shape[1] == 1 else { return shape }
    return shape[2] == 1 ? [shape[3]] : [shape[2], shape[3]]
  }
}

extension WeightsError {
  /// A file of Caffe that cannot be.
  static func caffe(_ problem: String) -> WeightsError {
    .malformed(container: CaffeFile.container, problem: problem)
  }
}
