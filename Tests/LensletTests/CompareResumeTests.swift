import Codecs
import Files
import Foundation
import Pixels
import Testing
import Weights
import _TestSupport

@Suite("lenslet compare --resume")
struct CompareResumeTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    for (number, name) in ["a", "b", "c"].enumerated() { try picture("in/\(name).png", number + 1) }
    try filters([1, 0, -1, 0, 1, 0, -1, 2, 0, -1, 0, 1])
  }

  /// Writes a colour picture without any pattern, which was changed long ago.
  private func picture(_ name: String, _ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let samples = (0..<1200).map { _ in UInt8.random(in: 0...255, using: &random) }
    let image = Image(
      size: ImageSize(width: 20, height: 20), layout: .rgb, samples: .uint8(samples))
    try pictures.write(try ImageEncoder.encode(image, as: .png), name)
  }

  /// Writes two filters of one pixel on three channels, twice.
  private func filters(_ values: [Float]) throws {
    let weights = Tensor(name: "conv1.weight", shape: [4, 3, 1, 1], values: values)
    try pictures.write(
      try SafetensorsWriter.encode([weights], metadata: ["channel_order": "RGB"]), "w.safetensors")
  }

  private func run(_ options: String..., output: String = "out") throws -> Tool.Run {
    try Tool.run(
      ["compare", "in", "-w", "w.safetensors", "-o", output, "-k", "sobel-x", "--no-families"]
        + options, in: pictures.url)
  }

  /// Resumes, and tells how many inputs were done, failed and skipped.
  private func counts(_ options: String...) throws -> [Int] {
    let run = try Tool.run(
      [
        "compare", "in", "-w", "w.safetensors", "-o", "out", "-k", "sobel-x", "--no-families",
        "--resume",
      ] + options, in: pictures.url)
    let line = run.diagnostics.split(separator: "\n").first { $0.contains(" skipped") } ?? ""
    let numbers = line.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
    try #require(numbers.count >= 3, "\(run.diagnostics)")
    #expect(run.status == (numbers[1] > 0 ? 1 : 0), "\(run.diagnostics)")
    return Array(numbers.prefix(3))
  }

  private func index() throws -> [[String: Any]] {
    try pictures.read("out/index.jsonl").split(separator: 10).compactMap {
      try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
    }
  }

  @Test("records tell of each input, each file, and that all is done; then nothing is done again")
  func records() throws {
    #expect(try counts() == [3, 0, 0])
    let records = try index()
    #expect(records.allSatisfy { $0["command"] as? String == "compare" })
    #expect(
      records.prefix(3).map { $0["input"] as? String } == ["in/a.png", "in/b.png", "in/c.png"])
    let source = records[0]["source"] as? [String: Any]
    #expect(source?["bytes"] as? Int == (try pictures.read("in/a.png").count))
    let table = try #require(records.first { $0["file"] as? String == "filters.csv" })
    let result = table["result"] as? [String: Any]
    #expect(result?["bytes"] as? Int == (try pictures.read("out/filters.csv").count))
    let files = records.filter { $0["result"] != nil }.count
    #expect(records.last?["files"] as? Int == files)
    #expect(pictures.files().count == files + 2)
    let before = try FileStatus(of: pictures.folder("out/compare.json")).modified
    let again = try run("--resume")
    #expect(again.status == 0)
    #expect(again.diagnostics.contains("out: all results are there, as out/index.jsonl tells"))
    #expect(again.diagnostics.contains("0 images done, 0 failed, 3 skipped"))
    #expect(try FileStatus(of: pictures.folder("out/compare.json")).modified == before)
    #expect(try counts("--verify") == [0, 0, 3])
  }

  @Test("a run that goes on from what was seen gives the bytes of one that saw all at once")
  func goesOn() throws {
    try picture("later.png", 9)
    #expect(try counts() == [3, 0, 0])
    try pictures.write(try pictures.read("later.png"), "in/d.png")
    #expect(try counts() == [1, 0, 3])
    #expect(try run(output: "whole").status == 0)
    for name in pictures.files("whole") where name != "index.html" {
      #expect(try pictures.read("out/\(name)") == pictures.read("whole/\(name)"), "\(name)")
    }
    // As if it had been killed while it wrote: the index tells of inputs, and the journal is there.
    let lines = try pictures.read("out/index.jsonl").split(separator: 10)
    try pictures.write(Array(lines[..<4].joined(separator: [10])), "out/index.jsonl")
    let journal = "lenslet: files of a run that has not come to its end\0filters.png\0"
    try pictures.write(Array(journal.utf8), "out/.lenslet-results")
    #expect(try counts() == [0, 0, 4])
    #expect(try pictures.read("out/filters.png") == pictures.read("whole/filters.png"))
    #expect(!pictures.folder.names(in: "out").contains(".lenslet-results"))
    #expect(try run("--resume").diagnostics.contains("all results are there"))
  }

  @Test("a changed input, other filters, another kernel and a damaged state make the sums anew")
  func anew() throws {
    #expect(try counts() == [3, 0, 0])
    try picture("in/b.png", 7)
    #expect(try counts() == [3, 0, 0])
    try filters([1, 0, -1, 0, 1, 0, -1, 2, 0, -1, 0, 0.5])
    #expect(try counts() == [3, 0, 0])
    #expect(try counts("-k", "sobel-y") == [3, 0, 0])
    let state = try pictures.read("out/compare.state")
    try pictures.write(Array(state.dropLast(1)) + [state[state.count - 1] ^ 1], "out/compare.state")
    #expect(try counts("-k", "sobel-y") == [3, 0, 0])
    #expect(try counts("-k", "sobel-y") == [0, 0, 3])
  }

  @Test("a changed result, a torn record and other thresholds make results anew, not the sums")
  func results() throws {
    #expect(try counts() == [3, 0, 0])
    let table = try pictures.read("out/filters.csv")
    try pictures.write([1], "out/filters.csv")
    #expect(try counts() == [0, 0, 3])
    #expect(try pictures.read("out/filters.csv") == table)
    try pictures.write(Array(try pictures.read("out/index.jsonl").dropLast(30)), "out/index.jsonl")
    let torn = try run("--resume")
    #expect(torn.diagnostics.contains("filters: 4"), "\(torn.diagnostics)")
    #expect(try run("--resume").diagnostics.contains("all results are there"))
    let other = try run("--resume", "--duplicate", "0.5")
    #expect(other.diagnostics.contains("0 images done, 0 failed, 3 skipped"))
    #expect(other.diagnostics.contains("filters: 4"), "\(other.diagnostics)")
    let text = String(decoding: try pictures.read("out/compare.json"), as: UTF8.self)
    #expect(text.contains("\"duplicateScore\" : 0.5"), "\(text)")
  }

  @Test("an input that failed is listed and tried again; once it can be used, all are seen anew")
  func failures() throws {
    try pictures.write([1], "in/b.png")
    #expect(try counts() == [2, 1, 0])
    let list = String(decoding: try pictures.read("out/failed.txt"), as: UTF8.self)
    #expect(list.split(separator: "\n").last == "in/b.png")
    #expect(try counts() == [0, 1, 2])
    try picture("in/b.png", 2)
    #expect(try counts() == [3, 0, 0])
    #expect(!pictures.files().contains("failed.txt"))
  }

  @Test("filters alone are resumed too, and a run of maps removes the results and their records")
  func alone() throws {
    let arguments = ["compare", "-w", "w.safetensors", "-o", "out", "--resume"]
    #expect(try Tool.run(arguments, in: pictures.url).status == 0)
    let again = try Tool.run(arguments, in: pictures.url)
    #expect(again.diagnostics.contains("all results are there"), "\(again.diagnostics)")
    #expect(try counts() == [3, 0, 0])
    let maps = try Tool.run(
      [
        "maps", "in", "-m", "first-layer", "-w", "w.safetensors", "--form", "npy", "-o", "out",
        "--resume",
      ], in: pictures.url)
    #expect(maps.status == 0, "\(maps.diagnostics)")
    let names = pictures.files()
    #expect(names.allSatisfy { $0 == "index.jsonl" || $0.hasSuffix(".npy") }, "\(names)")
    #expect(try index().allSatisfy { $0["command"] as? String == "maps" })
  }

  @Test("a folder with records of somebody else or of filter is refused, and stays as it is")
  func foreign() throws {
    try pictures.write(Array("mine\n".utf8), "out/index.jsonl")
    let run = try run("--resume")
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("out/index.jsonl exists and is no index of lenslet"))
    #expect(pictures.files() == ["index.jsonl"])
    try File.remove(pictures.folder("out/index.jsonl"))
    #expect(try pictures.filter("in", "-k", "box3", "-o", "out", "--resume").status == 0)
    let files = pictures.files()
    #expect(try self.run("--resume").status == 64)
    #expect(pictures.files() == files)
  }
}
