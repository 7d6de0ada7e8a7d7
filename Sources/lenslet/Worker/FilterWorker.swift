import Batches
import CMemory
import CommandLineKit
import Files
import Kernels
import Reports
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
  @OptionGroup(title: "RUNNING") var memory: MemoryOptions
  @OptionGroup var lookUp: KernelOptions

  mutating func validate() throws {
    if output.page || output.dryRun || output.resume || running.shard != nil {
      throw ValidationError(
        "--page, --dry-run, --resume and --shard are for 'lenslet filter': a worker does the jobs that "
          + "it is given")
    }
  }

  mutating func run() throws {
    let setup: FilterSetup
    do {
      setup = try FilterSetup(
        kernels: kernels, lookUp: lookUp, output: output, convolution: convolution, loops: loops,
        limits: FilterLimits(running: running, memory: memory))
    } catch is ExitCode {
      throw ExitCode.workerFailure
    }
    lenslet_keep_freed_memory()
    SignalWatch.start { FilterIndex.commitBeforeExit() }
    let answers = JobAnswers()
    let queue = JobQueue(threads: running.threads)
    do {
      try queue.run {
        let lines = LineReader(endsWithZero: running.endsWithZero)
        while !answers.areLost, let line = try lines.next() {
          switch Job(line) {
          case nil: continue
          case .wrong(let id, let reason): answers.send(JobRecord(id: id, refused: reason))
          case .inputs(let id, let paths):
            let isTaken = queue.add(id) { answers.send(Self.answer(id, paths, setup)) }
            if !isTaken {
              answers.send(JobRecord(id: id, refused: "a job of this id is worked on"))
            }
          }
        }
      }
    } catch let error as FileError {
      Terminal.write("lenslet: \(error)\n", to: .standardError)
      throw ExitCode.workerFailure
    }
    if answers.areLost { throw ExitCode.workerFailure }
  }

  /// Does a job.
  private static func answer(_ id: String, _ paths: [Path], _ setup: FilterSetup) -> JobRecord {
    let finder = InputFinder(paths, output: setup.folder)
    var settings = setup.settings
    settings.isOneOfMany = true
    let records = Mutex<[FilterRecord]>([])
    do throws(BatchError) {
      let batch = try Batch(
        inputs: finder.inputs, folder: setup.folder, template: setup.template, settings: settings,
        files: setup.files)
      try batch.run(threads: 1) { result in
        records.withLock { $0 += FilterRecord.records(of: result, in: setup.folder) }
      }
    } catch {
      return JobRecord(id: id, refused: error.description)
    }
    return JobRecord(id: id, records.withLock { $0 })
  }
}

extension ExitCode {
  /// The worker itself broke: some jobs were not answered.
  fileprivate static let workerFailure = ExitCode(74)
}

/// Standard output, a line an answer.
private final class JobAnswers: Sendable {
  private let isLost = Mutex(false)

  /// Whether nobody takes answers any more.
  var areLost: Bool { isLost.withLock { $0 } }

  /// Writes an answer at once, in one piece.
  func send(_ record: JobRecord) {
    isLost.withLock { isLost in
      guard !isLost, let line = try? jsonLine(record) else {
        isLost = true
        return
      }
      isLost = !Terminal.write(line + "\n", to: .standardOutput)
    }
  }
}
