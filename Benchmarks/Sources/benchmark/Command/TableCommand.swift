import Batches
import CommandLineKit
import Files
import Foundation

/// Fills the table of goals in one run.
struct TableCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "table",
    abstract: "Do every work of the README's table, in turn with its peers, and print the table.",
    discussion: """
      Programs are run in turn on the same files, once uncounted and then --runs times; figures are \
      medians. 'Scripts/peers/setup' installs the peers; a line whose peer is missing has our figure \
      alone. The photographs are made of the pictures, by Python.
      """,
    examples: [
      Example(
        "All of it",
        command: "Scripts/benchmark table "
          + "--pictures kodak --python .build/peers/bin/python --weights alexnet.safetensors --network googlenet.onnx"
      )
    ])

  @Option(
    help: ArgumentHelp("A folder of pictures, as the 24 of the Kodak suite.", valueName: "FOLDER"))
  var pictures: String
  @Option(
    help: ArgumentHelp(
      "Where the photographs are, in jpg and png, or are made; by default made and removed.",
      valueName: "FOLDER"))
  var photos: String?
  @Option(help: ArgumentHelp("The Python of the peers.", valueName: "PYTHON")) var python: String?
  @Option(
    help: ArgumentHelp("AlexNet's first layer as safetensors, for 'maps'.", valueName: "FILE"))
  var weights: String?
  @Option(
    help: ArgumentHelp("Caffe's GoogLeNet as an ONNX file, for 'maps'.", valueName: "FILE"))
  var network: String?
  @Option(help: ArgumentHelp("A work; by default all.", valueName: "WORK")) var only: [Work] = []
  @Option(help: ArgumentHelp("How often each program is timed.", valueName: "N")) var runs = 5

  mutating func validate() throws {
    if runs < 1 { throw ValidationError("--runs is at least 1, not \(runs)") }
  }

  mutating func run() throws {
    let folder = Path(NSTemporaryDirectory()).appending("lenslet-benchmark-\(getpid())")
    if InputFinder([Path(pictures)], output: folder).inputs.isEmpty {
      throw BenchmarkError.noPictures(pictures)
    }
    try Processor.prepare()
    defer { try? FileManager.default.removeItem(atPath: folder.display) }
    let setting = Setting(
      pictures: Path(pictures), photographs: photos.map { Path($0) } ?? folder.appending("photos"),
      folder: folder, weights: weights, network: network, python: python, runs: runs,
      hasVips: Programs.run(["vips", "--version"]))
    try setting.makePhotographs()
    try setting.writeKernels()
    var lines: [GoalLine] = []
    for work in Work.allCases where only.isEmpty || only.contains(work) {
      Progress.note(work.rawValue)
      lines += try work.lines(setting)
    }
    print(try Peaks().text + "\n")
    print(([GoalLine.heading] + lines.map(\.text)).joined(separator: "\n"))
  }
}
