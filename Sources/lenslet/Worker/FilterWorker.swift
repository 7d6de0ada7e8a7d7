import Batches
import CommandLineKit
import Files
import Kernels
import Synchronization

/// Filters the images of one job after the other.
struct FilterWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter", abstract: "Filter the images that jobs name.",
    discussion: """
      A job is a line of standard input: the name of a file or folder, or a JSON object \
      {"id": "7", "inputs": ["photos/./2024/a.png"]}. It is answered by a line of standard output as \
      soon as it is done, whatever the order: {"id", "status", "records"}. The id of a name is the \
      name. status is done, failed if a record says so, or refused with error: a line that is no \
      job, or one of an id that is worked on. Records are those of 'lenslet filter', and added to \
      DIR/index.jsonl. The result of photos/./2024/a.png lies in 2024. A job that is given twice makes \
      the same files again, byte for byte.

      Exit status: 0 every job was answered, whatever became of it; 64 usage error; 74 standard \
      input or output is lost, or a kernel file is wrong.
      """,
    examples: [
      Example(
        "Names from elsewhere, eight at once",
        command: "find photos -name '*.png' | lenslet worker filter -k sobel -o out --jobs 8")
    ])

  @Option(
    name: [.customShort("k"), .customLong("kernel")],
    help: ArgumentHelp(
      "A kernel: its name ('lenslet kernels list' shows all) or the path of its file.",
      valueName: "KERNEL"))
  var kernels: [Path]
  @OptionGroup(title: "OUTPUT") var output: OutputOptions
  @OptionGroup(title: "CONVOLUTION") var convolution: ConvolutionOptions
  @OptionGroup(title: "RUNNING") var running: BatchOptions
  @OptionGroup(title: "RUNNING") var loops: LoopOptions
  @OptionGroup(title: "LIMITS") var limits: LimitOptions
  @OptionGroup var lookUp: KernelOptions

  mutating func validate() throws {
    if output.page || output.dryRun || running.shard != nil {
      throw ValidationError(
        "--page, --dry-run and --shard are for 'lenslet filter': a worker does the jobs that "
          + "it is given")
    }
  }

  mutating func run() throws {
    let setup: FilterSetup
    do {
      setup = try FilterSetup(
        kernels: kernels, lookUp: lookUp, output: output, convolution: convolution, loops: loops,
        running: running, limits: limits)
    } catch is ExitCode {
      throw ExitCode.workerFailure
    }
    try JobLoop(running).run { id, paths in Self.answer(id, paths, setup) }
  }

  /// Does a job.
  private static func answer(_ id: String, _ paths: [Path], _ setup: FilterSetup) -> JobRecord {
    let finder = InputFinder(paths, output: setup.folder)
    var settings = setup.settings
    settings.isOneOfMany = true
    let records = Mutex<[JobRecord.Record]>([])
    do throws(BatchError) {
      let batch = try Batch(
        inputs: finder.inputs, folder: setup.folder, template: setup.template, settings: settings,
        files: setup.files)
      try batch.run(threads: 1) { result in
        let made = FilterRecord.records(of: result, in: setup.folder)
        records.withLock { $0 += made.map { .filtered($0) } }
      }
    } catch {
      return JobRecord(id: id, refused: error.description)
    }
    return JobRecord(id: id, records.withLock { $0 })
  }
}
