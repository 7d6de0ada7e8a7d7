import Batches
public import CommandLineKit
import Definitions
import Escaping
public import Explaining
import Files
import Networks
import Page
import Reports
import Threads

/// Changes pictures a little until a network says something else.
struct MisleadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mislead",
    abstract: "Change a picture a little until a network says something else.",
    discussion: """
      Each sample is moved by whole levels of 255, at most by the radius, along the signs of the \
      gradient: away from the network's answer, or with --to towards a class. fgsm takes one step of \
      the whole radius, pgd many small ones. The picture keeps its size: a resize and a crop before \
      the network are followed back to its pixels.

      What counts is the file: the result is written as PNG and read again as any other picture, \
      and that answer is told, with the smallest radius that succeeds (each is tried, 1/255 first) \
      and with what becomes of the result as JPEG of quality 95, 85 and 75, beside the picture \
      itself as JPEG.

      Results are DIR/INPUT/misled.png, original.png (the picture in eight bits, upright), \
      difference.png (multiplied by what the record says, 128 where there is none), mislead.png (all \
      three side by side, with the most probable classes), DIR/index.jsonl, and DIR/index.html, a page \
      with a slider from the picture to the result.

      With --resume, DIR/index.jsonl is kept as pictures end, and those that it tells to be done by the \
      same network and options are left as they are. What an earlier run has written into DIR, and \
      nothing else, is removed.

      Exit status: 0 all tried, which need not be all misled; 1 the network has no gradient, or some \
      inputs failed (each is named, the others are done); 64 usage error; 66 there is no input; \
      130 interrupted.
      """,
    examples: [
      Example(
        "A panda that becomes a gibbon",
        command:
          "lenslet mislead panda.jpg -m googlenet.onnx --to gibbon --labels names.txt --radius 4/255 "
          + "-o misled"),
      Example(
        "Which pictures one step of two levels is enough for",
        command: "lenslet mislead photos -m squeezenet.onnx --method fgsm -o misled"),
    ])

  @Argument(
    help: ArgumentHelp("Images, folders of them, and lists of names.", valueName: "INPUT"))
  var inputs: [InputName]
  @OptionGroup var classifier: ClassifierOptions
  @Option(
    help: ArgumentHelp(
      "The class that is to be the answer: a number from 0, or a name of --labels.",
      valueName: "NAME|N"))
  var to: String?
  @Option(
    help: ArgumentHelp(
      "How far any sample may be moved, in levels of 255.", valueName: "N/255"))
  var radius = LevelRadius(2)
  @Option(help: ArgumentHelp("How it is moved: fgsm or pgd.", valueName: "METHOD"))
  var method = MisleadingMethod.pgd
  @Option(help: ArgumentHelp("Steps of pgd, 1 to 10000.", valueName: "N"))
  var steps = 20
  @Option(
    help: ArgumentHelp(
      "How far a step of pgd goes; by default a quarter of the radius, at least 1/255.",
      valueName: "N/255"))
  var step: LevelRadius?
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The folder of the results; made where it is missing.", valueName: "DIR"))
  var output: Path
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Threads that share the work, 1 to 1024; by default one a processor.", valueName: "N"))
  var jobs: Int?
  @OptionGroup(title: "INPUT OF A NETWORK'S OWN FILE") var pictures: PictureOptions
  @OptionGroup(title: "RUNNING") var resuming: ResumeOptions
  @OptionGroup(title: "LIMITS") var limits: LimitOptions

  mutating func validate() throws {
    try checkFolder(output)
    guard (1...10000).contains(steps) else {
      throw ValidationError("--steps is 1 to 10000, not \(steps)")
    }
    if method == .fgsm, step != nil {
      throw ValidationError("--step is for --method pgd; fgsm takes one step of the radius")
    }
    if let step, step.levels > radius.levels {
      throw ValidationError("--step is at most --radius")
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is 1 to 1024, not \(jobs)")
    }
    try classifier.check(pictures)
  }

  mutating func run() throws {
    let found = PipelineInputs(try inputs.paths(endsWithZero: false), output: output)
    let (named, pipeline) = try reported { try classifier.network(pictures) }
    var batch = MisleadingBatch(
      ExplainedNetwork(pipeline.graph), path: Path(classifier.model), stage: pipeline.input,
      settings: settings, target: to.map { .named($0) }, labels: try classifier.classNames,
      page: .current(subject: classifier.model))
    try found.checkImages()
    let files = try classifier.files(named)
    batch.running = PictureRunSettings(limits, resuming, files: files, output: output)
    let counts = PictureCounts(total: found.inputs.count)
    SignalWatch.start { counts.tellInterruption() }
    try counts.follow(into: output) { () throws(ExplainingError) in
      try batch.run(
        found.inputs, into: output, threads: jobs ?? availableProcessors
      ) { _, result, wasDone in
        counts.tell(result, wasDone)
        if case .success(let record) = result { tell(record) }
      }
    }
    try counts.end(isResumed: resuming.resume)
  }

  private var settings: MisleadingSettings {
    var settings = MisleadingSettings()
    settings.method = method
    settings.radius = radius.levels
    settings.steps = steps
    settings.step = step?.levels
    return settings
  }

  /// Prints what became of a picture.
  private func tell(_ record: MisleadingRecord) {
    let (before, after) = (record.before[0], record.after[0])
    let verb = record.isMisled ? "becomes" : record.target == nil ? "stays" : "does not become it:"
    let wanted = record.target.map { ", to be \($0.text)," } ?? ""
    print(
      escapedForTerminal(
        "\(record.input): \(before.text)\(record.isMisled ? "" : wanted) \(verb) \(after.text)"))
    let smallest =
      record.smallestRadius.map { "\($0)/255" } ?? "none up to \(record.largestRadius)/255"
    print(
      "  \(record.method), radius \(record.radius)/255, \(record.steps) "
        + "step\(record.steps == 1 ? "" : "s"); smallest radius that succeeds: \(smallest)")
    for jpeg in record.jpeg {
      print(
        escapedForTerminal(
          "  as JPEG of quality \(jpeg.quality): \(jpeg.answer.text)"
            + (jpeg.original.number == before.number
              ? "" : "; the picture itself: \(jpeg.original.text)")))
    }
  }
}

extension ClassScore {
  /// The class with its probability in percent.
  fileprivate var text: String {
    let tenths = Int((probability * 1000).rounded())
    return "\(label ?? "class \(number)") \(tenths / 10).\(tenths % 10) %"
  }
}

extension MisleadingMethod: ExpressibleByArgument {}
