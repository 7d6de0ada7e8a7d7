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
        input: .none, layers: LayerSequence(steps.map { NamedLayer($0, ReLU()) }),
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

  @Test("what lenslet has not written stays, also behind a link in the place of a folder")
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
    #expect(folder.names(in: "out/a.npy") == ["relu", "relu.npy"])
    #expect(folder.names(in: "out/a.npy/relu") == ["mine.txt"])
    #expect(folder.names(in: "out") == ["a.npy", "b.npy", "c.npy", "index.jsonl", "notes.txt"])
    #expect(try File.read(folder("a.npy"), limit: 999).count > 100)
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
        input: .none, layers: LayerSequence([NamedLayer("relu", ReLU())]), exportedSteps: [0]),
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
