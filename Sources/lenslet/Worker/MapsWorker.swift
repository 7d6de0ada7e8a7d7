import Batches
import CommandLineKit
import Files

/// Writes the feature maps of the inputs of one job after the other.
struct MapsWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "maps", abstract: "Write the feature maps of the inputs that jobs name.",
    discussion: """
      Jobs and answers are those of 'lenslet worker filter'; records are one an input. The network is \
      read once. Records of each file are added to DIR/index.jsonl, from which 'lenslet maps --resume' \
      goes on; there is no page. Results that have the names of a job's are replaced.

      Exit status: 0 every job was answered, whatever became of it; 64 usage error; 74 standard \
      input or output is lost, or the network is wrong.
      """,
    examples: [
      Example(
        "The last layer before the classes, of names from elsewhere",
        command: "lenslet worker maps -m alexnet -l fc7 --form npy -o features < names")
    ])

  @OptionGroup(
    leavingOut: ["inputs", "looking", "classify", "labels", "resuming", "failure"])
  var maps: MapsCommand

  mutating func validate() throws {
    if maps.output.given == nil {
      throw ValidationError("missing option '--output DIR': name a folder for the results")
    }
    if maps.output.dryRun || maps.running.shard != nil {
      throw ValidationError(
        "--dry-run and --shard are for 'lenslet maps': a worker does the jobs that it is given")
    }
  }

  mutating func run() throws {
    let folder = maps.output.folder
    let worker = try PipelineWorker(workerParts { try maps.makeBatch([], resumption: .recorded) })
    try JobLoop(maps.running).run { id, paths in
      JobRecord(id: id, worker, PipelineInputs(paths, output: folder).inputs)
    }
    try worker.finish()
  }
}

/// Runs a pipeline file on the inputs of one job after the other.
struct RunWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Run a pipeline file on the inputs that jobs name.",
    discussion: """
      As 'lenslet worker maps', with the steps of a pipeline file in the place of a network.

      Exit status: 0 every job was answered, whatever became of it; 64 usage error; 74 standard \
      input or output is lost, or the pipeline is wrong.
      """,
    examples: [
      Example(
        "A pipeline of filters over names from elsewhere",
        command: "lenslet worker run edges.json5 -o maps < names")
    ])

  @OptionGroup(leavingOut: ["inputs", "noPage", "check", "inputSize", "resuming", "failure"])
  var pipeline: RunCommand

  mutating func validate() throws {
    _ = try pipeline.checkedFolder()
    if pipeline.running.shard != nil {
      throw ValidationError(
        "--shard is for 'lenslet run': a worker does the jobs that it is given")
    }
  }

  mutating func run() throws {
    let folder = try pipeline.checkedFolder()
    let worker = try PipelineWorker(
      workerParts {
        let file = try pipeline.readPipeline()
        pipeline.tellLearned(of: file)
        return try pipeline.makeBatch(file, inputs: [], folder: folder, resumption: .recorded)
      })
    try JobLoop(pipeline.running).run { id, paths in
      JobRecord(id: id, worker, PipelineInputs(paths, output: folder).inputs)
    }
    try worker.finish()
  }
}

/// Makes what a worker needs; what is wrong with it ends the worker, unless the command line is.
private func workerParts<Value>(_ make: () throws -> Value) throws -> Value {
  do {
    return try make()
  } catch let error as any BlamingError where !error.isUsage {
    Terminal.write("lenslet: \(error)\n", to: .standardError)
    throw ExitCode.workerFailure
  }
}

extension JobRecord {
  /// Does a job.
  fileprivate init(id: String, _ worker: PipelineWorker, _ inputs: [PipelineInput]) {
    do throws(BatchError) {
      self.init(id: id, try worker.answer(inputs).map { .mapped($0) })
    } catch {
      self.init(id: id, refused: error.description)
    }
  }
}
