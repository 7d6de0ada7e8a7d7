import Files
import Testing

@Suite("Paths")
struct PathTests {
  @Test(
    "the parts of a path",
    arguments: [
      ("a/b.png", "a", "b.png", "png"),
      ("b.png", ".", "b.png", "png"),
      ("/b", "/", "b", nil),
      ("/", "/", "", nil),
      ("a//b/", "a", "b", nil),
      ("a.b/c", "a.b", "c", nil),
      (".hidden", ".", ".hidden", nil),
      ("..", ".", "..", nil),
      (".x.png", ".", ".x.png", "png"),
      ("a.tar.gz", ".", "a.tar.gz", "gz"),
      ("a.", ".", "a.", ""),
    ] as [(String, String, String, String?)])
  func parts(text: String, parent: String, last: String, fileExtension: String?) {
    let path = Path(text)
    #expect(path.parent == Path(parent))
    #expect(path.lastComponent == Path(last))
    #expect(path.fileExtension == fileExtension)
  }

  @Test(
    "removing an extension",
    arguments: [
      ("a/b.png", "a/b"), ("a.b/c", "a.b/c"), (".hidden", ".hidden"), ("x.tar.gz", "x.tar"),
      ("..", ".."), ("a.", "a"),
    ])
  func withoutExtension(text: String, expected: String) {
    #expect(Path(text).withoutExtension == Path(expected))
  }

  @Test(
    "normalising is done on the text alone",
    arguments: [
      ("a/./b", "a/b"), ("a//b/", "a/b"), ("./a", "a"), ("a/../b", "b"), ("../a", "../a"),
      ("a/../../b", "../b"), ("/../a", "/a"), ("a/..", "."), ("/", "/"), (".", "."),
    ])
  func normalised(text: String, expected: String) {
    #expect(Path(text).normalised == Path(expected))
  }

  @Test(
    "joining puts one slash between",
    arguments: [
      ("a", "b", "a/b"), ("a/", "b", "a/b"), (".", "b", "b"), ("", "b", "b"), ("a", "/b", "/b"),
      ("/", "b", "/b"), ("a", "", "a"),
    ])
  func appending(left: String, right: String, expected: String) {
    #expect(Path(left).appending(Path(right)) == Path(expected))
  }

  @Test(
    "a name is shown on one line, whatever it holds",
    arguments: [
      ("plain name.png", "plain name.png"),
      ("new\nline\ttab", "new\\nline\\ttab"),
      ("größe 猫 🐈", "größe 猫 🐈"),
    ])
  func display(name: String, expected: String) {
    #expect(Path(name).display == expected)
  }

  @Test(
    "a path is inside a folder whose name it begins with, slash included",
    arguments: [
      ("/a/b", "/a", true), ("/a", "/a", true), ("/ab", "/a", false), ("/a", "/a/b", false),
      ("/a", "/", true), ("/a/b", "/a/", true), ("b", "a", false),
    ])
  func isInside(text: String, folder: String, expected: Bool) {
    #expect(Path(text).isInside(Path(folder)) == expected)
  }

  @Test("bytes that are no UTF-8 survive and are shown in hexadecimal")
  func invalidBytes() throws {
    let path = try #require(Path(bytes: [0x61, 0xFF, 0x62, 0xC3, 0x2E, 0x70]))
    #expect(path.bytes == [0x61, 0xFF, 0x62, 0xC3, 0x2E, 0x70])
    #expect(path.display == "a\\xFFb\\xC3.p")
    #expect(path.text == "a\\xFFb\\xC3.p")
    #expect(path.withoutExtension.bytes == [0x61, 0xFF, 0x62, 0xC3])
  }

  @Test("two names that differ only in bytes that are no UTF-8 are two names")
  func distinct() {
    #expect(Path(bytes: [0xFE]) != Path(bytes: [0xFF]))
  }

  @Test("a zero byte is no part of a path")
  func zero() { #expect(Path(bytes: [0x61, 0]) == nil) }
}
