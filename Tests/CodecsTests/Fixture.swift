import Glibc

/// Files next to the tests; see `Tests/Fixtures/README.md`.
enum Fixture {
  /// The bytes of a file.
  static func bytes(_ name: String, testFile: String = #filePath) throws -> [UInt8] {
    let tests = testFile.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    let path = tests.joined(separator: "/") + "/Fixtures/" + name
    guard let file = fopen(path, "rb") else { throw Missing(path: path) }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  /// A fixture that cannot be opened.
  struct Missing: Error { let path: String }
}

extension [UInt8] {
  /// Bytes from text, for chunks and markers.
  init(text: String) { self = Array(text.utf8) }

  /// Where a byte sequence first stands at or after an index.
  func index(of sequence: [UInt8], from start: Int = 0) -> Int? {
    guard count >= sequence.count else { return nil }
    return (start...(count - sequence.count)).first { self[$0...].starts(with: sequence) }
  }

  /// Inserts a marker segment where those of a JPEG begin.
  mutating func insertSegment(_ marker: UInt8, _ data: [UInt8]) {
    let length = PNGBuilder.bigEndian(data.count + 2).suffix(2)
    insert(contentsOf: [0xff, marker] + length + data, at: 2)
  }
}
