import Definitions
import Files
import FuzzEntry
import Weights

extension Target {
  /// Pipeline files with kernels and weights beside them.
  static let pipelines: [Target] = [
    Target(
      "pipeline",
      words: [
        "input", "steps", "export", "name", "convolve", "kernel", "padding", "same", "valid",
        "relu",
        "leaky", "max", "average", "globalAverage", "lrn", "batchnorm", "minmax", "meanScale",
        "weights", "stride", "dilation", "groups", "extent", "./k.kernel", "./w.npz", "conv1",
        "colour", "grey", "resize", "crop", "mean", "std", "forms", "png", "npy", "Infinity",
        "1e308",
      ]
    ) {
      files.map { Array($0.utf8) }
    } read: { (bytes: [UInt8]) throws(PipelineFileError) in
      let file = try PipelineFile(FileValue(json5: bytes), resources: resources)
      let pipeline = file.pipeline
      do throws(DefinitionError) { try pipeline.checkShapes(path: Path("p.json5")) } catch {
        precondition(!error.description.isEmpty)
      }
    }
  ]

  private static let files = [
    """
    // Steps of every kind.
    { input: { colour: "grey", resize: { size: [8, 8] } },
      steps: [{ name: "edges", convolve: { kernel: "./k.kernel", padding: "same" } },
        { name: 'relu', relu: {} }, { name: "pool", max: { extent: 2, stride: 2 } },],
      export: { steps: ["edges", "pool"], forms: ["png", "sheet", "npy"] } }
    """,
    "{ steps: [{ name: 'r', relu: {} }] }",
    "{ steps: [{ name: 'c', convolve: { weights: './w.npz', layer: 'conv1' } }] }",
  ]

  private static let resources: StepResources = {
    let folder = Scratch.folder
    Scratch.write(Array("1 2 1\n".utf8), "k.kernel")
    let tensor = Tensor(
      name: "conv1.weight", shape: [2, 3, 2, 2], values: (0..<24).map(Float.init))
    Scratch.write((try? NpzWriter.encode([tensor])) ?? [], "w.npz")
    return StepResources(folder: folder, kernels: KernelCatalog(folders: []))
  }()
}
