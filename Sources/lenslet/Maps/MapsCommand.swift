import Batches
import CommandLineKit
import Definitions
import Files
import Networks
import Pixels
import Weights

/// Writes the feature maps of the layers of a model.
struct MapsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "maps", abstract: "Write the feature maps of a network's layers.",
    discussion: """
      Models: 'lenslet model list' lists the networks that are known by name, such as alexnet and \
      caffenet, and first-layer (conv1, relu1) is for any filters on 3 channels or 1. Weights may be \
      named as by torchvision, timm, Caffe or Keras; the names tell the form of the network, which \
      is computed. Layers that need weights that are not in the file are left out. INPUT is an image, \
      a folder of images, or a tensor that skips the resize and the mean: an .npy file, or an .npz or \
      .safetensors file as file.safetensors:NAME. A network that takes no pictures of 1 or 3 channels \
      takes tensors; of several inputs the others are given with --set.

      Results are DIR/INPUT/LAYER/CHANNEL.png, DIR/INPUT/LAYER.sheet.png, DIR/INPUT/LAYER.npy and \
      DIR/index.jsonl. DIR/index.html is a page that shows them and computes any value step by \
      step, with DIR/index.js and DIR/INPUT/input.js. A map that is not written exists nowhere \
      else: relu1 does not overwrite conv1. Values that are not finite are written as they are, \
      and magenta in pictures.

      The index has a record a file, one a layer that failed, and one an input; the README has a \
      table of their keys. It is written when all is done, or with --resume as inputs end; an \
      interrupted run without --resume leaves none. With --resume there is no page. What an \
      earlier run of maps, run or compare has written into DIR, and nothing else, is removed when \
      the first result is there; a file of it that is an input is a usage error, and so is a file of \
      somebody else's with the name of a result. --json prints the same records; \
      with --dry-run status is planned and output a file, or with the key pictures a folder of so many.

      How images become the input is told with what says so: options, the metadata of the file, or a \
      network of the catalogue that has as many filters of the same shapes.

      Records of --list have the keys index, layer, kind, shape, output and classifierInput; those of \
      --against input, layer, file, agrees, difference (as a share of the largest value) and place, or \
      input and layer alone where there is no counterpart. Its files are DIR/INPUT/LAYER.npy, for a \
      single INPUT also DIR/LAYER.npy.

      Exit status: 0 all done; 1 the weights are wrong, some inputs failed (each is named, the \
      others are done), or a layer differs from its file; 64 usage error, before any work; 66 there is no input; 130 interrupted.
      """,
    examples: [
      Example(
        "Every layer that the weights allow",
        command: "lenslet maps photos -m alexnet -w bvlc_alexnet.caffemodel -o maps"),
      Example("Which layers there are", command: "lenslet maps -m googlenet.onnx --list"),
      Example(
        "Against the maps of another program",
        command: "lenslet maps photo.jpg -m googlenet.onnx --against theirs"),
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
  var inputs: [InputName] = []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      A name of 'lenslet model list', first-layer, an ONNX file or the .prototxt of a Caffe network.
      """, valueName: "MODEL"))
  var model: String
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      The file of weights, by default what 'lenslet weights get MODEL' has downloaded, or the \
      .caffemodel beside a .prototxt.
      """,
      valueName: "FILE"))
  var weights: Path?
  @Option(
    name: [.customShort("l"), .customLong("layer")],
    help: ArgumentHelp(
      """
      A layer; by default all that the weights allow. The name of a value or node, a pattern with * \
      and ?, #N for the Nth, or kind:convolution, kind:relu#3 and the like.
      """, valueName: "LAYER"))
  var layers: [String] = []
  @Option(
    name: .customLong("filters"),
    help: ArgumentHelp(
      "With first-layer, the layer of the file whose filters are taken; by default its first.",
      valueName: "LAYER"))
  var filterLayer: String?
  @Flag(
    help: """
      Print the five most probable classes of each input, of a network that ends in scores; without \
      --layer its last values alone are written.
      """)
  var classify = false
  @Option(
    help: ArgumentHelp(
      "With --classify, what the classes are called: a text of one line per class.",
      valueName: "FILE"))
  var labels: Path?
  @OptionGroup var computing: PlanOptions
  @OptionGroup(title: "LAYERS") var looking: LayerOptions
  @OptionGroup(title: "OUTPUT") var output: ExportOptions
  @OptionGroup(title: "OUTPUT") var resuming: ResumeOptions
  @OptionGroup(title: "OUTPUT") var tours: TourOptions
  @OptionGroup(title: "FIRST-LAYER") var firstLayer: FirstLayerOptions
  @OptionGroup(title: "FILTERS") var filters: FilterOptions
  @OptionGroup(title: "RUNNING") var running: BatchOptions
  @OptionGroup(title: "RUNNING") var failure: FailureOptions
  @OptionGroup(title: "LIMITS") var limits: LimitOptions

  /// The file of a network, where the model is one.
  private var networkFile: Path? {
    let path = Path(model)
    return NetworkFile.isNamed(path) ? path : nil
  }

  mutating func validate() throws {
    if resuming.resume, classify {
      throw ValidationError(
        "--classify prints the classes of every input, --resume leaves some as they are: give one")
    }
    if tours.file != nil, resuming.resume {
      throw ValidationError("--tour is for the page, and with --resume there is none: give one")
    }
    if tours.file != nil, output.noPage {
      throw ValidationError("--tour is for the page, which --no-page leaves out")
    }
    if labels != nil, !classify { throw ValidationError("--labels is for --classify") }
    if networkFile != nil {
      if filterLayer != nil || firstLayer.isOfLayer || filters.axes != nil {
        throw ValidationError(
          "--filters, --axes, --stride and --padding are not for a network's own file")
      }
      if weights != nil, !NetworkFile.takesWeights(Path(model)) {
        throw ValidationError("--weights is not for an ONNX file, which has them in it")
      }
      return
    }
    if firstLayer.isUsed || filterLayer != nil, model != Model.firstLayerName {
      throw ValidationError(
        "--filters, --stride, --padding, --mean, --scale and --size are for "
          + "'-m \(Model.firstLayerName)' or a network's own file; other models know them")
    }
  }

  mutating func run() throws {
    try looking.check(inputs: inputs, output: output.given)
    if looking.list { return try listLayers() }
    if let folder = looking.against { return try compare(against: folder) }
    let found = PipelineInputs(
      try inputs.paths(endsWithZero: running.endsWithZero), output: output.folder,
      shard: running.shard)
    var batch = try makeBatch(found.inputs, resumption: resuming.resumption)
    batch.stopsAtFailure = failure.failFast
    try running.work(on: found, lines: mapLines(.maps)) { report in
      try batch.run(
        into: output.folder, threads: running.threads, isRehearsal: output.dryRun, report)
    }
  }

  /// Makes the model, names the outputs and checks all of it; says how images are prepared.
  ///
  /// - Parameters:
  ///   - inputs: The images and tensors.
  ///   - resumption: Which results of earlier runs stay.
  /// - Returns: The batch.
  /// - Throws: What is wrong with the command line, the model or the names.
  func makeBatch(
    _ inputs: [PipelineInput], resumption: Resumption?
  ) throws -> PipelineBatch {
    try reported {
      let network = try network()
      let (pipeline, learned) = try pipeline(for: inputs, of: network)
      var settings = output.settings
      settings.filters = learned.record
      let batch = try PipelineBatch(
        pipeline, inputs: inputs, folder: output.folder, export: settings,
        limits: limits.decoding(isStrict: running.strict),
        // What is given cannot be followed back to the pixels.
        page: output.noPage || resumption != nil || !pipeline.given.isEmpty
          ? nil : .current(subject: model, tour: try tours.read()),
        classifier: try classifier(of: pipeline), plans: computing.plan,
        files: try (network?.files ?? [modelFile()]) + [labels].compactMap(\.self)
          + tours.files,
        resumption: resumption, maxMemory: limits.maxMemory?.bytes)
      learned.lines.forEach(tell)
      tellInput(of: pipeline)
      tellSkipped(batch.skippedShare)
      return batch
    }
  }

  /// The layers, which fit images of a known size.
  func pipeline(
    for inputs: [PipelineInput], of network: NetworkFile?
  ) throws -> (Pipeline, LearnedWeights) {
    do throws(DefinitionError) {
      let (pipeline, learned) =
        if let network {
          (try pipeline(of: network), LearnedWeights())
        } else {
          try pipeline()
        }
      if inputs.contains(where: \.isImage) {
        try pipeline.checkTakesPictures(path: modelFile())
        try pipeline.checkShapes(path: modelFile())
      }
      return (pipeline, learned)
    } catch {
      throw firstLayer.mistake(error) ?? error
    }
  }

  /// The file of the network, or of its weights.
  func modelFile() throws(DefinitionError) -> Path {
    if let networkFile { return networkFile }
    return try weightsFile()
  }

  /// The file of weights that was given, or that was downloaded.
  private func weightsFile() throws(DefinitionError) -> Path {
    if model != Model.firstLayerName { return try known().weightsFile(weights) }
    guard let weights else { throw .model(.weightsNotNamed(model: model, first: nil)) }
    return weights
  }

  /// The network, where the model is a file of one.
  func network() throws(DefinitionError) -> NetworkFile? {
    guard let networkFile else { return nil }
    return try NetworkFile(networkFile, weights: weights)
  }

  /// The layers of the model with their weights, and what was decided about these.
  private func pipeline() throws(DefinitionError) -> (Pipeline, LearnedWeights) {
    if model == Model.firstLayerName {
      let opened = try ModelWeights(try weightsFile(), stated: filters.stated(layer: filterLayer))
      let choice = try FirstLayer.filters(in: opened)
      let layer = firstLayer.layer(choice.inputColour)
      let pipeline = try layer.pipeline(
        of: choice, in: opened, layers: layers.isEmpty ? nil : layers)
      let given = try givenValues(in: pipeline.graph, LayerNames(pipeline.graph))
      return (
        starting(pipeline, from: given),
        LearnedWeights(record: LearnedFilterRecord(choice), lines: choice.lines)
      )
    }
    let known = try known()
    let wanted = try layerNames(of: known)
    let opened = try ModelWeights(try weightsFile(), stated: filters.stated())
    let fitted = try known.fitted(to: opened)
    let graph = fitted.model.graph
    let given = try givenValues(in: graph, LayerNames(graph))
    var pipeline = try fitted.pipeline(layers: wanted, given: given.map(\.value))
    pipeline.inputSources = ["size, mean and scale from the catalogue"]
    // What is missing of the whole network is no news to who asks for a part of it.
    let isWhole = wanted == nil && given.isEmpty
    return (
      starting(pipeline, from: given),
      LearnedWeights(
        record: LearnedFilterRecord(fitted),
        lines: (fitted.choice?.lines ?? []) + fitted.lines(isWhole: isWhole))
    )
  }

  /// The classes that are told.
  private func classifier(of pipeline: Pipeline) throws -> Classifier? {
    guard classify else { return nil }
    guard let value = pipeline.graph.outputs.last else {
      throw ValidationError("the network has no output to take classes from")
    }
    guard let labels else { return Classifier(value, labels: []) }
    return Classifier(value, labels: try classNames(labels))
  }

  func tell(_ line: String) {
    if !running.quiet { Terminal.write("lenslet: \(line)\n", to: .standardError) }
  }
}

/// What is told about the weights of a network: in records, and on standard error.
struct LearnedWeights {
  var record: LearnedFilterRecord?
  var lines: [String] = []
}
