import Files
import Glibc
import Testing
import _TestSupport

/// Hidden files that a program left which was killed.
@Suite struct TemporaryFilesTests {
  /// A number that no program has.
  private let nobody = pid_t.max

  @Test("only files that are ours and that nobody writes any more are removed")
  func abandoned() throws {
    let folder = try TemporaryFolder()
    let gone = ".lenslet-\(nobody)-12.tmp"
    let kept = [
      ".lenslet-\(getpid())-999999.tmp", ".lenslet-\(nobody)-2.tmp", ".lenslet-\(nobody)-3.tmp",
      ".lenslet-\(nobody)-.tmp", ".lenslet-\(nobody)-1.tmpx", ".lenslet-\(nobody)-01.tmp",
      ".lenslet-x-1.tmp", "lenslet-\(nobody)-1.tmp",
    ]
    for name in [gone] + kept { try File.write([], to: folder(name)) }
    // Somebody has the second open, and the third leads elsewhere.
    let open = try LockedLog(folder(kept[1]))
    try File.remove(folder(kept[2]))
    try File.write([1], to: folder("mine"))
    folder.link(kept[2], to: "mine")
    TemporaryFiles.removeAbandoned(in: folder.path)
    #expect(Set(folder.names()) == Set(kept + ["mine"]))
    #expect(open != nil)
    TemporaryFiles.removeAbandoned(in: folder("missing"))
  }

  @Test("a file that is being written stays, and a program that was killed leaves one that goes")
  func killed() throws {
    let folder = try TemporaryFolder()
    let writer = try FileWriter(folder("a"))
    TemporaryFiles.removeAbandoned(in: folder.path)
    try writer.finish()
    #expect(folder.names() == ["a"])
  }
}
