import Files
import Foundation
import Testing
import _TestSupport

@Suite("lenslet filter --resume")
struct ResumeTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.pictures("in/a.png", "in/b.png", "in/deep/c.jpg")
  }

  /// Runs with the kernel box3, and tells how many images were done and skipped.
  private func counts(_ options: String...) throws -> [Int] {
    let run = try Tool.run(
      ["filter", "in", "-k", "box3", "-o", "out"] + options, in: pictures.url)
    #expect(run.status == 0)
    let numbers = run.diagnostics.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
    return [numbers[0], numbers[2]]
  }

  /// The records of the index.
  private func records() throws -> [[String: Any]] {
    try pictures.read("out/index.jsonl").split(separator: 10).compactMap {
      try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
    }
  }

  @Test("a record tells what a file was made of")
  func record() throws {
    _ = try counts("--resume")
    // Records are added in the order in which results are made.
    let records = try records().sorted {
      ($0["file"] as? String ?? "") < ($1["file"] as? String ?? "")
    }
    #expect(records.map { $0["file"] as? String } == ["a.png", "b.png", "deep/c.jpg"])
    #expect(records.map { $0["input"] as? String } == ["in/a.png", "in/b.png", "in/deep/c.jpg"])
    #expect(records.allSatisfy { $0["status"] as? String == "done" })
    let (source, result) = (records[0]["source"] as? [String: Any], records[0]["result"])
    #expect(source?["bytes"] as? Int == (try pictures.read("in/a.png").count))
    #expect((result as? [String: Any])?["bytes"] as? Int == (try pictures.read("out/a.png").count))
    #expect((source?["hash"] as? String)?.count == 32)
  }

  @Test("what was done is left, what is missing is done")
  func missing() throws {
    #expect(try counts("--resume") == [3, 0])
    #expect(try counts("--resume") == [0, 3])
    try File.remove(pictures.folder("out/b.png"))
    #expect(try counts("--resume") == [1, 2])
    #expect(pictures.files() == ["a.png", "b.png", "deep/c.jpg", "index.jsonl"])
  }

  @Test(
    "without --resume there is no record; where there is one, a run that makes all anew adds to it")
  func plain() throws {
    #expect(try counts() == [3, 0])
    #expect(pictures.files() == ["a.png", "b.png", "deep/c.jpg"])
    #expect(try counts("--resume") == [3, 0])
    #expect(try counts() == [3, 0])
    #expect(try records().count == 6)
    #expect(try counts("--resume") == [0, 3])
  }

  @Test(
    "another content of an input or of a result is found, another time alone is not taken for one")
  func changed() throws {
    _ = try counts("--resume")
    try pictures.noise("in/a.png")
    #expect(try counts("--resume") == [1, 2])
    try pictures.write([1, 2, 3], "out/b.png")
    #expect(try counts("--resume") == [1, 2])
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_000_000_000)],
      ofItemAtPath: pictures.folder("in/a.png").display)
    #expect(try counts("--resume") == [0, 3])
  }

  @Test("bytes that were changed behind the same length and time are found by --verify")
  func verified() throws {
    _ = try counts("--resume")
    let path = pictures.folder("out/a.png").display
    let manager = FileManager.default
    let time = try manager.attributesOfItem(atPath: path)[.modificationDate]
    var bytes = try pictures.read("out/a.png")
    bytes[bytes.count / 2] ^= 1
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.write(contentsOf: Data(bytes))
    try handle.close()
    try manager.setAttributes([.modificationDate: time as Any], ofItemAtPath: path)
    #expect(try counts("--resume", "--verify") == [1, 2])
    #expect(try counts("--resume", "--verify") == [0, 3])
  }

  @Test(
    "results of other settings are made anew",
    arguments: [
      ["--border", "wrap"], ["--border", "constant:3"], ["--size", "full"], ["--stride", "2"],
      ["--dilation", "2"], ["--flip"], ["--plan", "reference"], ["--format", "npy"],
      ["--quality", "91"],
      ["--quality", "90", "--subsampling", "4:2:2"], ["--compression", "smallest"],
      ["--range", "abs"], ["--grey"], ["--linear"], ["--strict"],
    ])
  func settings(options: [String]) throws {
    _ = try counts("--resume")
    let run = try Tool.run(
      ["filter", "in", "-k", "box3", "-o", "out", "--resume", "--dry-run"] + options,
      in: pictures.url)
    #expect(run.diagnostics == "would write 3 files from 3 images; 0 failed, 0 skipped\n")
  }

  @Test(
    "a kernel of the same name and other weights makes results anew, a second one its own alone")
  func kernels() throws {
    try pictures.write(Array("1 2 1\n".utf8), "k.kernel")
    let arguments = ["filter", "in", "-k", "k.kernel", "-o", "out", "--template"]
    let names = "{path}-{kernel}.{ext}"
    _ = try Tool.run(arguments + [names, "--resume"], in: pictures.url)
    let more = try Tool.run(arguments + [names, "-k", "box3", "--resume"], in: pictures.url)
    #expect(more.diagnostics.hasPrefix("3 images done, 0 failed, 0 skipped: 3 files"))
    try pictures.write(Array("1 3 1\n".utf8), "k.kernel")
    let other = try Tool.run(arguments + [names, "-k", "box3", "--resume"], in: pictures.url)
    #expect(other.diagnostics.hasPrefix("3 images done, 0 failed, 0 skipped: 3 files"))
  }

  @Test("a line that a killed run left torn costs its own result alone")
  func torn() throws {
    _ = try counts("--resume")
    let bytes = try pictures.read("out/index.jsonl")
    try pictures.write(Array(bytes.dropLast(40)), "out/index.jsonl")
    #expect(try counts("--resume") == [1, 2])
    #expect(try records().count == 3)
    #expect(try counts("--resume") == [0, 3])
  }

  @Test("an index of others is not added to", arguments: ["{\"image\":\"a\"}\n", "1\n"])
  func foreign(content: String) throws {
    try pictures.write(Array(content.utf8), "out/index.jsonl")
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "--resume")
    #expect(run.status == 64)
    #expect(
      run.diagnostics.hasPrefix(
        "lenslet filter: out/index.jsonl exists and is no index of filtered images"))
    #expect(try pictures.read("out/index.jsonl") == Array(content.utf8))
  }

  @Test(
    "options that contradict one another are refused",
    arguments: [["--resume", "--skip-existing"], ["--resume", "--page"], ["--verify"]])
  func contradictions(options: [String]) throws {
    let run = try Tool.run(
      ["filter", "in", "-k", "box3", "-o", "out"] + options, in: pictures.url)
    #expect(run.status == 64)
    #expect(pictures.folder.names() == ["in"])
  }
}
