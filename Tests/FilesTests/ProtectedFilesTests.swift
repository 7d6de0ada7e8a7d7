import Files
import Glibc
import Testing
import _TestSupport

/// Files that nothing may be written over.
@Suite struct ProtectedFilesTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["in", "hard"] { try File.makeDirectories(folder(name)) }
    for name in ["in/a", "in/other", "b"] { try File.write([1], to: folder(name)) }
    folder.link("soft", to: "in")
    folder.link("in/link", to: "a")
    #expect(Glibc.link(folder("in/a").display, folder("hard/a").display) == 0)
  }

  @Test(
    "a file is found under every name that leads to it",
    arguments: [
      "in/a", "./in//a", "in/../in/a", "soft/a", "in/link", "hard/a", "new/../in/a",
      "new/deep/../../soft/a", "in/a/below", "in/a/below/../x",
    ])
  func found(name: String) {
    let files = ProtectedFiles([folder("b"), folder("in/a")])
    #expect(files.file(at: folder.path.appending(name)) == folder("in/a"))
  }

  @Test(
    "others are not, nor what is not there",
    arguments: ["in/other", "in/b", "in", "new/a", "soft/../a", "new/../a", "b/../in/new", "in/A"])
  func others(name: String) {
    let files = ProtectedFiles([folder("in/a"), folder("missing")])
    #expect(files.file(at: folder.path.appending(name)) == nil)
  }

  @Test("a file that is named by a link protects what the link leads to")
  func named() {
    let files = ProtectedFiles([folder("in/link")])
    #expect(files.file(at: folder("in/a")) == folder("in/link"))
    #expect(files.file(at: folder("hard/a")) == folder("in/link"))
  }

  @Test("a link through which a file is named is needed, others are not")
  func throughLinks() {
    let files = ProtectedFiles([folder("soft/other"), folder("in/link"), folder("b")])
    #expect(files.file(through: folder("soft")) == folder("soft/other"))
    #expect(files.file(through: folder("in/link")) == folder("in/link"))
    #expect(ProtectedFiles([folder("in/a"), folder("b")]).file(through: folder("soft")) == nil)
    #expect(files.file(through: folder("missing")) == nil)
  }

  @Test(
    "a link that leads out of a folder is found on the way to a file",
    arguments: [
      ("in/a", nil), ("in/x/a", nil), ("in/out/a", "in/out"), ("in/out/deep/a", "in/out"),
      ("in/round/a", nil), ("in/link", nil), ("in/missing/a", nil),
    ])
  func folderLink(name: String, link: String?) throws {
    try File.makeDirectories(folder("hard/deep"))
    try File.makeDirectories(folder("in/x"))
    folder.link("in/out", to: "../hard")
    folder.link("in/round", to: "x")
    #expect(folder(name).folderLink(below: folder("in")) == link.map { folder($0) })
  }

  @Test(
    "a folder that will be made is settled",
    arguments: [
      ("a/./b", "a/./b"), ("in/../x", "in/../x"), ("new/../in/x", "in/x"), ("../x", "../x"),
      ("new/../../x", "../x"), ("soft/../x", "soft/../x"), ("/none/../tmp", "/tmp"),
    ])
  func settled(name: String, expected: String) {
    let start = name.hasPrefix("/") ? Path("") : folder("")
    let below = { (text: String) in text.hasPrefix("/") ? Path(text) : start.appending(text) }
    #expect(below(name).settled == below(expected))
  }
}
