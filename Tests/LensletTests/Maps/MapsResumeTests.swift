import Codecs
import Files
import Foundation
import Testing
import Weights
import _TestSupport

@Suite("lenslet maps --resume and run --resume")
struct MapsResumeTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.pictures("in/a.png", "in/b.png", "in/deep/c.jpg")
    try filters([1, 0, 0, 0, -1, 0])
  }

  /// Writes two filters of one pixel.
  private func filters(_ values: [Float]) throws {
    let weights = Tensor(name: "conv1.weight", shape: [2, 3, 1, 1], values: values)
    try pictures.write(
      try SafetensorsWriter.encode([weights], metadata: ["channel_order": "RGB"]), "w.safetensors")
  }

  private static let options = ["-m", "first-layer", "-w", "w.safetensors", "-l", "relu1"]

  /// Runs, and tells how many inputs were done, failed and skipped.
  private func counts(_ options: String...) throws -> [Int] {
    let run = try Tool.run(
      ["maps", "in", "-o", "out", "--resume"] + Self.options + options, in: pictures.url)
    let last = run.diagnostics.split(separator: "\n").last ?? ""
    let numbers = last.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
    #expect(run.status == (numbers[1] > 0 ? 1 : 0), "\(run.diagnostics)")
    return Array(numbers.prefix(3))
  }

  private func index() throws -> [[String: Any]] {
    try pictures.read("out/index.jsonl").split(separator: 10).compactMap {
      try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
    }
  }

  @Test("records tell of each file, and last of the input that they were made of")
  func records() throws {
    #expect(try counts("--form", "npy", "--form", "png") == [3, 0, 0])
    let records = try index().filter { $0["input"] as? String == "in/a.png" }
    #expect(
      records.map { $0["file"] as? String } == [
        "a.png/relu1/0.png", "a.png/relu1/1.png", "a.png/relu1.npy", nil,
      ])
    #expect(records.allSatisfy { $0["command"] as? String == "maps" })
    #expect(records.allSatisfy { $0["status"] as? String == "done" })
    let result = records[2]["result"] as? [String: Any]
    #expect(result?["bytes"] as? Int == (try pictures.read("out/a.png/relu1.npy").count))
    #expect(records[3]["folder"] as? String == "a.png")
    #expect(records[3]["files"] as? Int == 3)
    let source = records[3]["source"] as? [String: Any]
    #expect(source?["bytes"] as? Int == (try pictures.read("in/a.png").count))
    #expect((records[3]["settings"] as? String)?.count == 32)
    #expect(!pictures.files().contains("index.html"))
  }

  @Test("what was done stays, and what is missing, changed or of another input is made")
  func missing() throws {
    #expect(try counts() == [3, 0, 0])
    let files = pictures.files()
    #expect(try counts() == [0, 0, 3])
    #expect(pictures.files() == files)
    try File.remove(pictures.folder("out/b.png/relu1/1.png"))
    #expect(try counts() == [1, 0, 2])
    try pictures.write([1, 2], "out/a.png/relu1.npy")
    #expect(try counts() == [1, 0, 2])
    try pictures.noise("in/deep/c.jpg")
    #expect(try counts() == [1, 0, 2])
    #expect(try counts("--verify") == [0, 0, 3])
    #expect(pictures.files() == files)
  }

  @Test(
    "other settings make all anew, and nothing of the earlier ones stays",
    arguments: [
      ["--form", "npy"], ["--colours", "viridis"], ["--scaling", "layer"], ["--top", "1"],
      ["--enlarge", "2"], ["-l", "conv1"], ["--plan", "direct"], ["--stride", "2"],
      ["--mean", "1,2,3"], ["--scale", "0.5"], ["--size", "2"], ["--strict"],
    ])
  func settings(options: [String]) throws {
    #expect(try counts("--form", "sheet") == [3, 0, 0])
    let run = try Tool.run(
      ["maps", "in", "-o", "out", "--resume", "--form", "sheet"] + Self.options + options,
      in: pictures.url)
    #expect(run.diagnostics.contains("3 images done, 0 failed, 0 skipped"), "\(run.diagnostics)")
    #expect(run.diagnostics.contains("out: 3 files of an earlier run are removed"))
    let known = try index().suffix(pictures.files().count - 1 + 3).compactMap {
      $0["file"] as? String
    }
    #expect(pictures.files().filter { $0 != "index.jsonl" } == known.sorted())
  }

  @Test("other weights under the same name make all anew")
  func weights() throws {
    #expect(try counts() == [3, 0, 0])
    try filters([1, 0, 0, 0, -1, 0.5])
    #expect(try counts() == [3, 0, 0])
    #expect(try counts() == [0, 0, 3])
  }

  @Test("inputs that failed are listed, and tried again from the list; others stay")
  func failures() throws {
    try pictures.write([1], "in/deep/bad.png")
    #expect(try counts() == [3, 1, 0])
    let list = String(decoding: try pictures.read("out/failed.txt"), as: UTF8.self)
    #expect(list.split(separator: "\n").last == "in/./deep/bad.png")
    let failed = try index().filter { $0["status"] as? String == "failed" }
    #expect(failed.count == 1)
    #expect(failed[0]["kind"] as? String == "content")
    try pictures.pictures("in/deep/bad.png")
    let run = try Tool.run(
      ["maps", "@out/failed.txt", "-o", "out", "--resume"] + Self.options, in: pictures.url)
    #expect(run.diagnostics.contains("1 image done, 0 failed, 0 skipped"), "\(run.diagnostics)")
    #expect(!pictures.files().contains("failed.txt"))
    #expect(try counts() == [0, 0, 4])
  }

  @Test("a run that was killed goes on: what no record tells of is removed and made again")
  func killed() throws {
    #expect(try counts() == [3, 0, 0])
    let whole = pictures.files()
    let bytes = try pictures.read("out/a.png/relu1.npy")
    // As if it had been killed while it recorded the last input, whose files are in the journal.
    let index = try pictures.read("out/index.jsonl")
    try pictures.write(Array(index.dropLast(40)), "out/index.jsonl")
    let journal = "lenslet: files of a run that has not come to its end\0deep/c.jpg/old.npy\0"
    try pictures.write(Array(journal.utf8), "out/.lenslet-results")
    try pictures.write([1], "out/deep/c.jpg/old.npy")
    #expect(try counts() == [1, 0, 2])
    #expect(pictures.files() == whole)
    #expect(try pictures.read("out/a.png/relu1.npy") == bytes)
    #expect(!pictures.folder.names(in: "out").contains(".lenslet-results"))
  }

  @Test("results without a hash of their settings, as of a run without --resume, are made anew")
  func plain() throws {
    let run = try Tool.run(["maps", "in", "-o", "out"] + Self.options, in: pictures.url)
    #expect(run.status == 0)
    #expect(pictures.files().contains("index.html"))
    #expect(try counts() == [3, 0, 0])
    #expect(!pictures.files().contains("index.html"))
    #expect(!pictures.files().contains("a.png/input.js"))
  }

  @Test("a pipeline file is resumed, and a changed step of it makes all anew")
  func pipeline() throws {
    func counts(_ step: String) throws -> String {
      try pictures.write(
        Array("{ steps: [{ name: 's', \(step) }], export: { forms: ['npy'] } }".utf8), "p.json5")
      let run = try Tool.run(["run", "p.json5", "in", "-o", "out", "--resume"], in: pictures.url)
      #expect(run.status == 0, "\(run.diagnostics)")
      return String(run.diagnostics.split(separator: "\n").last?.prefix(40) ?? "")
    }
    #expect(try counts("relu: {}") == "3 images done, 0 failed, 0 skipped: 3 fi")
    #expect(try counts("relu: {}").hasPrefix("0 images done, 0 failed, 3 skipped"))
    #expect(
      try counts("meanScale: { mean: 1, scale: 2 }").hasPrefix("3 images done, 0 failed, 0 skipped")
    )
    #expect(
      try counts("meanScale: { mean: 1, scale: 3 }").hasPrefix("3 images done, 0 failed, 0 skipped")
    )
    #expect(
      try counts("meanScale: { mean: 1, scale: 3 }").hasPrefix("0 images done, 0 failed, 3 skipped")
    )
    #expect(try index().last?["command"] as? String == "run")
  }

  @Test("tensors are listed with their names, and resumed")
  func tensors() throws {
    let tensor = Tensor(name: "t", shape: [3, 2, 2], values: (0..<12).map(Float.init))
    try pictures.write(try SafetensorsWriter.encode([tensor]), "t.safetensors")
    let arguments = ["maps", "t.safetensors:t", "t.safetensors:no", "-o", "out", "--resume"]
    let first = try Tool.run(arguments + Self.options, in: pictures.url)
    #expect(first.diagnostics.contains("1 image done, 1 failed, 0 skipped"), "\(first.diagnostics)")
    let list = String(decoding: try pictures.read("out/failed.txt"), as: UTF8.self)
    #expect(list.split(separator: "\n").last == "t.safetensors:no")
    let again = try Tool.run(arguments + Self.options, in: pictures.url)
    #expect(
      again.diagnostics.contains("0 images done, 1 failed, 1 skipped"), "\(again.diagnostics)")
  }

  @Test(
    "what contradicts --resume is refused", arguments: [["--resume", "--classify"], ["--verify"]])
  func contradictions(options: [String]) throws {
    let run = try Tool.run(["maps", "in", "-o", "out"] + Self.options + options, in: pictures.url)
    #expect(run.status == 64)
    #expect(pictures.files().isEmpty)
  }
}
