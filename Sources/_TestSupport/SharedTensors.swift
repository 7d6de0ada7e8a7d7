import FoundationEssentials

/// Tensors of a safetensors file among the shared weights, read just as far as the tests need.
public struct SharedTensors {
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
  ///
  /// - Parameter path: Its path below the shared folder.
  /// - Returns: All of it.
  /// - Throws: What Foundation throws where it cannot be read.
  public static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: path)))
  }

  /// Whether a file can be read.
  ///
  /// - Parameter name: Its name among the weights.
  /// - Returns: Whether it is there and a safetensors file.
  public static func areThere(_ name: String) -> Bool { (try? SharedTensors(name)) != nil }

  /// Reads a file.
  ///
  /// - Parameter name: Its name among the weights.
  /// - Throws: What Foundation throws where it cannot be read.
  public init(_ name: String) throws {
    let bytes = try Self.bytes("weights/\(name)")
    let length = bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    entries = try JSONDecoder().decode(
      [String: Entry].self, from: Data(bytes[8..<8 + length]))
    data = Array(bytes[(8 + length)...])
  }

  /// The names of the tensors.
  public var names: Set<String> { Set(entries.keys) }

  /// A tensor of single precision.
  ///
  /// - Parameter name: Its name in the file.
  /// - Returns: Its extents and its values in row-major order.
  /// - Throws: `CocoaError.fileReadCorruptFile` where there is none.
  public func tensor(_ name: String) throws -> (shape: [Int], values: [Float]) {
    guard let entry = entries[name], let shape = entry.shape, let place = entry.data_offsets else {
      throw CocoaError(.fileReadCorruptFile)
    }
    let values = stride(from: place[0], to: place[1], by: 4).map { start in
      Float(bitPattern: (0..<4).reduce(0) { $0 | UInt32(data[start + $1]) << ($1 * 8) })
    }
    return (shape, values)
  }
}
