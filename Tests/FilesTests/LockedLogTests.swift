import Files
import Testing
import _TestSupport

/// A file that grows, and that one at a time may have.
@Suite struct LockedLogTests {
  @Test("it grows in place, keeps what was there until it is cleared, and stays until removed")
  func grows() throws {
    let folder = try TemporaryFolder()
    try File.write(Array("old".utf8), to: folder("log"))
    let log = try #require(try LockedLog(folder("log")))
    try log.append(Array("er".utf8))
    #expect(try File.read(folder("log"), limit: 99) == Array("older".utf8))
    try log.clear()
    try log.append(Array("new".utf8))
    #expect(try File.read(folder("log"), limit: 99) == Array("new".utf8))
    try log.remove()
    #expect(folder.names().isEmpty)
  }

  @Test("a second one has to wait for the end of the first")
  func locked() throws {
    let folder = try TemporaryFolder()
    var first = try LockedLog(folder("log"))
    #expect(first != nil)
    #expect(try LockedLog(folder("log")) == nil)
    first = nil
    #expect(try LockedLog(folder("log")) != nil)
  }

  @Test("a symbolic link is not followed")
  func link() throws {
    let folder = try TemporaryFolder()
    try File.write([1], to: folder("mine"))
    folder.link("log", to: "mine")
    #expect(throws: FileError.self) { try LockedLog(folder("log")) }
    #expect(try File.read(folder("mine"), limit: 9) == [1])
  }
}
