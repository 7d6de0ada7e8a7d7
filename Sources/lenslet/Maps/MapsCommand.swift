import CMemory
import Codecs
import CommandLineKit
import Files
import Networks
import Pipelines
import Reports

/// Writes the feature maps of the layers of a model.
struct MapsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "maps", abstract: "Write the feature maps of a network's layers.",
    discussion: """
      Models: alexnet (BVLC: conv1, relu1, norm1, pool1), caffenet (BVLC reference: conv1, relu1, \
      pool1, norm1, conv2, relu2, pool2, norm2), and first-layer (conv1, relu1) for any filters on \
      3 channels. INPUT is an image, a folder of images, or a tensor that skips the resize and the \
      mean: an .npy file, or an .npz or .safetensors file as file.safetensors:NAME.

      Results are DIR/INPUT/LAYER/CHANNEL.png, DIR/INPUT/LAYER.sheet.png, DIR/INPUT/LAYER.npy and \
      DIR/index.jsonl, which has a record a file. DIR/index.html is a page that shows them and \
      computes any value step by step, with DIR/index.js and DIR/INPUT/input.js. A map that is not written exists nowhere else: \
      relu1 does not overwrite conv1. Values that are not finite are written as they are, and \
      magenta in pictures.

      Exit status: 0 all done; 1 the weights are wrong, or some inputs failed (each is named, the \
      others are done); 64 usage error, before any work; 130 interrupted.
      """,
    examples: [
      Example(
        "Every layer that the weights allow",
        command: "lenslet maps photos -m alexnet -w bvlc_alexnet.caffemodel -o maps"),
      Example(
        "One layer in colour, the nine most active maps",
        command: "lenslet maps photo.jpg -m alexnet -l conv1 --colours diverging --top 9 -o maps"),
      Example(
        "The 64 filters of the other AlexNet",
        command:
          "lenslet maps photo.jpg -m first-layer -w alexnet.pth --stride 4 --padding 2 --size 224 "
          + "--mean 123.675,116.28,103.53 -o maps"),
    ])

  @Argument(help: ArgumentHelp("Images, folders of them, and tensors.", valueName: "INPUT"))
  var inputs: [Path]
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("alexnet, caffenet or first-layer.", valueName: "MODEL"))
  var model: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file of weights, by default what 'lenslet weights get MODEL' has downloaded.",
      valueName: "FILE"))
  var weights: Path?
  @Option(
    name: [.customShort("l"), .customLong("layer")],
    help: ArgumentHelp(
      "A layer; by default all that the weights allow. May be repeated.", valueName: "LAYER"))
  var layers: [String] = []
  @OptionGroup(title: "OUTPUT") var output: ExportOptions
  @OptionGroup(title: "FIRST-LAYER") var firstLayer: FirstLayerOptions
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Inputs at once, 1 to 1024; by default one a processor.", valueName: "N"))
  var jobs: Int?
  @Option(
    help: ArgumentHelp("Refuse images of more pixels before they are decoded.", valueName: "N"))
  var maxPixels = DecodingLimits().maxPixels
  @Flag(help: "Print the records of the index, and a JSON object a line for what failed.")
  var json = false
  @Flag(name: .shortAndLong, help: "Print only errors, and the records of --json.")
  var quiet = false

  mutating func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is 1 to 1024, not \(jobs)")
    }
    if maxPixels < 1 { throw ValidationError("--max-pixels is at least 1, not \(maxPixels)") }
    if firstLayer.isUsed, model != Model.firstLayerName {
      throw ValidationError(
        "--stride, --padding, --mean, --scale and --size are for "
          + "'-m \(Model.firstLayerName)'; other models know them")
    }
  }

  mutating func run() throws {
    lenslet_keep_freed_memory()
    let batch: PipelineBatch
    let found = PipelineInputs(inputs, output: output.folder)
    do throws(PipelineError) {
      batch = try PipelineBatch(
        try pipeline(), inputs: found.inputs, folder: output.folder, export: output.settings,
        limits: DecodingLimits(maxPixels: maxPixels),
        page: output.noPage ? nil : .current(subject: model))
    } catch {
      if error.isUsage { throw ValidationError(error.description) }
      throw error
    }
    let report = BatchReport(total: found.inputs.count, isQuiet: quiet, printsRecords: json)
    for folder in found.emptyFolders { report.warn(emptyFolder: folder) }
    if output.dryRun {
      batch.rehearse().forEach(report.receivePlan)
      report.endRehearsal()
    } else {
      SignalWatch.start { report.interrupt() }
      report.begin()
      try batch.run(threads: jobs ?? availableProcessors) { report.receive($0) }
      report.end()
    }
    if report.hasFailures { throw ExitCode.failure }
  }

  /// The layers of the model with their weights; says how images are prepared.
  private func pipeline() throws(PipelineError) -> Pipeline {
    let wanted = layers.isEmpty ? nil : layers
    let pipeline: Pipeline
    if model == Model.firstLayerName {
      guard let weights else { throw .model(.weightsNotNamed(model: model)) }
      let opened = try ModelWeights(weights)
      let order = try channelOrder(of: opened)
      tell("filters: \(order)")
      pipeline = try firstLayer.layer(order.order).pipeline(weights: opened, layers: wanted)
    } else {
      let known: Model
      do throws(ModelError) { known = try Model.named(model) } catch { throw .model(error) }
      guard let path = weights ?? WeightsCache.file(for: model) else {
        throw .model(.weightsNotDownloaded(model: model))
      }
      let opened = try ModelWeights(path)
      // A file without filters on three channels is refused by the network itself.
      let order = try? channelOrder(of: opened)
      if let order { tell("filters: \(order)") }
      pipeline = try known.pipeline(
        weights: opened, layers: wanted, order: order.map { $0.order == .bgr ? .bgr : .rgb })
    }
    tell("images: \(pipeline.input)")
    return pipeline
  }

  /// The order of the filters' channels, as asked for or as the file tells.
  private func channelOrder(of weights: ModelWeights) throws(PipelineError) -> KnownChannelOrder {
    if let order = firstLayer.channelOrder { return KnownChannelOrder(given: order) }
    return KnownChannelOrder(
      metadata: weights.metadata, path: weights.path,
      tensor: try FirstLayer.filters(in: weights))
  }

  private func tell(_ line: String) {
    if !quiet { Terminal.write("lenslet: \(line)\n", to: .standardError) }
  }
}
