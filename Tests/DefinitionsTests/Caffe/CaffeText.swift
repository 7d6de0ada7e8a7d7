import Definitions
import Files
import Networks
import _TestSupport

/// The learned blobs of a layer.
struct CaffeBlobs: Sendable {
  /// The layer.
  let layer: String

  /// Shapes and numbers, in order.
  let blobs: [(shape: [Int], values: [Float])]

  init(_ layer: String, _ blobs: [([Int], [Float])]) {
    self.layer = layer
    self.blobs = blobs.map { (shape: $0.0, values: $0.1) }
  }
}

/// A Caffe network that a test writes down.
struct CaffeText {
  private let folder: TemporaryFolder
  private let name: String

  /// Writes a network and its weights.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - blobs: What is learned; nil for no file of weights.
  ///   - name: The name of the files without extension.
  /// - Throws: Where they cannot be written.
  init(_ text: String, blobs: [CaffeBlobs]? = [], name: String = "net") throws {
    folder = try TemporaryFolder()
    self.name = name
    try File.write(Array(text.utf8), to: folder("\(name).prototxt"))
    // A file without any blob is refused.
    guard let blobs else { return }
    let others = [CaffeBlobs("unused", [([1], [0])])]
    try File.write(Self.model(blobs + others), to: folder("\(name).caffemodel"))
  }

  /// Writes weights beside the network.
  func write(_ blobs: [CaffeBlobs], _ name: String) throws {
    try File.write(Self.model(blobs), to: folder(name))
  }

  /// The folder.
  var path: Path { folder.path }

  /// Reads the network.
  ///
  /// - Parameter weights: The name of the file of weights; nil for the one beside it.
  /// - Returns: The network.
  /// - Throws: `DefinitionError`.
  func network(weights: String? = nil) throws(DefinitionError) -> NetworkFile {
    try NetworkFile(folder("\(name).prototxt"), weights: weights.map { folder($0) })
  }

  /// Computes the value of a name.
  func value(_ name: String, of input: Tensor) throws -> Tensor {
    try network().value(name, of: input)
  }

  /// The message of reading the network and of computing a value; nil where all is well.
  func problem(_ name: String, of input: Tensor, weights: String? = nil) -> String? {
    do {
      _ = try network(weights: weights).value(name, of: input)
      return nil
    } catch {
      return "\(error)".replacing(folder.path.display + "/", with: "")
    }
  }

  private static func model(_ layers: [CaffeBlobs]) -> [UInt8] {
    Protobuf.text(1, "net")
      + layers.flatMap { layer in
        Protobuf.bytes(
          100,
          Protobuf.text(1, layer.layer)
            + layer.blobs.flatMap { shape, values in
              let extents = Protobuf.bytes(1, Protobuf.varints(shape.map(Int64.init)))
              let numbers = Protobuf.littleEndian(values.map(\.bitPattern))
              return Protobuf.bytes(7, Protobuf.bytes(7, extents) + Protobuf.bytes(5, numbers))
            })
      }
  }
}

extension NetworkFile {
  /// Computes the first value of a name.
  func value(_ name: String, of input: Tensor) throws -> Tensor {
    let wanted = Array(try values(name).prefix(1))
    let pipeline = try pipeline(wanted, input: InputStage())
    var result: Tensor?
    try Session(GraphSlice(pipeline.graph, wanted: wanted)).run([input]) { result = $1 }
    guard let result else { throw NoValue() }
    return result
  }

  private struct NoValue: Error {}
}
