import Files
import Glibc
import Testing
import _TestSupport

@Suite("Mapped files")
struct MappedFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("the bytes of a file are there without reading it, and stay when it is replaced")
  func content() throws {
    try File.write([1, 2, 3], to: folder("a"))
    let file = try MappedFile(folder("a"))
    try File.write([9], to: folder("a"))
    #expect(Array(file.bytes) == [1, 2, 3])
    let replacement = try MappedFile(folder("a"))
    #expect(Array(replacement.bytes) == [9])
  }

  @Test("an empty file has no bytes")
  func empty() throws {
    try File.write([], to: folder("a"))
    let (file, nothing) = (try MappedFile(folder("a")), MappedFile(bytes: []))
    #expect(file.bytes.isEmpty)
    #expect(nothing.bytes.isEmpty)
  }

  @Test("bytes in memory can stand for a file")
  func memory() {
    let file = MappedFile(bytes: [4, 5])
    #expect(Array(file.bytes) == [4, 5])
  }

  @Test(
    "a part whose memory was given back has the same bytes",
    arguments: [0..<0, 0..<1, 5..<20_000, 4096..<8192, 0..<65_537])
  func forgotten(range: Range<Int>) throws {
    let bytes = (0..<65_537).map { UInt8(truncatingIfNeeded: $0 / 7) }
    try File.write(bytes, to: folder("a"))
    for file in [try MappedFile(folder("a")), MappedFile(bytes: bytes)] {
      file.forget(range)
      #expect(file.bytes.elementsEqual(bytes))
    }
  }

  @Test("memory of a part is given back")
  func givenBack() throws {
    let size = 64 << 20
    try File.write([UInt8](repeating: 1, count: size), to: folder("a"))
    let file = try MappedFile(folder("a"))
    #expect(file.bytes.reduce(0) { $0 + Int($1) } == size)
    let before = try Self.residentFiles()
    file.forget(0..<size)
    // Other tests map files meanwhile, but none as large.
    #expect(before - (try Self.residentFiles()) > size * 3 / 4)
  }

  /// Bytes of files that are in the memory of this process.
  private static func residentFiles() throws -> Int {
    let status = String(
      decoding: try File.read(Path("/proc/self/status"), limit: 1 << 20), as: UTF8.self)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("RssFile:") })
    return 1024 * (Int(line.split(whereSeparator: \.isWhitespace)[1]) ?? 0)
  }

  @Test("what has no content to map is an error that names it")
  func refusals() throws {
    mkfifo(folder("pipe").display, 0o600)
    #expect(throws: FileError.notRegular(folder("pipe"))) { try MappedFile(folder("pipe")) }
    #expect(throws: FileError.system(.read, folder("none"), .notFound)) {
      try MappedFile(folder("none"))
    }
    #expect(throws: FileError.system(.read, folder.path, .isDirectory)) {
      try MappedFile(folder.path)
    }
  }

  @Test("a file that was not finished never appears")
  func abandoned() throws {
    do {
      let writer = try FileWriter(folder("b"))
      try [UInt8](repeating: 1, count: 10).withUnsafeBytes { try writer.append($0) }
      #expect(folder.names().count == 1)
    }
    #expect(folder.names().isEmpty)
  }
}
