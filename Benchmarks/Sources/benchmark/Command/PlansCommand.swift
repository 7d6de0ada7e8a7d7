import CommandLineKit
import Definitions
import Networks
import Threads

/// Times all ways to compute the convolutions of networks.
struct PlansCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plans",
    abstract: "Time all ways to compute each convolution, and check that the best is taken.",
    discussion: """
      Lists the layers that can be computed in several ways, the one that is taken first, with their \
      shortest times. Ends with status 1 if one that is taken is over 5 % behind the best.
      """,
    examples: [
      Example("Two networks", command: "Scripts/benchmark plans resnet18-torchvision googlenet")
    ])

  @Argument(
    help: ArgumentHelp("Networks; by default those of the table.", valueName: "NETWORK"))
  var networks: [String] = []
  @Option(help: ArgumentHelp("Threads that share a layer.", valueName: "N")) var threads = 1
  @Option(help: ArgumentHelp("How often each is timed.", valueName: "N")) var runs = 15

  mutating func validate() throws {
    if runs < 1 { throw ValidationError("--runs is at least 1, not \(runs)") }
    guard (1...1024).contains(threads) else {
      throw ValidationError("--threads is 1 to 1024, not \(threads)")
    }
  }

  mutating func run() throws {
    try Processor.prepare()
    let workers: any Workers = threads == 1 ? OneWorker() : Team(threads)
    var (count, behind) = (0, 0)
    for name in networks.isEmpty ? NetworkWork.names : networks {
      let rows = try PlanBenchmark.rows(of: try Model.named(name), workers, runs: runs)
      print("\(name): \(rows.count) layers with a choice")
      for row in rows { print("  " + PlanBenchmark.text(row)) }
      count += rows.count
      behind += rows.filter { $0.behind > PlanBenchmark.allowed }.count
    }
    print("\(count) layers with a choice, \(behind) over 5 % behind the best")
    if behind > 0 { throw BenchmarkError.slowerPlans(behind) }
  }
}
