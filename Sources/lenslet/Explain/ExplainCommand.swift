import Batches
public import CommandLineKit
import Definitions
import Escaping
public import Explaining
import Files
import Kernels
import Networks
import Page
import Reports

/// Says which parts of a picture a score of a network comes from.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Show which parts of a picture a network's answer comes from.",
    discussion: """
      The score of one class is explained: by default that of the most probable one, as a logit, what \
      goes into the softmax. Methods are gradient (how the score changes with each value of the \
      input), gradient-x-input, smoothgrad (the mean gradient of noisy pictures), \
      integrated-gradients (the way from a baseline; how far the sum is from the difference of the \
      scores is told, steps are added until that is below 1 %, and where it is not, it is said), \
      grad-cam (the maps of a layer, weighted by their gradients), guided (the gradient of nothing, shown \
      beside its control), sobel (that control: edges, whatever the network says) and occlusion (what the score loses \
      when a window is hidden: exact, and of any network). Signs are kept: orange raises the score, \
      blue lowers it. All pictures of a method have one scale; what is 0 is said to be 0, not \
      stretched.

      Results are DIR/INPUT/METHOD.npy and METHOD.png, of several classes METHOD-N, DIR/index.jsonl, and \
      DIR/index.html, a page that shows methods side by side and reads all of them at any pixel. \
      Arrays have a number per value of the input, those of grad-cam one per place of the layer; \
      DIR/INPUT/input.npy is the input as the network takes it.

      With --resume, DIR/index.jsonl is kept as pictures end, and those that it tells to be done by the \
      same network and methods are left as they are; colours and page are of all. What an earlier run \
      has written into DIR, and nothing else, is removed.

      Exit status: 0 all done; 1 the network cannot be explained, or some inputs failed (each is named, \
      the others are done); 64 usage error; 66 there is no input; 130 interrupted.
      """,
    examples: [
      Example(
        "What makes it a panda",
        command: "lenslet explain panda.jpg -m googlenet.onnx --method grad-cam -o why"),
      Example(
        "Another class by its name, judged by hiding",
        command:
          "lenslet explain husky.jpg -m squeezenet.onnx --class wolf --labels names.txt "
          + "--method integrated-gradients --method occlusion -o why"),
    ])

  @Argument(
    help: ArgumentHelp("Images, folders of them, and lists of names.", valueName: "INPUT"))
  var inputs: [InputName]
  @OptionGroup var classifier: ClassifierOptions
  @Option(
    name: .customLong("method"),
    help: ArgumentHelp("A method; by default gradient.", valueName: "METHOD"))
  var methods: [ExplanationMethod] = []
  @Option(
    name: .customLong("class"),
    help: ArgumentHelp(
      """
      A class: a number from 0, a name of --labels, or top, the most probable one of each picture, which \
      is the default. Several classes stand side by side on the page.
      """, valueName: "NAME|N|top"))
  var chosen: [String] = []
  @Option(
    help: ArgumentHelp(
      """
      What is explained: logit, probability, or loss, minus the logarithm of the probability, which \
      training makes small.
      """, valueName: "SCORE"))
  var score = ScoreKind.logit
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The layer of grad-cam; by default the last one with feature maps.", valueName: "LAYER"))
  var layer: String?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder of the results; made where it is missing.", valueName: "DIR"))
  var output: Path
  @Flag(
    help: """
      Check each method: how like its map is to those of networks whose weights are random from the \
      scores down; how soon the probability falls, and rises, when its pixels are hidden, and shown, \
      in their order, beside a random order and the strength of edges; how far it moves when the \
      input does by 2 %. Takes tens of times as long.
      """)
  var check = false
  @Flag(
    help: """
      Of --check only what becomes of the probability while pixels are hidden, and shown: some hundred \
      computations of the network a picture.
      """)
  var curves = false
  @Flag(
    help: """
      Say how like each map is to what each kernel of lenslet makes of the picture, by the rank \
      correlation of magnitudes.
      """)
  var againstKernels = false
  @OptionGroup(title: "METHODS") var options: ExplanationOptions
  @OptionGroup(title: "INPUT OF A NETWORK'S OWN FILE") var pictures: PictureOptions
  @OptionGroup(title: "RUNNING") var resuming: ResumeOptions
  @OptionGroup(title: "LIMITS") var limits: LimitOptions
  @OptionGroup(title: "KERNELS") var lookUp: KernelOptions

  mutating func validate() throws {
    try checkFolder(output)
    if layer != nil, !wanted.contains(.gradCAM) {
      throw ValidationError("--layer is for --method grad-cam")
    }
    try classifier.check(pictures)
  }

  /// The methods, each once.
  private var wanted: [ExplanationMethod] {
    // What looks like edges is shown beside edges.
    let wanted = methods.contains(.guided) ? methods + [.sobel] : methods
    return wanted.isEmpty ? [.gradient] : ExplanationMethod.allCases.filter(wanted.contains)
  }

  mutating func run() throws {
    let found = PipelineInputs(try inputs.paths(endsWithZero: false), output: output)
    let (named, pipeline) = try reported { try classifier.network(pictures) }
    var batch = ExplanationBatch(
      ExplainedNetwork(pipeline.graph), path: Path(classifier.model), stage: pipeline.input,
      score: score, methods: wanted, settings: options.settings,
      chosen: (chosen.isEmpty ? ["top"] : chosen).map { $0 == "top" ? .top : .named($0) },
      labels: try classifier.classNames,
      layer: try reported { try self.layer(named, pipeline.graph) },
      page: .current(subject: classifier.model))
    batch.checks = check ? Set(CheckKind.allCases) : curves ? [.curves] : []
    if againstKernels { batch.kernels = try shippedKernels() }
    try found.checkImages()
    let files = try classifier.files(named)
    batch.running = PictureRunSettings(limits, resuming, files: files, output: output)
    let counts = PictureCounts(total: found.inputs.count)
    SignalWatch.start { counts.tellInterruption() }
    var report = ExplanationReport()
    try counts.follow(into: output) { () throws(ExplainingError) in
      try batch.run(found.inputs, into: output, threads: options.threads) { _, result, wasDone in
        counts.tell(result, wasDone)
        if case .success(let records) = result { report.tell(records) }
      }
    }
    report.tellMeans()
    try counts.end(isResumed: resuming.resume)
  }

  /// The layer that was named.
  private func layer(
    _ named: NamedNetwork, _ graph: Graph
  ) throws -> (value: Graph.Value, name: String)? {
    guard let layer else { return nil }
    let values = try named.file?.values(layer) ?? LayerNames(graph).values(layer)
    guard let value = values.first else {
      let names = LayerNames(graph)
      throw DefinitionError.model(
        .unknownLayer(
          layer, model: classifier.model, nearest: names.nearest(to: layer),
          known: names.values.map { graph.names[$0] }))
    }
    guard values.count == 1 else {
      throw ValidationError("'\(layer)' means \(values.count) layers: name one, or '\(layer)#0'")
    }
    return (value, graph.names[value])
  }

  /// The kernels that come with the program, and those of the folders that the user named.
  private func shippedKernels() throws -> [KernelBank] {
    let banks = lookUp.catalog.entries.compactMap { try? readKernelFile($0.path) }
    if banks.isEmpty {
      throw ValidationError("no kernels found: name their folder with --kernels")
    }
    return banks
  }
}

extension PipelineInputs {
  /// Refuses a run without an input.
  ///
  /// - Throws: `ExitCode.noInput`, after it was told.
  func checkImages() throws {
    guard inputs.isEmpty else { return }
    Terminal.write("lenslet: there is no image among the inputs\n", to: .standardError)
    throw ExitCode.noInput
  }
}

extension ExplanationMethod: ExpressibleByArgument {}
extension ScoreKind: ExpressibleByArgument {}
extension Baseline: ExpressibleByArgument {}
