import Files
import Testing
import _TestSupport

@Suite("Files in pieces")
struct FileReaderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ reader: FileReader, count: Int) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    try bytes.withUnsafeMutableBytes { filled = try reader.read(into: $0) }
    return Array(bytes.prefix(filled))
  }

  @Test("pieces come one after the other, then nothing")
  func pieces() throws {
    try File.write([1, 2, 3, 4, 5], to: folder("a"))
    let reader = try FileReader(folder("a"))
    #expect(reader.status.byteCount == 5)
    #expect(try read(reader, count: 2) == [1, 2])
    #expect(try read(reader, count: 9) == [3, 4, 5])
    #expect(try read(reader, count: 9) == [])
  }

  @Test("a file that shrinks while it is read ends early")
  func shrinking() throws {
    try File.write(Array(repeating: 7, count: 100_000), to: folder("a"))
    let reader = try FileReader(folder("a"))
    #expect(try read(reader, count: 10).count == 10)
    truncate(folder("a"), to: 20)
    #expect(try read(reader, count: 100_000).count == 10)
    #expect(try read(reader, count: 10) == [])
  }

  @Test("a folder and a file that is not there are refused")
  func refused() throws {
    #expect(throws: FileError.system(.read, folder.path, .isDirectory)) {
      try FileReader(folder.path)
    }
    #expect(throws: FileError.system(.read, folder("no"), .notFound)) {
      try FileReader(folder("no"))
    }
  }

  @Test("bytes written at places of their own make one file")
  func places() throws {
    let writer = try FileWriter(folder("a"))
    try [UInt8]([5, 6]).withUnsafeBytes { try writer.write($0, at: 4) }
    try [UInt8]([1, 2, 3, 4]).withUnsafeBytes { try writer.write($0, at: 0) }
    #expect(folder.names().filter { $0 == "a" }.isEmpty)
    try writer.finish()
    #expect(try File.read(folder("a"), limit: 100) == [1, 2, 3, 4, 5, 6])
  }
}
