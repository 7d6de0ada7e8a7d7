import Batches
import Codecs
import Definitions
import Files
import Glibc
import Networks
import Pixels
import Synchronization
import Testing
import Weights
import _TestSupport

/// Maps of layers as files.
@Suite struct MapBatchTests {
  @Test("maps become pictures, a sheet, arrays and one record a file")
  func files() throws {
    let folder = try TemporaryFolder()
    try write([1, 2, 3, 0, 0, -4, 5, 6], shape: [2, 2, 2], to: folder("in.npy"))
    try run([ReLULayer.named("block/relu")], on: ["in.npy"], in: folder)
    #expect(
      DirectoryWalk(folder("out")).files.map(\.display) == [
        "in.npy/block/relu/0.png", "in.npy/block/relu/1.png", "in.npy/block/relu.npy",
        "in.npy/block/relu.sheet.png", "index.jsonl",
      ])
    #expect(try tensor(folder("out/in.npy/block/relu.npy")) == [1, 2, 3, 0, 0, 0, 5, 6])
    let index = try text(folder("out/index.jsonl")).split(separator: "\n")
    #expect(index.count == 5)
    #expect(index[0].contains(#""channel":0"#) && index[0].contains(#""displayRange":[0,3]"#))
    #expect(index[1].contains(#""zeroShare":0.5"#) && index[1].contains(#""max":6"#))
    #expect(index[3].contains(#""form":"npy""#) && index[3].contains(#""shape":[2,2,2]"#))
  }

  @Test("the index has the order of the inputs for any number of threads", arguments: [1, 4])
  func order(threads: Int) throws {
    let folder = try TemporaryFolder()
    let names = (0..<9).map { "\($0).npy" }
    for (index, name) in names.enumerated() {
      try write([Float(index)], shape: [1, 1, 1], to: folder(name))
    }
    try run(
      [ReLULayer.named("relu")], on: names, in: folder,
      export: MapExportSettings(forms: [.npy]), threads: threads)
    let lines = try text(folder("out/index.jsonl")).split(separator: "\n").filter {
      $0.contains("\"file\":")
    }
    #expect(lines.count == names.count)
    for (line, name) in zip(lines, names) {
      #expect(line.contains("\"file\":\"\(name)/relu.npy\""))
    }
  }

  @Test("the files of one input have the order of the channels for any number of threads")
  func channels() throws {
    let folder = try TemporaryFolder()
    let values = (0..<2560).map { Float($0 % 77) - 20 }
    try write(values, shape: [40, 8, 8], to: folder("in.npy"))
    var indices: [[Substring]] = []
    for threads in [1, 2, 5] {
      let results = try run(
        [ReLULayer.named("relu")], on: ["in.npy"], in: folder, threads: threads)
      #expect(results.map(\.outputs.count) == [42])
      // Up to the times of the files.
      let lines = try text(folder("out/index.jsonl")).split(separator: "\n").dropLast()
      indices.append(lines.map { $0.split(separator: #""result":"#)[0] })
    }
    #expect(indices[1] == indices[0] && indices[2] == indices[0])
    #expect(indices[0].contains { $0.contains(#""channel":39"#) })
  }

  @Test("after a file that cannot be written no other is begun", arguments: [1, 4])
  func failure(threads: Int) throws {
    let folder = try TemporaryFolder()
    try write([Float](repeating: 1, count: 400), shape: [100, 2, 2], to: folder("in.npy"))
    try File.makeDirectories(folder("out/in.npy/relu/00.png"))
    let results = try run([ReLULayer.named("relu")], on: ["in.npy"], in: folder, threads: threads)
    let outputs = try #require(results.first).outputs
    guard case .failed = outputs.first?.status else {
      Issue.record("a folder is no place for a picture")
      return
    }
    #expect(outputs.count < 102 && (threads > 1 || outputs.count == 1))
  }

  @Test("values that are not finite are kept, warned of and drawn")
  func notFinite() throws {
    let folder = try TemporaryFolder()
    try write([.nan, 1, -.infinity, 2], shape: [1, 2, 2], to: folder("in.npy"))
    let layer = NamedLayer("tanh-free", try MeanScale(mean: [0], scale: [1]))
    let results = try run([layer], on: ["in.npy"], in: folder)
    let warnings = results.map(\.warnings).joined()
    #expect(warnings.count == 1)
    #expect(warnings.first?.contains("1 not-a-number and 1 infinite among the values") == true)
    let values = try tensor(folder("out/in.npy/tanh-free.npy"))
    #expect(values[0].isNaN && values[2] == -.infinity)
    #expect(try text(folder("out/index.jsonl")).contains(#""infiniteCount":1"#))
  }

  @Test("pictures of the most active maps only, arrays of all")
  func top() throws {
    let folder = try TemporaryFolder()
    try write([1, 9, 5], shape: [3, 1, 1], to: folder("in.npy"))
    try run(
      [ReLULayer.named("relu")], on: ["in.npy"], in: folder,
      export: MapExportSettings(forms: [.png, .safetensors], top: 2))
    #expect(
      DirectoryWalk(folder("out")).files.map(\.display) == [
        "in.npy/relu/1.png", "in.npy/relu/2.png", "in.npy/relu.safetensors", "index.jsonl",
      ])
    #expect(try tensor(folder("out/in.npy/relu.safetensors")) == [1, 9, 5])
  }

  @Test(
    "a layer whose name leads elsewhere is refused", arguments: ["../a", "a//b", "", "/a", ".a"])
  func names(name: String) throws {
    let folder = try TemporaryFolder()
    #expect(throws: BatchError.layerName(name)) {
      try run([ReLULayer.named(name)], on: [], in: folder)
    }
  }

  @Test("a file in the place of a folder of pictures is refused before any work")
  func file() throws {
    let folder = try TemporaryFolder()
    try write([1], shape: [1, 1, 1], to: folder("in.npy"))
    try File.makeDirectories(folder("out/in.npy"))
    try File.write([1], to: folder("out/in.npy/relu"))
    #expect(
      throws: BatchError.resultsAreFile(folder("out/in.npy/relu"), input: folder("in.npy"))
    ) { try run([ReLULayer.named("relu")], on: ["in.npy"], in: folder) }
    #expect(FileKind(of: folder("out/index.jsonl")) == nil)
  }

  @Test("two inputs of one name are refused before any work")
  func sameName() throws {
    let folder = try TemporaryFolder()
    try File.makeDirectories(folder("other"))
    try write([1], shape: [1, 1, 1], to: folder("in.npy"))
    try write([1], shape: [1, 1, 1], to: folder("other/in.npy"))
    #expect(throws: BatchError.self) {
      try run([ReLULayer.named("relu")], on: ["in.npy", "other/in.npy"], in: folder)
    }
    #expect(FileKind(of: folder("out")) == nil)
  }
}

