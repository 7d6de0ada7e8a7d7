import Testing
import Weights

@Suite("Archives between other bytes")
struct ZipPlaceTests {
  private static let array = npy(
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", [1, 2])

  private static let archive = zip([ZipMember(name: "a.npy", contents: array)])

  /// The archive with its end as zip64 has it.
  private static var extended: [UInt8] {
    let end = archive.count - 22
    let directory = Array(archive[(end + 12)..<(end + 20)])
    let (length, offset) = (Array(directory[..<4]), Array(directory[4...]))
    let record =
      little(0x0606_4b50, 4) + little(44, 8) + little(45, 2) + little(45, 2) + little(0, 8)
      + little(1, 8) + little(1, 8) + length + little(0, 4) + offset + little(0, 4)
    let locator = little(0x0706_4b50, 4) + little(0, 4) + little(end, 8) + little(1, 4)
    let marks = [UInt8](repeating: 0xff, count: 12)
    return archive[..<end] + record + locator + little(0x0605_4b50, 4) + little(0, 4) + marks
      + little(0, 2)
  }

  /// The archive with a comment of another length than it says.
  private static func commented(said: Int, bytes: Int) -> [UInt8] {
    Array(archive.dropLast(2)) + little(said, 2) + [UInt8](repeating: 0x63, count: bytes)
  }

  static let files: [(what: String, bytes: [UInt8])] = [
    ("a script before it", Array("#!/bin/sh\nexit\n".utf8) + archive),
    ("a program before it", Array("MZ".utf8) + [UInt8](repeating: 0, count: 3000) + archive),
    ("a page before it", Array("<html>".utf8) + archive),
    ("an archive before it", zip([ZipMember(name: "b.npy", contents: array)]) + archive),
    ("bytes behind it", archive + Array("x\n".utf8)),
    ("many bytes behind it", archive + [UInt8](repeating: 0, count: 65_535)),
    ("bytes on both sides", [1, 2, 3] + archive + [4, 5, 6]),
    ("the longest comment", commented(said: 65_535, bytes: 65_535)),
    ("a comment that is cut off", commented(said: 100, bytes: 10)),
    ("bytes behind the comment", commented(said: 3, bytes: 5000)),
    ("zip64", extended), ("bytes before zip64", [1, 2, 3] + extended),
    ("bytes behind zip64", extended + [1, 2, 3]),
  ]

  @Test("an archive is read with other bytes before and behind it", arguments: files)
  func read(what: String, bytes: [UInt8]) throws {
    for name in ["x.npz", "x.bin"] {
      let file = try open(bytes, name)
      #expect(file.entries.map(\.name) == ["a"])
      #expect(try file.tensor(named: "a").values == [1, 2])
    }
  }

  @Test("an archive whose end is farther from the end of the file is none")
  func tooFar() {
    let bytes = Self.archive + [UInt8](repeating: 0, count: 65_536)
    #expect(problem(bytes, "x.npz")?.contains("no directory at its end") == true)
  }

  @Test("other bytes do not make a file an archive of weights")
  func others() {
    let texts = zip([ZipMember(name: "a.txt", contents: [1])])
    #expect(problem([1, 2, 3] + texts, "x.npz") != nil)
    #expect(problem(Array("GIF89a".utf8) + texts, "x.bin")?.hasPrefix("a GIF file") == true)
    // A directory that says it began later than it does.
    #expect(problem(zip([ZipMember(contents: Self.array)], directoryOffset: 1), "x.npz") != nil)
  }

  @Test("of damage it is said what to do")
  func damage() {
    var bytes = zip([ZipMember(contents: Self.array, checksum: 1)])
    #expect(
      problem(bytes, "x.npz")
        == "the zip file is damaged: the checksum of 'x.npy' is wrong: copy or download it again")
    bytes[0] = 0
    #expect(problem(bytes, "x.npz")?.hasSuffix("copy or download it again") == true)
  }
}
