import Codecs
import Files
import Foundation
import Pixels
import Testing
import Weights
import _TestSupport

/// The cases, beside the checkout or where `LENSLET_SHARED` says.
private let cases =
  (ProcessInfo.processInfo.environment["LENSLET_SHARED"].map { URL(filePath: $0) }
  ?? Tool.package.deletingLastPathComponent().appending(path: "shared"))
  .appending(path: "field-cases").path()

/// Cases that users met: what a run writes over, leaves behind, takes for pictures, and says.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: cases),
    "the field cases are not there"))
struct ResultsFieldCaseTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    for name in [
      "overwritten-kernel/photo.png", "overwritten-kernel/blur.npy",
      "stale-maps/four.safetensors", "stale-maps/two.safetensors", "channel-order/photo.png",
      "channel-order/resnet.safetensors", "orientation-180/ramps.safetensors",
    ] {
      let bytes = try File.read(Path(cases).appending(name), limit: 1 << 20)
      try pictures.write(bytes, name)
    }
  }

  private func lenslet(_ arguments: String...) throws -> Tool.Run {
    try Tool.run(arguments, in: pictures.url)
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    try File.read(pictures.folder(name), limit: 1 << 24)
  }

  private func report(_ folder: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(try bytes("\(folder)/compare.json")))
    return try #require(object as? [String: Any])
  }

  @Test("a kernel is not written over by its result")
  func overwrittenKernel() throws {
    let before = try bytes("overwritten-kernel/blur.npy")
    let url = pictures.url.appending(path: "overwritten-kernel")
    let filter = ["filter", "photo.png", "-k", "./blur.npy", "--format", "npy"]
    let run = try Tool.run(filter + ["--template", "{kernel}.{ext}", "-o", "."], in: url)
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("blur.npy"))
    let renamed = try Tool.shell("mv photo.png blur.png", in: url)
    #expect(renamed.status == 0)
    let named = try Tool.run(
      ["filter", "blur.png", "-k", "./blur.npy", "--format", "npy", "-o", "."], in: url)
    #expect(named.status == 64)
    #expect(try bytes("overwritten-kernel/blur.npy") == before)
  }

  @Test("weights and a pipeline are not written over by maps")
  func overwrittenWeights() throws {
    let weights = try bytes("channel-order/resnet.safetensors")
    try pictures.write(weights, "out/photo.png/conv1.safetensors")
    let maps = try lenslet(
      "maps", "channel-order/photo.png", "-m", "first-layer", "-w",
      "out/photo.png/conv1.safetensors", "--form", "safetensors", "-o", "out")
    #expect(maps.status == 64)
    #expect(try bytes("out/photo.png/conv1.safetensors") == weights)
    let pipeline = Array("{ steps: [{ name: 'r', relu: {} }] }".utf8)
    try pictures.write(pipeline, "run/index.jsonl")
    let run = try lenslet("run", "run/index.jsonl", "channel-order/photo.png", "-o", "run")
    #expect(run.status == 64)
    #expect(try bytes("run/index.jsonl") == pipeline)
  }

  @Test("maps of fewer filters leave none of those of more")
  func staleMaps() throws {
    for (name, count) in [("four", 4), ("two", 2)] {
      let run = try lenslet(
        "maps", "channel-order/photo.png", "-m", "first-layer", "-w",
        "stale-maps/\(name).safetensors", "-o", "out")
      #expect(run.status == 0, "\(run.diagnostics)")
      #expect(
        pictures.folder.names(in: "out/photo.png/conv1") == (0..<count).map { "\($0).png" })
      #expect(run.diagnostics.contains("of an earlier run are removed") == (count == 2))
    }
  }

  @Test("equal directions have equal orientations, from 0 to below 180")
  func orientations() throws {
    #expect(
      try lenslet("compare", "-w", "orientation-180/ramps.safetensors", "-o", "c").status == 0)
    let filters = try #require(try report("c")["filters"] as? [[String: Any]])
    #expect(filters.count == 7)
    for filter in filters {
      for key in ["spectrum", "gabor"] {
        let measures = try #require(filter[key] as? [String: Any])
        #expect(measures["orientationDegrees"] as? Double == 0)
      }
    }
    let rows = String(decoding: try bytes("c/filters.csv"), as: UTF8.self)
    #expect(!rows.contains(",180,"))
  }

  @Test("a comparison looks for its inputs first")
  func inputsFirst() throws {
    let run = try lenslet(
      "compare", "-w", "channel-order/resnet.safetensors", "nofile.png", "-o", "c")
    #expect(run.status == 1)
    #expect(
      run.diagnostics.contains("lenslet: nofile.png: cannot be read: no such file or directory\n"))
    #expect(!run.diagnostics.contains("samples"))
    #expect(FileKind(of: pictures.folder("c")) == nil)
    try File.makeDirectories(pictures.folder("none"))
    let empty = try lenslet("compare", "-w", "channel-order/resnet.safetensors", "none", "-o", "c")
    #expect(empty.status == 66)
  }

  @Test("explained variance is refused where the alignment is")
  func fewSamples() throws {
    let run = try lenslet(
      "compare", "-w", "channel-order/resnet.safetensors", "channel-order/photo.png", "-o", "c")
    #expect(run.status == 0, "\(run.diagnostics)")
    let images = try #require(try report("c")["images"] as? [String: Any])
    let reason = try #require(images["ckaRefused"] as? String)
    #expect(images["explainedVarianceRefused"] as? String == reason)
    #expect(run.diagnostics.contains("explained variance, median: \(reason)\n"))
  }

  @Test("a box is an average or a colour, not dead")
  func box() throws {
    let weights: [Float] = (0..<2 * 3 * 49).map { index in
      index < 147 ? 1.5 : index < 196 ? 2 : 0
    }
    try pictures.write(
      try NpyWriter.encode([Tensor(name: "box", shape: [2, 3, 7, 7], values: weights)]), "box.npy")
    #expect(try lenslet("compare", "-w", "box.npy", "-o", "c").status == 0)
    let filters = try #require(try report("c")["filters"] as? [[String: Any]])
    #expect(filters.map { $0["class"] as? String } == ["low-pass", "colour-blob"])
  }

  @Test("maps are no photographs to a comparison beside them")
  func mapsAmongPhotographs() throws {
    let maps = try lenslet(
      "maps", "channel-order", "-m", "first-layer", "-w", "stale-maps/two.safetensors", "-o",
      "channel-order/maps")
    #expect(maps.status == 0)
    let run = try lenslet(
      "compare", "-w", "stale-maps/two.safetensors", "channel-order", "-o", "channel-order/cmp")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.diagnostics.contains("lenslet: channel-order/maps: results of lenslet"))
    #expect((try report("channel-order/cmp")["images"] as? [String: Any])?["count"] as? Int == 1)
  }
}