/// A rectifier under a name.
private enum ReLULayer {
  static func named(_ name: String) -> NamedLayer { NamedLayer(name, ReLU()) }
}

@discardableResult
private func run(
  _ layers: [NamedLayer], on names: [String], in folder: TemporaryFolder,
  export: MapExportSettings = MapExportSettings(), threads: Int = 1
) throws -> [ImageResult] {
  let inputs = PipelineInputs(names.map { folder($0) }, output: folder("out")).inputs
  let pipeline = Pipeline(
    input: .none, chain: layers, exportedSteps: Array(layers.indices))
  let batch = try PipelineBatch(
    pipeline, inputs: inputs, folder: folder("out"), export: export, limits: DecodingLimits())
  let results = Mutex<[ImageResult]>([])
  try batch.run(threads: threads) { result in results.withLock { $0.append(result) } }
  return results.withLock { $0 }
}

private func write(_ values: [Float], shape: [Int], to path: Path) throws {
  try File.write(
    NumpyEncoder.encode(
      Activation(
        shape: Shape(channels: shape[0], height: shape[1], width: shape[2]), values: values)),
    to: path)
}

private func tensor(_ path: Path) throws -> [Float] {
  let file = try WeightsReader.open(try MappedFile(path), name: path.text)
  return try file.tensor(named: try #require(file.entries.first).name).values
}

private func text(_ path: Path) throws -> String {
  String(decoding: try File.read(path, limit: 1 << 20), as: UTF8.self)
}
