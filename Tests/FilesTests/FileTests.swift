import Files
import Glibc
import Testing
import _TestSupport

@Suite("Whole files")
struct FileTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("what is written is read back", arguments: [0, 1, 70_000])
  func roundTrip(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
    try File.write(bytes, to: folder("a"))
    #expect(try File.read(folder("a"), limit: 100_000) == bytes)
    #expect(folder.names() == ["a"])
  }

  @Test("a name of bytes that are no UTF-8 is a name like any other")
  func invalidName() throws {
    let name = try #require(Path(bytes: [0xFF, 0x0A, 0x20, 0x22]))
    try File.write([1, 2], to: folder.path.appending(name))
    #expect(try File.read(folder.path.appending(name), limit: 10) == [1, 2])
    #expect(DirectoryWalk(folder.path).files == [name])
  }

  @Test("a file longer than the limit is refused before it is read")
  func limit() throws {
    // A hole of 2^40 bytes: reading it would end the program.
    let path = folder("sparse")
    try File.write([1], to: path)
    #expect(truncate(path.display, 1 << 40) == 0)
    #expect(throws: FileError.tooLarge(path, limit: 1000)) { try File.read(path, limit: 1000) }
  }

  @Test("a device without end is refused at the limit")
  func endless() {
    #expect(throws: FileError.tooLarge(Path("/dev/zero"), limit: 100_000)) {
      try File.read(Path("/dev/zero"), limit: 100_000)
    }
  }

  @Test(
    "a file that cannot be read says why",
    arguments: [
      ("missing", "cannot be read: no such file or directory"),
      ("sub", "cannot be read: it is a directory"),
      ("file/x", "cannot be read: a part of the path is not a directory"),
      ("circle", "cannot be read: too many symbolic links, or links in a circle"),
      (String(repeating: "n", count: 300), "cannot be read: the name is too long"),
    ])
  func unreadable(name: String, problem: String) throws {
    try File.makeDirectories(folder("sub"))
    try File.write([], to: folder("file"))
    folder.link("circle", to: "circle")
    let error = #expect(throws: FileError.self) { try File.read(folder(name), limit: 10) }
    #expect(error?.problem == problem)
    #expect(error?.path == folder(name))
  }

  @Test("a file replaces the one that had its name, and nothing else is left")
  func replaces() throws {
    try File.write([1], to: folder("a"))
    try File.write([2], to: folder("a"))
    #expect(try File.read(folder("a"), limit: 10) == [2])
    #expect(folder.names() == ["a"])
  }

  @Test("a link to a file is replaced, the file it leads to is not touched")
  func replacesLink() throws {
    try File.write([1], to: folder("original"))
    folder.link("link", to: "original")
    try File.write([2], to: folder("link"))
    #expect(try File.read(folder("original"), limit: 10) == [1])
    #expect(try File.read(folder("link"), limit: 10) == [2])
  }

  @Test("a write that fails leaves nothing behind and names the file")
  func failedWrite() throws {
    try File.makeDirectories(folder("taken"))
    let error = #expect(throws: FileError.self) { try File.write([1], to: folder("taken")) }
    #expect(error?.description == "\(folder.path)/taken: cannot be written: it is a directory")
    #expect(folder.names() == ["taken"])
    let missing = #expect(throws: FileError.self) { try File.write([1], to: folder("no/a")) }
    #expect(missing?.problem == "cannot be written: no such file or directory")
  }

  @Test("directories are made with those above, and again")
  func directories() throws {
    try File.makeDirectories(folder("a/b/c"))
    try File.makeDirectories(folder("a/b/c"))
    #expect(try FileStatus(of: folder("a/b/c")).kind == .directory)
  }

  @Test("a file in the way of a directory is reported")
  func directoryInTheWay() throws {
    try File.write([], to: folder("a"))
    let error = #expect(throws: FileError.self) { try File.makeDirectories(folder("a/b")) }
    #expect(
      error?.description
        == "\(folder.path)/a: cannot be made: something with that name exists")
  }

  @Test("whether files can be made in a directory is known before it is made")
  func writable() throws {
    try File.write([], to: folder("a"))
    for name in ["", "b", "b/c", "b/../d"] { try File.checkWritable(folder.path.appending(name)) }
    #expect(folder.names() == ["a"])
    let error = #expect(throws: FileError.self) { try File.checkWritable(folder("a/b")) }
    #expect(error?.code == .notDirectory)
  }

  @Test("a symbolic link is an entry of its own, and only empty directories are removed")
  func entries() throws {
    try File.makeDirectories(folder("full"))
    try File.write([1], to: folder("full/a"))
    try File.makeDirectories(folder("empty"))
    folder.link("soft", to: "full")
    folder.link("nowhere", to: "missing")
    #expect(FileKind(ofEntry: folder("full")) == .directory)
    #expect(FileKind(ofEntry: folder("full/a")) == .regular)
    #expect(FileKind(ofEntry: folder("soft")) == .other)
    #expect(FileKind(ofEntry: folder("nowhere")) == .other)
    #expect(FileKind(ofEntry: folder("missing")) == nil)
    #expect(!File.removeEmptyDirectory(folder("full")))
    #expect(!File.removeEmptyDirectory(folder("soft")))
    #expect(File.removeEmptyDirectory(folder("empty")))
    #expect(folder.names() == ["full", "nowhere", "soft"])
  }

  @Test("one file has one identity under all its names")
  func identity() throws {
    try File.write([1], to: folder("a"))
    try File.write([1], to: folder("b"))
    folder.link("soft", to: "a")
    #expect(link(folder("a").display, folder("hard").display) == 0)
    let identity = try #require(FileIdentity(of: folder("a")))
    #expect(FileIdentity(of: folder("soft")) == identity)
    #expect(FileIdentity(of: folder("hard")) == identity)
    #expect(FileIdentity(of: folder("../" + folder.path.lastComponent.display + "/a")) == identity)
    #expect(FileIdentity(of: folder("b")) != identity)
    #expect(FileIdentity(of: folder("missing")) == nil)
  }
}
