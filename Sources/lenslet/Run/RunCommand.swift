import Batches
import CommandLineKit
import Definitions
import Escaping
import Files
import Networks
import Pixels
import Weights

/// Runs a pipeline file on images and tensors.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a pipeline of layers on images and write feature maps.",
    discussion: """
      PIPELINE is a JSON5 file with the sections input, steps and export; \
      samples/pipelines has examples with comments. INPUT is an image, a folder of images, or a \
      tensor, which skips the input section: an .npy file, an .npz or .safetensors file with one \
      tensor, or one of several as file.safetensors:NAME. One input that fails does not stop the \
      others. Results and index.jsonl are those of 'lenslet maps', and take the place of those of an \
      earlier run in DIR; --json prints the records of \
      the index. DIR/index.html is a page that shows all maps and computes any value step by step.

      --check reads the pipeline, its kernels and weights, and prints a table of its steps \
      without reading any image: output, learned parameters, multiply-adds, and what one value \
      sees of the input (rows x columns, the distance of neighbours, how far the first reaches \
      outside).

      Exit status: 0 all done; 1 the pipeline is wrong, or some inputs failed (each is named, the \
      others are done); 64 usage error, before any work; 66 there is no input; 130 interrupted.
      """,
    examples: [
      Example(
        "Sobel, ReLU and a pool over a folder",
        command: "lenslet run samples/pipelines/sobel-relu-pool.json5 photos -o maps"),
      Example(
        "The shapes of AlexNet's first block",
        command:
          "lenslet run --check samples/pipelines/alexnet-block1.json5 --weights alexnet.safetensors"
      ),
    ])

  @Argument(help: ArgumentHelp("A pipeline file.", valueName: "PIPELINE")) var pipeline: Path
  @Argument(
    help: ArgumentHelp("Images, folders of them, and tensors.", valueName: "INPUT"))
  var inputs: [InputName] = []
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder of the results; made where it is missing.", valueName: "DIR"))
  var folder: Path?
  @Flag(help: "Write no index.html, and no index.js and input.js for it.") var noPage = false
  @Flag(help: "Print the table of steps and run nothing.") var check = false
  @Option(
    help: ArgumentHelp(
      "With --check, the size of the input: CxHxW of the maps, or WxH of an image.",
      valueName: "SIZE"))
  var inputSize: InputSize?
  @Option(
    name: [.customShort("w"), .customLong("weights")],
    help: ArgumentHelp(
      "The weights of all learned steps, in place of those that the pipeline names.",
      valueName: "FILE"))
  var weights: Path?
  @OptionGroup var computing: PlanOptions
  @OptionGroup var tours: TourOptions
  @OptionGroup var lookUp: KernelOptions
  @OptionGroup(title: "RUNNING") var resuming: ResumeOptions
  @OptionGroup(title: "RUNNING") var running: BatchOptions
  @OptionGroup(title: "RUNNING") var failure: FailureOptions
  @OptionGroup(title: "LIMITS") var limits: LimitOptions

  mutating func validate() throws {
    if check {
      if !inputs.isEmpty {
        throw ValidationError("--check reads no INPUT: give its size with --input-size")
      }
      if running.json {
        throw ValidationError("--json prints the records of a run; --check prints a table")
      }
      return
    }
    if inputSize != nil { throw ValidationError("--input-size is for --check") }
    if tours.file != nil, resuming.resume {
      throw ValidationError("--tour is for the page, and with --resume there is none: give one")
    }
    if tours.file != nil, noPage {
      throw ValidationError("--tour is for the page, which --no-page leaves out")
    }
    if let folder { try checkFolder(folder) }
  }

  mutating func run() throws {
    if !check {
      if inputs.isEmpty { throw ValidationError("INPUT is missing: name images or folders") }
      _ = try checkedFolder()
    }
    let file = try readPipeline()
    tellLearned(of: file)
    if check { return try printTable(of: file) }
    try run(file, folder: checkedFolder())
  }

  /// The folder of the results.
  func checkedFolder() throws -> Path {
    guard let folder else { throw ValidationError("--output is missing: name a folder") }
    return folder
  }

  func readPipeline() throws -> PipelineFile {
    try PipelineFile(reading: pipeline, kernels: lookUp.catalog, weights: weights)
  }

  /// Says what was decided about learned filters, and where the input has another order of channels
  /// than those of the first step expect.
  func tellLearned(of file: PipelineFile) {
    if running.quiet { return }
    for (step, choice) in file.learned {
      tell("step '\(step)': \(choice)")
      choice.warnings.forEach { tell("warning: \($0)") }
      guard step == file.graph.nodes.first?.name, let order = choice.order,
        let given = file.input.colour.order, given != order.order
      else { continue }
      tell(
        "warning: the filters of '\(step)' take \(order.order.name), but the input is "
          + "\(order.order.other.name): write colour: \"\(order.order.rawValue)\" in the section input, "
          + "unless the file is wrong")
    }
  }

  private func tell(_ line: String) {
    Terminal.write("lenslet: \(escapedForTerminal(line))\n", to: .standardError)
  }

  private func run(_ file: PipelineFile, folder: Path) throws {
    let found = PipelineInputs(
      try inputs.paths(endsWithZero: running.endsWithZero), output: folder,
      shard: running.shard)
    var batch = try makeBatch(
      file, inputs: found.inputs, folder: folder, resumption: resuming.resumption)
    batch.stopsAtFailure = failure.failFast
    try running.work(on: found, lines: mapLines(.run)) { report in
      try batch.run(into: folder, threads: running.threads, report)
    }
  }

  /// Names the outputs and checks all of it.
  func makeBatch(
    _ file: PipelineFile, inputs: [PipelineInput], folder: Path, resumption: Resumption?
  ) throws -> PipelineBatch {
    try reported {
      if inputs.contains(where: \.isImage) { try file.pipeline.checkShapes(path: pipeline) }
      return try PipelineBatch(
        file.pipeline, inputs: inputs, folder: folder,
        export: MapExportSettings(
          forms: file.export.forms, style: file.export.style, top: file.export.top),
        limits: limits.decoding(isStrict: running.strict),
        page: noPage || resumption != nil
          ? nil
          : .current(
            subject: pipeline.lastComponent.display, tour: try tours.read(), beginsWithChain: true),
        plans: computing.plan, files: file.files + tours.files, resumption: resumption,
        command: .run,
        maxMemory: limits.maxMemory?.bytes)
    }
  }

  /// The maps that go into the first step; nil where their size cannot be known.
  private func inputShape(of file: PipelineFile) throws(DefinitionError) -> Shape? {
    switch inputSize {
    case .maps(let shape): shape
    case .image(let size): try file.pipeline.inputShape(for: size, path: pipeline)
    case nil: try file.pipeline.inputShape(for: nil, path: pipeline)
    }
  }

  private func printTable(of file: PipelineFile) throws {
    guard let shape = try inputShape(of: file) else {
      throw ValidationError(
        "the size of the input is not known: give it with --input-size, or as a crop in the file")
    }
    do throws(LayerError) {
      for line in try PipelineTable(file, input: shape).lines { print(line) }
    } catch {
      throw DefinitionError.layers(pipeline, error)
    }
  }
}
