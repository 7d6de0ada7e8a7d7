import Codecs
import Files
import Foundation
import Pixels
import Testing
import _TestSupport

@Suite("lenslet explain --resume and mislead --resume")
struct ExplainResumeTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.smallNetwork()
    let picture = try pictures.read("a.png")
    for name in ["a", "b", "c"] { try pictures.write(picture, "in/\(name).png") }
    try change("in/b.png", by: 3)
    try change("in/c.png", by: 5)
  }

  /// Writes the picture of the network with other samples.
  private func change(_ name: String, by step: UInt8) throws {
    guard case .uint8(let samples) = SmallNetwork.picture.samples else { return }
    var image = SmallNetwork.picture
    image = Image(
      size: image.size, layout: .rgb, samples: .uint8(samples.map { $0 &* step &+ step }))
    try pictures.write(try ImageEncoder.encode(image, as: .png), name)
  }

  private static let commands = [
    ["explain", "--method", "gradient", "--method", "occlusion"], ["mislead", "--steps", "2"],
  ]

  private func run(
    _ command: [String], _ options: String..., output: String = "out"
  ) throws -> Tool.Run {
    try Tool.run(arguments(command, output) + options, in: pictures.url)
  }

  private func arguments(_ command: [String], _ output: String) -> [String] {
    var arguments: [String] = [command[0], "in", "-m", "net.onnx", "-o", output]
    arguments += SmallNetwork.input
    arguments += command.dropFirst()
    return arguments
  }

  /// Resumes, and tells how many pictures were done, failed and skipped.
  private func counts(_ command: [String], _ options: String...) throws -> [Int] {
    let run = try Tool.run(
      arguments(command, "out") + ["--resume"] + options, in: pictures.url)
    let line = run.diagnostics.split(separator: "\n").first { $0.hasSuffix(" skipped") } ?? ""
    let numbers = line.split(whereSeparator: { !$0.isNumber }).compactMap { Int($0) }
    try #require(numbers.count == 3, "\(run.diagnostics)")
    #expect(run.status == (numbers[1] > 0 ? 1 : 0), "\(run.diagnostics)")
    return numbers
  }

  @Test(
    "what is done stays, and results are those of a run that did all at once", arguments: commands)
  func goesOn(command: [String]) throws {
    #expect(try run(command, output: "whole").status == 0)
    let last = try pictures.read("in/c.png")
    try File.remove(pictures.folder("in/c.png"))
    #expect(try counts(command) == [2, 0, 0])
    let file = pictures.files().first { $0.hasPrefix("a.png/") && $0.hasSuffix(".npy") }
    let kept = pictures.folder("out/\(file ?? "a.png/misled.png")")
    let time = try FileStatus(of: kept).modified
    try pictures.write(last, "in/c.png")
    #expect(try counts(command) == [1, 0, 2])
    #expect(try FileStatus(of: kept).modified == time)
    #expect(try counts(command) == [0, 0, 3])
    #expect(try counts(command, "--verify") == [0, 0, 3])
    #expect(try !run(command, "--resume").diagnostics.contains("removed"))
    #expect(pictures.files() == pictures.files("whole"))
    for name in pictures.files("whole") where !name.hasPrefix("index.") {
      #expect(try pictures.read("out/\(name)") == pictures.read("whole/\(name)"), "\(name)")
    }
    #expect(!pictures.folder.names(in: "out").contains(".lenslet-results"))
  }

  @Test("a changed picture, network, option or result is done again", arguments: commands)
  func changed(command: [String]) throws {
    #expect(try counts(command) == [3, 0, 0])
    try change("in/b.png", by: 9)
    #expect(try counts(command) == [1, 0, 2])
    let result = command[0] == "explain" ? "a.png/occlusion.npy" : "a.png/difference.png"
    let bytes = try pictures.read("out/\(result)")
    try pictures.write([1, 2], "out/\(result)")
    #expect(try counts(command) == [1, 0, 2])
    #expect(try pictures.read("out/\(result)") == bytes)
    try pictures.write(SmallNetwork.file(middle: [("Sigmoid", "s")]), "net.onnx")
    #expect(try counts(command) == [3, 0, 0])
    #expect(try counts(command, command[0] == "explain" ? "--class" : "--to", "1")[2] == 0)
  }

  @Test("records of a run that was killed count, but for the torn one", arguments: commands)
  func torn(command: [String]) throws {
    #expect(try counts(command) == [3, 0, 0])
    let index = try pictures.read("out/index.jsonl")
    try pictures.write(Array(index.dropLast(40)), "out/index.jsonl")
    let journal = "lenslet: files of a run that has not come to its end\0old.png\0"
    try pictures.write(Array(journal.utf8), "out/.lenslet-results")
    try pictures.write([1], "out/old.png")
    #expect(try counts(command) == [1, 0, 2])
    #expect(!pictures.files().contains("old.png"))
    #expect(try counts(command) == [0, 0, 3])
  }

  @Test("a picture that failed is listed, and done from the list", arguments: commands)
  func failures(command: [String]) throws {
    try pictures.write([1], "in/b.png")
    #expect(try counts(command) == [2, 1, 0])
    let list = String(decoding: try pictures.read("out/failed.txt"), as: UTF8.self)
    #expect(list.split(separator: "\n").last == "in/b.png")
    try change("in/b.png", by: 3)
    #expect(try counts(command) == [1, 0, 2])
    #expect(!pictures.files().contains("failed.txt"))
  }
}

