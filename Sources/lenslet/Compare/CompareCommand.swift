import Batches
import CommandLineKit
import Comparing
import Comparison
import ComparisonReports
import Definitions
import Files
import Kernels
import Networks
import Page
import Pixels
import Weights

/// Compares learned filters with handcrafted ones.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare learned filters with handcrafted ones.",
    discussion: """
      The learned filters are those of a convolution with 1 or 3 input channels, of any network that \
      'lenslet maps' takes, or of a file of weights alone. The \
      handcrafted ones are the shipped kernels or those of --kernel, each at its size and enlarged \
      to that of the learned filters, and generated families: Gabor functions, derivatives of \
      Gaussians, differences and Laplacians of Gaussians, low-pass filters, opponent colours. \
      'lenslet kernels make' writes any of them to a kernel file.

      For every learned filter: its energy in luminance and opponent colours, the peak of its \
      spectrum, a Gabor fit, the best match in the bank over shift, sign, mirror and rotation, a \
      class, and its near-duplicates. With INPUT, images or tensors, also how much of the variance \
      of its responses ridge regression on the handcrafted responses explains on positions that it \
      was not fitted to, the linear CKA of both banks, and the patches with the strongest responses.

      With --with, the same filters of another network: which of its filters is most like each, over \
      shift and sign. With --depth, all layers of the network on INPUT: how much of the variance of their \
      maps the handcrafted filters explain at the centres of their receptive fields, on pictures that were \
      held out, and how alike both are (linear CKA); with --with too, how alike the layers of both \
      networks are. What too few pictures cannot tell is refused with the reason.

      Results are DIR/index.html, the page to open first, DIR/compare.json with everything but the depths, \
      DIR/filters.csv with a row a filter, and pictures. What a network or a file says of stride, \
      padding, mean and size is used where no option says otherwise. What an earlier run of compare, maps or run \
      has written into DIR, and nothing else, is removed when all is compared; a file of it that is \
      an input is a usage error, and so is a file of somebody else's with the name of a result.

      With --resume, DIR/compare.state keeps about once a second what was seen of INPUT so far, and \
      DIR/index.jsonl has a record a line of each input and each file: the same line goes on from there. Where \
      an input of those has changed, or the filters, the sums are made anew; where all is there, \
      nothing is done.

      Exit status: 0 all done; 1 the weights or a kernel are wrong, or some images failed (each is \
      named, the others are done); 64 usage error, before any work; 66 there is no input where INPUT is given; \
      130 interrupted.
      """,
    examples: [
      Example(
        "What GoogLeNet's first layer has learned",
        command: "lenslet compare -m googlenet.onnx -o compared"),
      Example(
        "What AlexNet's first layer has learned",
        command: "lenslet compare -w alexnet.safetensors -o compared"),
      Example(
        "With responses to pictures",
        command: "lenslet compare -w alexnet.safetensors photos -o compared"),
      Example(
        "Two epochs side by side on one page",
        command: "lenslet compare -w epoch90.pth --beside epoch1 -o epoch90"),
      Example(
        "How much the shipped kernels alone would see",
        command: "lenslet compare -w alexnet.safetensors photos --no-families -o compared"),
      Example(
        "How deep the handcrafted filters reach, and whether SqueezeNet's layers are like GoogLeNet's",
        command:
          "lenslet compare -m googlenet.onnx photos --depth --with squeezenet.onnx -o compared"),
      Example(
        "Against two kernels of your own and the generated families",
        command: "lenslet compare -w alexnet.pth --stride 4 -k ./a.kernel -k ./b.kernel -o compared"
      ),
    ])

  @Argument(help: ArgumentHelp("Images, folders of them, and tensors.", valueName: "INPUT"))
  var inputs: [InputName] = []
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      The network: a name of 'lenslet model list', an ONNX file or the .prototxt of a Caffe network. \
      Without it --weights is looked at by itself.
      """, valueName: "MODEL"))
  var model: String?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      The file of weights; of a --model by default what 'lenslet weights get MODEL' has downloaded, or \
      the .caffemodel beside a .prototxt.
      """, valueName: "FILE"))
  var weights: Path?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      The layer, by default the first one of the network. Of a --model also #N for the Nth value, or \
      kind:convolution#N.
      """, valueName: "LAYER"))
  var layer: String?
  @Option(
    name: [.customShort("k"), .customLong("kernel")],
    help: ArgumentHelp(
      "A kernel for the handcrafted bank, by default all shipped ones.",
      valueName: "KERNEL"))
  var kernels: [Path] = []
  @Flag(help: "Leave the generated families out of the handcrafted bank: kernels alone.")
  var noFamilies = false
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder of the results; made where it is missing.", valueName: "DIR"))
  var folder: Path
  @Flag(help: "Write no index.html, and no index.js and images for it.") var noPage = false
  @Option(
    help: ArgumentHelp(
      """
      What the pictures of all filters are written as: png, or svg for drawings as well, whose text is \
      text, light or dark as the reader has it.
      """, valueName: "FORM"))
  var figures = FigureForm.png
  @Option(
    help: ArgumentHelp(
      """
      The folder of an earlier comparison, for example of another epoch or the other order of channels, \
      that the page shows beside this one: figures, classes, and each filter with the one that is most alike.
      """, valueName: "FOLDER"))
  var beside: Path?
  @OptionGroup var tours: TourOptions
  @OptionGroup(title: "ANOTHER NETWORK") var other: OtherNetwork
  @OptionGroup(title: "DEPTH") var depth: DepthOptions
  @OptionGroup(title: "LAYER") var firstLayer: FirstLayerOptions
  @OptionGroup(title: "FILTERS") var filters: FilterOptions
  @OptionGroup(title: "THRESHOLDS") var thresholds: ThresholdOptions
  @OptionGroup(title: "RUNNING") var resuming: ResumeOptions
  @OptionGroup(title: "RUNNING") var running: BatchOptions
  @OptionGroup(title: "LIMITS") var limits: LimitOptions
  @OptionGroup var lookUp: KernelOptions

  mutating func validate() throws {
    try checkFolder(folder)
    if tours.file != nil, noPage {
      throw ValidationError("--tour is for the page, which --no-page leaves out")
    }
    if beside != nil, noPage {
      throw ValidationError("--beside is for the page, which --no-page leaves out")
    }
    if let problem = source.problem ?? depth.problem(model: model, inputs: inputs)
      ?? other.problem(isByDepth: depth.depth)
    {
      throw ValidationError(problem)
    }
    if let stride = firstLayer.stride, stride.x != stride.y {
      throw ValidationError("--stride is one number for a comparison, not \(stride.x)x\(stride.y)")
    }
  }

  mutating func run() throws {
    let found = PipelineInputs(
      try inputs.paths(endsWithZero: running.endsWithZero), output: folder,
      shard: running.shard)
    let batch = try reported {
      do {
        return try makeBatch(found.inputs)
      } catch ComparingError.definition(let error) {
        throw firstLayer.mistake(error) ?? error
      }
    }
    try running.work(on: found, needsInput: !inputs.isEmpty, lines: comparedLines) { report in
      try run(batch, report)
    }
  }

  private func run(_ batch: ComparisonBatch, _ report: BatchReport) throws {
    for reason in batch.leftOut { tell("warning: \(reason)") }
    if !batch.notFinite.isEmpty {
      let numbers = batch.notFinite.prefix(10).map(String.init).joined(separator: ", ")
      tell(
        "warning: filters with weights that are infinite or no numbers count as dead: \(numbers)"
          + (batch.notFinite.count > 10 ? " and others" : ""))
    }
    report.warn(strays: batch.strayFiles, in: folder)
    tell("comparing \(batch.filterCount) filters with \(batch.bankCount) handcrafted ones")
    var batch = batch
    batch.removal = { [folder] in report.tellRemoval(of: $0, from: folder) }
    let end = try report.follow { try batch.run(threads: running.threads, report: $0) }
    switch end {
    case .noImages:
      tell("nothing is compared: none of the inputs can be used")
      throw ExitCode.failure
    case .unchanged:
      tell("\(folder): all results are there, as \(folder.appending("index.jsonl")) tells")
    case .compared(let outcome): try tell(outcome)
    }
  }

  private func tell(_ outcome: ComparisonOutcome) throws {
    for figure in outcome.figures { tell("\(figure.name): \(figure.value)") }
    if !running.json { outcome.depthLines.forEach { print($0) } }
    if !noPage { tell("open \(folder.appending("index.html"))") }
    if running.json {
      for line in try jsonLines(outcome.filters) { print(line) }
    }
  }

  /// The filters that are looked at.
  private var source: ComparedFilters {
    ComparedFilters(
      model: model, weights: weights, layer: layer, firstLayer: firstLayer, filters: filters)
  }

  private func makeBatch(_ inputs: [PipelineInput]) throws -> ComparisonBatch {
    let earlier = try beside.map { try ComparisonPage.Beside(readingFrom: $0) }
    let found = try source.find()
    found.lines.forEach(tell)
    var settings = ComparisonSettings()
    settings.thresholds = thresholds.classes
    settings.duplicateScore = thresholds.duplicate
    settings.hasFamilies = !noFamilies
    settings.stride = found.stride
    settings.padding = found.padding
    settings.input = found.input
    if !inputs.isEmpty { tell("images: \(found.input); \(found.step)") }
    let (banks, files) = try banks()
    let second = try other.find()
    second?.lines.forEach(tell)
    let layers = try depth.layers(of: found, beside: second, otherLayers: other.depthLayers)
    if let other = layers?.other { tell("images of \(other.network.path): \(other.input)") }
    return try ComparisonBatch(
      found.bank, with: banks, settings: settings, inputs: inputs, folder: folder,
      source: ComparisonSource(
        weights: found.path, filters: found.record, version: programVersion,
        command: PageSettings.current(subject: "").command, kernels: files,
        files: found.files + tours.files
          + (beside.map { [ComparisonPage.Beside.page(of: $0)] } ?? []),
        tour: try tours.read(),
        beside: earlier),
      limits: limits.decoding(isStrict: running.strict),
      other: second.map { OtherFilters($0.bank, path: $0.path, files: $0.files) },
      networks: layers, hasPage: !noPage, hasDrawings: figures == .svg,
      resumption: resuming.resumption, maxMemory: limits.maxMemory?.bytes)
  }

  /// The kernels of the handcrafted bank, and their files.
  private func banks() throws -> (banks: [KernelBank], files: [Path]) {
    let wanted =
      kernels.isEmpty ? lookUp.catalog.entries.filter { !$0.isProse }.map(\.path) : kernels
    let (banks, files) = try lookUp.loadAll(wanted)
    let counts = Dictionary(banks.map { ($0.name, 1) }, uniquingKeysWith: +)
    for name in counts.filter({ $0.value > 1 }).keys.sorted() {
      tell(
        "warning: \(counts[name] ?? 0) kernels are named '\(Path(name).display)': rename their files "
          + "to tell them apart")
    }
    return (banks, files)
  }

  private func tell(_ line: String) {
    if !running.quiet { Terminal.write("lenslet: \(line)\n", to: .standardError) }
  }
}
