import Batches
import CommandLineKit
import Definitions
import Files
import Kernels

/// Filters every image with every kernel.
struct FilterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "filter", abstract: "Filter images with kernels.",
    discussion: """
      Folders are walked through for .png, .jpg and .jpeg files, and their sub-folders are \
      mirrored in the output; results of lenslet in sub-folders, as an index, a page or a mark \
      names them, are passed over. Every image is decoded once for all kernels, a few rows at a time. \
      Inputs and kernels are never overwritten, and a file appears whole or not at all. Files that \
      have the names of results are replaced, unless --skip-existing is given; a page that is not \
      one of filter never is.

      INPUT may be @FILE, a list of names, one a line or each with a zero byte behind it, or -, \
      the same on standard input. The result of photos/./2024/a.png lies in 2024.

      With --resume, DIR/index.jsonl has a record a line for each result and each input that failed, \
      about once a second, and of results on the disk alone; the run can be ended anyhow and goes on \
      when it is given again. Inputs that failed are listed in DIR/failed.txt: mend them and name \
      @DIR/failed.txt. A later run into DIR adds to the records too.

      A record, also of --json, has the keys command, input and status (done, planned, skipped or \
      failed) and, where they apply, output, file (the same below DIR), kernel, kind and error, \
      width, height, channels, range, black and white (the filtered values that became them), plan, \
      seconds, settings (a hash), source and result (bytes, modified and seen in nanoseconds since \
      1970, hash: XXH3 of 128 bits), and notices: what is not by the book in the file of the input, \
      though no pixel is touched. A number that is not finite is the string Infinity, -Infinity or \
      NaN. Of two records of one file the last holds.

      Exit status: 0 all done; 1 a kernel file is wrong, or some images failed (each is named, \
      the others are done); 64 usage error, before any work; 66 there is no input; 130 interrupted.
      """,
    examples: [
      Example(
        "Two kernels over a folder", command: "lenslet filter photos -k sobel -k gaussian5 -o out"),
      Example(
        "A long run: the same line again goes on where it ended",
        command: "lenslet filter photos -k sobel -k gaussian5 -o out --resume"),
      Example(
        "Edges with zero as mid-grey, in grey",
        command: "lenslet filter photos -k sobel-x --grey --range offset -o out"),
      Example(
        "Signed, unrounded values for NumPy",
        command: "lenslet filter photo.png -k sobel-x --format npy -o out"),
      Example(
        "A kernel of your own, blurring in linear light",
        command: "lenslet filter photo.jpg -k ./mine.kernel --linear -o out"),
    ])

  @Argument(
    help: ArgumentHelp("Image files, folders of them, and lists of names.", valueName: "INPUT"))
  var inputs: [InputName]
  @Option(
    name: [.customShort("k"), .customLong("kernel")],
    help: ArgumentHelp(
      "A kernel: its name ('lenslet kernels list' shows all) or the path of its file.",
      valueName: "KERNEL"))
  var kernels: [Path]
  @OptionGroup(title: "OUTPUT") var output: OutputOptions
  @OptionGroup(title: "OUTPUT") var resuming: ResumeOptions
  @OptionGroup(title: "OUTPUT") var tours: TourOptions
  @OptionGroup(title: "CONVOLUTION") var convolution: ConvolutionOptions
  @OptionGroup(title: "RUNNING") var running: BatchOptions
  @OptionGroup(title: "RUNNING") var failure: FailureOptions
  @OptionGroup(title: "RUNNING") var loops: LoopOptions
  @OptionGroup(title: "LIMITS") var limits: LimitOptions
  @OptionGroup var lookUp: KernelOptions

  mutating func validate() throws {
    if resuming.resume, output.skipExisting {
      throw ValidationError(
        "--resume looks at what results are made of, --skip-existing at their names alone: give one"
      )
    }
    if resuming.resume, output.page {
      throw ValidationError("--page shows all results of one run, --resume makes some: give one")
    }
    if tours.file != nil, !output.page { throw ValidationError("--tour is for --page") }
  }

  mutating func run() throws {
    let finder = InputFinder(
      try inputs.paths(endsWithZero: running.endsWithZero), output: output.folder,
      shard: running.shard)
    let batch = try reported { try makeBatch(finder) }
    try running.work(on: finder, explains: loops.explain, lines: filterLines(in: output.folder)) {
      report in
      if output.dryRun { return report.tell(rehearsal: try batch.rehearse()) }
      if let page = batch.earlierPage { report.warn(earlierPage: page) }
      try report.follow { try batch.run(threads: running.threads, report: $0) }
      if output.page { report.tellPage(in: output.folder) }
    }
  }

  /// Reads the kernels, names the outputs and checks all of it.
  private func makeBatch(_ finder: InputFinder) throws -> Batch {
    let setup = try FilterSetup(
      kernels: kernels, lookUp: lookUp, output: output, convolution: convolution, loops: loops,
      running: running, limits: limits)
    var settings = setup.settings
    settings.stopsAtFailure = failure.failFast
    settings.resumption = resuming.resumption
    return try Batch(
      inputs: finder.inputs, folder: setup.folder, template: setup.template, settings: settings,
      page: output.page ? .current(subject: kernels.pageSubject, tour: try tours.read()) : nil,
      files: setup.files + tours.files,
      isMarked: finder.isOutputInside)
  }
}
