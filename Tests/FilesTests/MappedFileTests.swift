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