/// What `explain`, `mislead` and `dream` do with a folder in which there is something.
@Suite struct PictureFolderTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.smallNetwork()
  }

  private static let commands = [
    ["explain", "a.png"], ["mislead", "a.png", "--steps", "1"],
    ["dream", "-l", "relu1:0", "--steps", "1", "--size", "12"],
  ]

  private func run(_ command: [String], output: String = "out") throws -> Tool.Run {
    let network: [String] = ["-m", "net.onnx", "-o", output]
    return try Tool.run(command + network + SmallNetwork.input, in: pictures.url)
  }

  @Test("results of an earlier run of another command are removed, and nothing else")
  func earlier() throws {
    try pictures.write([1], "out/mine.txt")
    var names: Set<String> = []
    for command in Self.commands + Self.commands {
      let before = pictures.files().filter { $0 != "mine.txt" }.count
      let run = try run(command)
      #expect(run.status == 0, "\(run.diagnostics)")
      if before > 0 {
        #expect(
          run.diagnostics.contains("out: \(before) files of an earlier run are removed"),
          "\(run.diagnostics)")
      }
      #expect(try pictures.lines("out/index.jsonl").allSatisfy { $0["command"].text == command[0] })
      let files = Set(pictures.files())
      #expect(files.contains("mine.txt"))
      #expect(
        names.intersection(files).isSubset(of: [
          "mine.txt", "index.html", "index.jsonl", "a.png/input.npy",
        ]))
      names = files
    }
  }

  @Test(
    "results of an earlier run stay where every picture fails, and go where one does not",
    arguments: commands.prefix(2), [[], ["--resume"]])
  func kept(command: [String], options: [String]) throws {
    #expect(try run(command).status == 0)
    let page = try pictures.read("out/index.html")
    let files = pictures.files()
    try pictures.write([1], "broken.png")
    let rest = command.dropFirst(2)
    for (input, more) in [("broken.png", []), ("a.png", ["--timeout", "1e-9"])] {
      let failed = try run([command[0], input] + rest + more + options)
      #expect(failed.status == 1)
      #expect(
        failed.diagnostics.contains(
          "lenslet: out: results of an earlier run stay: none of the inputs can be used\n"),
        "\(failed.diagnostics)")
      #expect(!failed.diagnostics.contains("removed"))
      #expect(pictures.files().filter { $0 != "failed.txt" } == files)
      #expect(try pictures.read("out/index.html") == page)
    }
    try pictures.write(try pictures.read("a.png"), "b.png")
    let done = try run([command[0], "broken.png", "b.png"] + rest)
    #expect(done.status == 1)
    #expect(done.diagnostics.contains("of an earlier run are removed"), "\(done.diagnostics)")
    #expect(!pictures.files().contains { $0.hasPrefix("a.png/") })
  }

  @Test("what every picture fails for, and a full disk, is said once", arguments: commands)
  func once(command: [String]) throws {
    if command[0] != "dream" {
      let picture = try pictures.read("a.png")
      for name in ["a", "b", "c"] { try pictures.write(picture, "in/\(name).png") }
      let rest = command.dropFirst(2)
      let refused = try run([command[0], "in", "--max-memory", "1K"] + rest)
      #expect(refused.status == 1)
      #expect(refused.diagnostics.split(separator: "\n").count == 2, "\(refused.diagnostics)")
      #expect(
        refused.diagnostics.hasSuffix("lenslet: the same for 2 more inputs: --max-memory\n"))
    }
    let mounted = try Tool.shell(
      "mkdir full && mount -t tmpfs -o size=12k tmpfs full", in: pictures.url)
    guard mounted.status == 0 else {
      print("skipped: a small file system cannot be mounted here")
      return
    }
    let input = command[0] == "dream" ? [] : ["in"]
    let network = ["-m", "net.onnx", "-o", "full"] + SmallNetwork.input
    let words = [command[0]] + input + command.dropFirst(command[0] == "dream" ? 1 : 2) + network
    let run = try Tool.shell(
      "lenslet \(words.joined(separator: " ")); status=$?; umount full; exit $status",
      in: pictures.url)
    #expect(run.status != 0)
    let lines = run.diagnostics.split(separator: "\n")
    #expect(
      lines.count { $0.hasSuffix("cannot be written: the disk is full") } == 1,
      "\(run.diagnostics)")
    #expect(!run.diagnostics.contains("open full"))
  }

  @Test("a photograph that cannot be looked at is told once for all layers")
  func photographs() throws {
    try pictures.write([1], "broken.png")
    let run = try run(
      ["dream", "-l", "relu1:0", "-l", "conv2:0", "--steps", "1", "--size", "12"] + [
        "--beside", "broken.png",
      ])
    #expect(run.status == 1)
    #expect(
      run.diagnostics.split(separator: "\n").count { $0.contains("broken.png") } == 1,
      "\(run.diagnostics)")
  }

  @Test(
    "a page, an index and a result of somebody else are refused, and stay as they are",
    arguments: commands)
  func foreign(command: [String]) throws {
    let result =
      command[0] == "dream"
      ? "relu1/0.png" : "a.png/\(command[0] == "explain" ? "gradient.npy" : "misled.png")"
    let names = ["index.jsonl", result] + (command[0] == "dream" ? [] : ["index.html"])
    for name in names {
      try pictures.write(Array("mine\n".utf8), "out/\(name)")
      let run = try run(command)
      #expect(run.status == 64, "\(name): \(run.diagnostics)")
      #expect(run.diagnostics.contains("out/\(name) exists"), "\(run.diagnostics)")
      #expect(try pictures.read("out/\(name)") == Array("mine\n".utf8))
      try File.remove(pictures.folder("out/\(name)"))
    }
  }

  @Test("a folder that cannot be made is said once", arguments: commands)
  func noFolder(command: [String]) throws {
    try pictures.write([1], "plain")
    let run = try run(command, output: "plain/out")
    #expect(run.status != 0)
    #expect(
      run.diagnostics.split(separator: "\n").count { $0.contains("plain/out") } == 1,
      "\(run.diagnostics)")
  }

  @Test("what goes in is never replaced", arguments: commands)
  func protected(command: [String]) throws {
    if command[0] == "dream" { return }
    let bytes = try pictures.read("a.png")
    let run = try run(command, output: ".")
    #expect(run.status == 64, "\(run.diagnostics)")
    #expect(try pictures.read("a.png") == bytes)
  }

  @Test("pictures among results are not walked as photographs", arguments: commands)
  func walked(command: [String]) throws {
    #expect(try run(command, output: "in/results").status == 0)
    try pictures.noise("in/photo.png")
    let filter = try pictures.filter("in", "-k", "box3", "-o", "filtered")
    #expect(filter.diagnostics.contains("1 image done"), "\(filter.diagnostics)")
    #expect(pictures.files("filtered") == ["photo.png"])
  }
}
