import Batches
import CommandLineKit
import Definitions
import Files
import Filtering
import Kernels

/// Writes a page on which kernels are tried on pictures.
struct LabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab", abstract: "Try kernels on pictures, in a page.",
    discussion: """
      DIR/index.html is the page to open: a kernel whose weights can be typed, dragged and turned \
      with the wheel, and the picture that follows. It starts from the kernels that come with \
      lenslet, from those of LENSLET_KERNELS and --kernels, and from -k. What it shows is what \
      'lenslet filter' writes, sample for sample where weights are whole numbers; the page gives \
      the kernel as a file and the command that uses it. Pictures of more than 4 megapixels in \
      colour are too large for it.

      Exit status: 0 all done; 1 a kernel file is wrong, or some images failed (each is named, \
      the others are done); 64 usage error, before any work; 66 there is no input; 130 interrupted.
      """,
    examples: [
      Example("Kernels on a photo", command: "lenslet lab photo.jpg -o lab"),
      Example(
        "Your own kernel first", command: "lenslet lab photo.jpg -k ./mine.kernel -o lab"),
    ])

  @Argument(
    help: ArgumentHelp("Image files, folders of them, and lists of names.", valueName: "PICTURE"))
  var inputs: [InputName]
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("The folder of the page; made where it is missing.", valueName: "DIR"))
  var folder: Path
  @Option(
    name: [.customShort("k"), .customLong("kernel")],
    help: ArgumentHelp(
      "A kernel to begin with: its name or the path of its file.", valueName: "KERNEL"))
  var kernels: [Path] = []
  @OptionGroup var tours: TourOptions
  @OptionGroup(title: "RUNNING") var running: BatchOptions
  @OptionGroup(title: "LIMITS") var limits: LimitOptions
  @OptionGroup var lookUp: KernelOptions

  mutating func validate() throws { try checkFolder(folder) }

  mutating func run() throws {
    let finder = InputFinder(
      try inputs.paths(endsWithZero: running.endsWithZero), output: folder, shard: running.shard)
    let batch = try reported { try makeBatch(finder) }
    try running.work(on: finder, lines: filterLines(in: folder)) { report in
      try report.follow { try batch.run(threads: running.threads, report: $0) }
      report.tellPage(in: folder)
    }
  }

  /// Reads the kernels and checks the names of what is written.
  private func makeBatch(_ finder: InputFinder) throws -> Batch {
    let given = try lookUp.loadAll(kernels)
    let names = Set(given.banks.map(\.name))
    let shipped = lookUp.catalog.entries.compactMap { try? readKernelFile($0.path) }
      .filter { !names.contains($0.name) }
    let presets = (given.banks + shipped).filter { $0.kernels.allSatisfy { $0.channels == 1 } }
    if presets.isEmpty {
      throw ValidationError("no kernels found: name their folder with --kernels or one with -k")
    }
    var settings = FilterSettings(banks: [], convolver: try Convolver())
    settings.presets = presets
    settings.limits = limits.decoding(isStrict: running.strict)
    return try Batch(
      inputs: finder.inputs, folder: folder, settings: settings,
      page: .current(subject: "kernels on pictures", tour: try tours.read()),
      files: given.files + tours.files,
      isMarked: finder.isOutputInside)
  }
}
