import Definitions
import Files
import Kernels
import Networks
import Pixels
import Testing
import _TestSupport

/// Files of networks, pipelines and kernels that were cut or changed at random give what they describe
/// or an error, soon.
@Suite struct DamagedDefinitionTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Reads damaged files of one kind, of which the good ones are read.
  private func exercise(
    _ path: Path, _ seeds: [[UInt8]], _ read: (Path) throws -> Void
  ) throws {
    for seed in seeds {
      try File.write(seed, to: path)
      try read(path)
    }
    let report = DamagedFiles(seeds).exercise(mutations: 400) { bytes in
      try File.write(bytes, to: path)
      do {
        try read(path)
      } catch {
        let text = "\(error)"
        #expect(!text.isEmpty && !text.contains("\n"), "\(text)")
        throw error
      }
    }
    #expect(report.accepted > 1 && report.accepted < report.count, "\(report.accepted)")
    #expect(report.longest < 5, "\(report.slowest)")
  }

  /// Works out the shapes of a network, and computes it where that is little work.
  private func use(_ graph: Graph) throws {
    let slice = try GraphSlice(graph)
    let facts = graph.inputs.map { input in
      let extents = (input.dimensions ?? [.fixed(1), .fixed(3), .fixed(8), .fixed(8)]).map {
        dimension in
        if case .fixed(let extent) = dimension { extent } else { 8 }
      }
      return Fact(shape: extents, type: input.type)
    }
    let summaries = try slice.summaries(for: facts)
    let work = summaries.reduce(0.0) { sum, summary in
      sum + Double(summary.multiplyAdds)
        + summary.outputs.reduce(0.0) { $0 + $1.reduce(1.0) { $0 * Double($1) } }
    }
    let isSmall = facts.allSatisfy { $0.shape.reduce(1.0) { $0 * Double($1) } < 1e5 }
    guard work < 1e5, isSmall, facts.allSatisfy({ $0.type == .float32 }) else { return }
    let inputs = facts.map {
      Tensor(shape: $0.shape, values: [Float](repeating: 1, count: $0.shape.reduce(1, *)))
    }
    try Session(slice).run(inputs) { _, _ in }
  }

  @Test("ONNX networks, which are computed where they still can be")
  func onnx() throws {
    let seeds = SmallNetwork.all.map(\.file).sorted { $0.count < $1.count }.prefix(2)
    try exercise(folder("net.onnx"), Array(seeds)) { try use(try NetworkFile($0).graph) }
  }

  @Test("networks of Caffe, of which the text is damaged")
  func prototxt() throws {
    let weights: ([Int], [Float]) = ([2, 3, 3, 3], (0..<54).map(Float.init))
    let net = try CaffeText(smallPrototxt, blobs: [CaffeBlobs("conv1", [weights, ([2], [1, 2])])])
    try exercise(net.path.appending("net.prototxt"), [Array(smallPrototxt.utf8)]) { path in
      _ = try NetworkFile(path).graph.summaries(for: Shape(channels: 3, height: 8, width: 8))
    }
  }

  @Test("pipeline files")
  func pipelines() throws {
    let texts = [
      """
      // Steps of every kind.
      { input: { colour: "grey" },
        steps: [{ name: "edges", convolve: { kernel: "./k.kernel", padding: "same" } },
          { name: 'relu', relu: {} }, { name: "pool", max: { extent: 2, stride: 2 } },],
        export: { steps: ["edges", "pool"], forms: ["png", "sheet", "npy"] } }
      """,
      "{ steps: [{ name: 'r', relu: {} }] }",
    ]
    try File.write(Array("1 2 1\n".utf8), to: folder("k.kernel"))
    let catalog = KernelCatalog(folders: [folder("kernels")])
    let good = texts.map { Array($0.utf8) }.filter { text in
      (try? File.write(text, to: folder("p.json5"))) != nil
        && (try? PipelineFile(reading: folder("p.json5"), kernels: catalog, weights: nil)) != nil
    }
    #expect(good.count == 2)
    try exercise(folder("p.json5"), good) { path in
      let file = try PipelineFile(reading: path, kernels: catalog, weights: nil)
      _ = try? file.pipeline.checkShapes(path: path)
    }
  }

  @Test(
    "kernel files of every format",
    arguments: [
      ("k.kernel", "# Both.\ncombine: magnitude\nscale: 1/9\n-1 0 1\n---\nanchor: 0,1\n1\n2\n"),
      ("k.mat", "3 2 9 128\n1 2 3\n4 5 6\n"), ("k.txt", "3x3+0+1@: 1,2,3 -,5,6 7,8,nan\n"),
    ])
  func kernels(name: String, text: String) throws {
    try exercise(folder(name), [Array(text.utf8)]) { _ = try readKernelFile($0) }
  }
}
