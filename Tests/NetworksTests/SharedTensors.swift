import FoundationEssentials
import Pixels

/// Tensors of a safetensors file among the shared weights, read just as far as the tests need.
struct SharedTensors {
  private struct Entry: Decodable {
    let shape: [Int]?
    let data_offsets: [Int]?
  }

  private let entries: [String: Entry]
  private let data: [UInt8]

  /// The shared folder: beside the checkout, or where `LENSLET_SHARED` says.
  private static var folder: URL {
    if let path = ProcessInfo.processInfo.environment["LENSLET_SHARED"] {
      return URL(filePath: path)
    }
    var folder = URL(filePath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder.appending(path: "shared")
  }

  /// The bytes of a shared file.
  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: path)))
  }

  /// Whether the weights of CaffeNet can be read.
  static var areThere: Bool {
    (try? SharedTensors("caffenet-bvlc-golden-activations.safetensors")) != nil
  }

  /// Reads a file.
  init(_ name: String) throws {
    let bytes = try Self.bytes("weights/\(name)")
    let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    entries = try JSONDecoder().decode(
      [String: Entry].self, from: Data(bytes[8..<8 + length]))
    data = Array(bytes[(8 + length)...])
  }

  /// The names of the tensors.
  var names: Set<String> { Set(entries.keys) }

  /// A tensor of single precision; missing extents in front are 1.
  func activation(_ name: String) throws -> Activation {
    guard let entry = entries[name], let shape = entry.shape, let place = entry.data_offsets else {
      throw CocoaError(.fileReadCorruptFile)
    }
    let extents = Array(repeating: 1, count: 4 - shape.count) + shape
    let values = stride(from: place[0], to: place[1], by: 4).map { start in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(data[start + $1]) << ($1 * 8) })
    }
    return Activation(
      shape: Shape(
        batch: extents[0], channels: extents[1], height: extents[2], width: extents[3]),
      values: values)
  }
}
