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

  @Test("directories below the root can be left out by what they hold, and are told")
  func leftOut() throws {
    try make("mark", "in/a", "out/mark", "out/b", "in/deep/mark", "in/deep/c")
    let walk = DirectoryWalk(folder.path) { place, names in
      names.contains(Path("mark")) && FileKind(of: place.appending("mark")) == .regular
    }
    #expect(walk.files == [Path("in/a"), Path("mark")])
    #expect(walk.leftOut == [folder("in/deep"), folder("out")])
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
