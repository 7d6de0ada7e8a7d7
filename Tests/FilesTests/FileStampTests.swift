import Files
import Testing
import _TestSupport

@Suite("what a file held")
struct FileStampTests {
  /// Values of xxh128sum, the tool of xxHash 0.8.1.
  @Test(
    "the hash is XXH3 of 128 bits",
    arguments: [
      ("", "99aa06d3014798d86001c324468d497f"), ("a", "a96faf705af16834e6c632b61e964e1f"),
      ("lenslet", "9667e9182f141203bf5b32e3d1169797"),
    ])
  func hash(text: String, digits: String) throws {
    #expect(ContentHash.text(of: text) == digits)
    let folder = try TemporaryFolder()
    try File.write(Array(text.utf8), to: folder("a"))
    let stamp = try FileStamp(of: folder("a"))
    #expect(stamp.hash == digits)
    #expect(stamp.bytes == text.utf8.count)
    #expect(stamp.holds(for: folder("a")))
  }

  @Test("bytes of another block are among it")
  func blocks() throws {
    let folder = try TemporaryFolder()
    try File.write(Array(repeating: 7, count: 300_000), to: folder("a"))
    #expect(try FileStamp(of: folder("a")).hash == "f55a2fcdeb4c9d0bbfd437e7e4fb810e")
  }

  @Test("a file that is gone or has another length holds something else")
  func other() throws {
    let folder = try TemporaryFolder()
    try File.write([1], to: folder("a"))
    let stamp = try FileStamp(of: folder("a"))
    try File.write([1, 2], to: folder("a"))
    #expect(!stamp.holds(for: folder("a")))
    try File.remove(folder("a"))
    #expect(!stamp.holds(for: folder("a")))
  }
}
