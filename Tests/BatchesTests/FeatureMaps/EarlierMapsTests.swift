import Batches
import Codecs
import Definitions
import Files
import Glibc
import Networks
import Pixels
import Synchronization
import Testing
import _TestSupport

/// A run into a folder that has results already.
@Suite struct EarlierMapsTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["a.npy", "b.npy"] {
      let maps = Activation(
        shape: Shape(channels: 1, height: 1, width: 2), values: [1, 2])
      try File.write(NumpyEncoder.encode(maps), to: folder(name))
    }
  }

  private func batch(
    _ names: [String] = ["a.npy"], steps: [String] = ["relu"],
    forms: [ExportSettings.Form] = [.npy], files: [Path] = []
  ) throws -> PipelineBatch {
    try PipelineBatch(
      Pipeline(
        input: .none, chain: steps.map { NamedLayer($0, ReLU()) },
        exportedSteps: Array(steps.indices)),
      inputs: PipelineInputs(names.map { folder($0) }, output: folder("out")).inputs,
      folder: folder("out"), export: MapExportSettings(forms: forms), limits: DecodingLimits(),
      files: files)
  }

  private func run(_ batch: PipelineBatch) throws { try batch.run(threads: 2) { _ in } }

  private var files: [String] { DirectoryWalk(folder("out")).files.map(\.display) }

  @Test(
    "nothing of the run before stays: other inputs, steps and forms, and folders that are empty")
  func cleared() throws {
    try run(try batch(["a.npy", "b.npy"], steps: ["x/one", "two"], forms: [.png, .sheet, .npy]))
    #expect(files.count == 13)
    let second = try batch(["b.npy"], steps: ["two"])
    #expect(second.earlierFileCount == 13)
    try run(second)
    #expect(files == ["b.npy/two.npy", "index.jsonl"])
    #expect(folder.names(in: "out") == ["b.npy", "index.jsonl"])
    #expect(folder.names(in: "out/b.npy") == ["two.npy"])
  }

  @Test("what lenslet has not written stays, also behind links in the place of results, which go")
  func foreign() throws {
    try run(try batch(["a.npy", "b.npy"], forms: [.npy, .png]))
    try File.write([1], to: folder("out/a.npy/relu/mine.txt"))
    try File.write([2], to: folder("out/notes.txt"))
    try File.rename(folder("out/b.npy"), to: folder("kept"))
    folder.link("out/b.npy", to: "../kept")
    #expect(unlink(folder("out/a.npy/relu.npy").display) == 0)
    folder.link("out/a.npy/relu.npy", to: "../../a.npy")
    try File.makeDirectories(folder("other"))
    try File.write(try File.read(folder("a.npy"), limit: 999), to: folder("other/c.npy"))
    try run(try batch(["other/c.npy"]))
    #expect(folder.names(in: "kept") == ["relu", "relu.npy"])
    #expect(folder.names(in: "kept/relu") == ["0.png"])
    #expect(folder.names(in: "out/a.npy") == ["relu"])
    #expect(folder.names(in: "out/a.npy/relu") == ["mine.txt"])
    #expect(folder.names(in: "out") == ["a.npy", "c.npy", "index.jsonl", "notes.txt"])
    #expect(try File.read(folder("a.npy"), limit: 999).count > 100)
  }

  @Test("a link to results that an input is read through stays, and nothing is done")
  func inputThroughLink() throws {
    try run(try batch(["b.npy"]))
    try File.rename(folder("out/b.npy"), to: folder("kept"))
    folder.link("out/b.npy", to: "../kept")
    let link = folder("out/b.npy")
    let input = folder("out/b.npy/relu.npy")
    #expect(throws: BatchError.earlierResultIsInput(link, input: input, folder("out"))) {
      try batch(["out/b.npy/relu.npy"])
    }
    #expect(files == ["b.npy/relu.npy", "index.jsonl"])
  }

  @Test("a run of which nothing comes leaves those before as they are")
  func nothing() throws {
    try run(try batch(["a.npy", "b.npy"]))
    let before = try File.read(folder("out/index.jsonl"), limit: 9999)
    try File.write([1, 2, 3], to: folder("wrong.npy"))
    for names in [["missing.npy"], ["wrong.npy", "missing.npy"]] {
      let removed = Mutex(0)
      var batch = try batch(names)
      batch.removal = { count in removed.withLock { $0 += count } }
      #expect(try !batch.run(threads: 2) { _ in })
      #expect(removed.withLock { $0 } == 0)
      #expect(folder.names(in: "out") == ["a.npy", "b.npy", "index.jsonl"])
      #expect(try File.read(folder("out/index.jsonl"), limit: 9999) == before)
    }
    let removed = Mutex(0)
    var batch = try batch(["wrong.npy", "b.npy"])
    batch.removal = { count in removed.withLock { $0 += count } }
    #expect(try batch.run(threads: 2) { _ in })
    #expect(removed.withLock { $0 } == 3)
    #expect(files == ["b.npy/relu.npy", "index.jsonl"])
    let index = String(
      decoding: try File.read(folder("out/index.jsonl"), limit: 9999), as: UTF8.self)
    #expect(index.split(separator: "\n").map { $0.contains("wrong.npy") } == [true, false, false])
  }

  @Test("the first run of which nothing comes tells so in its index")
  func firstNothing() throws {
    for name in ["missing.npy", "wrong.npy"] {
      #expect(try batch([name]).run { _ in })
      #expect(files == ["index.jsonl"])
      let index = try File.read(folder("out/index.jsonl"), limit: 9999)
      #expect(String(decoding: index, as: UTF8.self).contains(name))
    }
  }

  @Test(
    "what has the name of a result and no index tells of is not replaced",
    arguments: ["a.npy/relu.npy", "a.npy/relu/0.png", "a.npy/relu/17.png"])
  func unknown(name: String) throws {
    try File.makeDirectories(folder("out/" + name).parent)
    try File.write([1], to: folder("out/" + name))
    try File.write([], to: folder("out/index.jsonl"))
    let error = BatchError.foreignResult(folder("out/" + name))
    #expect(throws: error) { try batch(forms: [.npy, .png]) }
    #expect(error.isUsage)
    let other = try batch(["b.npy"], forms: [.npy, .png])
    #expect(other.strayFiles == [folder("out/" + name)])
    try run(other)
    #expect(FileKind(of: folder("out/" + name)) == .regular)
  }

  @Test("a link to a foreign folder is not written through where something would be replaced")
  func foreignLink() throws {
    try File.makeDirectories(folder("mine"))
    try File.write([1], to: folder("mine/relu.npy"))
    try File.makeDirectories(folder("out"))
    folder.link("out/a.npy", to: "../mine")
    #expect(throws: BatchError.foreignResult(folder("out/a.npy/relu.npy"))) { try batch() }
    #expect(try File.read(folder("mine/relu.npy"), limit: 9) == [1])
  }

  @Test("results of filters that are marked stay marked")
  func marked() throws {
    try File.makeDirectories(folder("out"))
    let mark = Array("lenslet: results, which are not walked as photographs\0x.png\0".utf8)
    try File.write(mark, to: folder("out/.lenslet-results"))
    try run(try batch())
    #expect(try File.read(folder("out/.lenslet-results"), limit: 999) == mark)
    #expect(try batch().earlierFileCount == 2)
  }

  @Test("what a run that was killed has left half written is removed")
  func abandoned() throws {
    try run(try batch())
    let hidden = ".lenslet-\(pid_t.max)-1.tmp"
    for name in [hidden, "a.npy/" + hidden] { try File.write([1], to: folder("out/" + name)) }
    try run(try batch(["b.npy"]))
    #expect(folder.names(in: "out") == ["b.npy", "index.jsonl"])
  }

  @Test("an index that leads out of its folder removes nothing there")
  func outside() throws {
    try File.makeDirectories(folder("out"))
    let names = ["../a.npy", folder("a.npy").display, "x/../../a.npy", "."]
    let lines = names.map { #"{"file":"\#($0)","form":"npy","image":"i","layer":"l"}"# + "\n" }
    try File.write(Array(lines.joined().utf8), to: folder("out/index.jsonl"))
    let batch = try batch(["b.npy"])
    #expect(batch.earlierFileCount == 1)
    try run(batch)
    #expect(FileKind(of: folder("a.npy")) == .regular)
    #expect(files == ["b.npy/relu.npy", "index.jsonl"])
  }

  @Test("names of any bytes are found again")
  func names() throws {
    let name = try #require(
      Path(bytes: Array("é \"q\"\\ \n".utf8) + [0xE9, 0x2E] + Array("npy".utf8)))
    try File.rename(folder("a.npy"), to: folder.path.appending(name))
    let first = try PipelineBatch(
      Pipeline(
        input: .none, chain: [NamedLayer("relu", ReLU())], exportedSteps: [0]),
      inputs: PipelineInputs([folder.path.appending(name)], output: folder("out")).inputs,
      folder: folder("out"), export: MapExportSettings(forms: [.npy]), limits: DecodingLimits())
    try run(first)
    #expect(try File.list(folder("out")).contains(name))
    try run(try batch(["b.npy"]))
    #expect(folder.names(in: "out") == ["b.npy", "index.jsonl"])
  }

  @Test("files of a run that was stopped are known by its journal")
  func stopped() throws {
    for name in ["a.npy/relu/0.png", "a.npy/relu.npy", "mine.npy"] {
      try File.makeDirectories(folder("out/" + name).parent)
      try File.write([1], to: folder("out/" + name))
    }
    let parts = [
      "lenslet: files of a run that has not come to its end", "a.npy/relu/0.png",
      "a.npy/relu/1.png", "a.npy/relu.npy", "../b.npy",
    ]
    try File.write(parts.flatMap { Array($0.utf8) + [0] }, to: folder("out/.lenslet-results"))
    let batch = try batch(["b.npy"])
    #expect(batch.earlierFileCount == 2)
    #expect(files.count == 3, "nothing is removed before the run")
    try run(batch)
    #expect(folder.names(in: "out") == ["b.npy", "index.jsonl", "mine.npy"])
  }

  @Test("a file that goes in is not removed")
  func input() throws {
    try run(try batch())
    let result = folder("out/a.npy/relu.npy")
    let error = BatchError.earlierResultIsInput(result, input: result, folder("out"))
    #expect(throws: error) { try batch(["out/a.npy/relu.npy"]) }
    #expect(throws: error) { try batch(["b.npy"], files: [result]) }
    #expect(error.isUsage)
    #expect(link(result.display, folder("hard.npy").display) == 0)
    #expect(
      throws: BatchError.earlierResultIsInput(result, input: folder("hard.npy"), folder("out"))
    ) { try batch(["hard.npy"]) }
    #expect(files == ["a.npy/relu.npy", "index.jsonl"])
  }

  @Test("two runs do not write into one folder at once")
  func inUse() throws {
    let running = try batch()
    let other = try batch(["b.npy"])
    let errors = Mutex<[BatchError?]>([])
    try running.run(threads: 1) { _ in
      do throws(BatchError) {
        try other.run(threads: 1) { _ in }
      } catch {
        errors.withLock { $0.append(error) }
      }
    }
    #expect(errors.withLock { $0 } == [.folderInUse(folder("out"))])
    #expect(files == ["a.npy/relu.npy", "index.jsonl"])
  }
}
