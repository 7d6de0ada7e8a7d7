import Files
import Glibc
import Testing
import _TestSupport

@Suite("Walking through directories")
struct DirectoryWalkTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func make(_ names: String...) throws {
    for name in names {
      try File.makeDirectories(folder(name).parent)
      try File.write([], to: folder(name))
    }
  }

  @Test("files come in the order of their bytes, folders among them")
  func order() throws {
    try make("b", "a/z", "a/B", "B", "ä", "a0", "deep/er/x")
    let names = DirectoryWalk(folder.path).files.map(\.display)
    #expect(names == ["B", "a/B", "a/z", "a0", "b", "deep/er/x", "ä"])
  }

  @Test("names that start with a dot are skipped")
  func hidden() throws {
    try make(".x", ".git/a", "a")
    #expect(DirectoryWalk(folder.path).files == [Path("a")])
  }

  @Test("links are followed, but never in a circle")
  func links() throws {
    try make("real/a")
    folder.link("alias", to: "real")
    folder.link("real/up", to: "..")
    folder.link("real/self", to: ".")
    folder.link("b", to: "real/a")
    folder.link("nowhere", to: "missing")
    let walk = DirectoryWalk(folder.path)
    #expect(walk.files.map(\.display) == ["alias/a", "b", "nowhere", "real/a"])
    #expect(walk.problems.isEmpty)
  }

  @Test("a directory can be left out")
  func excluded() throws {
    try make("in/a", "out/b")
    let walk = DirectoryWalk(folder.path, excluding: FileIdentity(of: folder("out")))
    #expect(walk.files == [Path("in/a")])
  }

  @Test("files can be left out by what their directories hold, and the directories are told")
  func leftOut() throws {
    try make("mark", "b", "c/d", "in/a", "out/mark", "out/b", "out/c/d", "out/c/e", "x/mark")
    let walk = DirectoryWalk(folder.path) { place, names in
      place == folder.path || !names.contains(Path("mark"))
        ? [] : ["b", "c/d", "c", "gone"].map { Path($0) }
    }
    #expect(
      walk.files.map(\.display) == ["b", "c/d", "in/a", "mark", "out/c/e", "out/mark", "x/mark"])
    #expect(walk.leftOut == [folder("out")])
    #expect(
      DirectoryWalk(folder.path) { _, _ in [Path("b")] }.leftOut == [folder.path, folder("out")])
  }

  @Test("pipes are left out")
  func pipes() throws {
    try make("a")
    #expect(mkfifo(folder("pipe.png").display, 0o600) == 0)
    #expect(DirectoryWalk(folder.path).files == [Path("a")])
  }

  @Test("a directory that is not there is a problem")
  func missing() {
    let walk = DirectoryWalk(folder("missing"))
    #expect(walk.files.isEmpty)
    #expect(walk.problems.map(\.problem) == ["cannot be read: no such file or directory"])
  }
}
