import Codecs
import CommandLineKit
import Filtering
import Pipelines

/// How a batch runs, and what it tells.
struct RunningOptions: ParsableArguments {
  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Images at once, 1 to 1024; by default one a processor.", valueName: "N"))
  var jobs: Int?
  @Option(
    help: ArgumentHelp("Refuse images of more pixels before they are decoded.", valueName: "N"))
  var maxPixels = DecodingLimits().maxPixels
  @Flag(help: "Print a JSON object a line for every result and every input that failed.")
  var json = false
  @Flag(name: .shortAndLong, help: "Print only errors, and the records of --json.")
  var quiet = false
  @Flag(help: "Say which plan and which build of the loops filtered.") var explain = false
  @Option(
    help: ArgumentHelp(
      "The build of the loops, by default the fastest that this processor can run.",
      valueName: "VARIANT"))
  var variant = VariantChoice.auto
  @Option(
    help: ArgumentHelp(
      "How convolutions are computed; all plans give the same results.", valueName: "PLAN"))
  var plan = PlanChoice.auto

  mutating func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is 1 to 1024, not \(jobs)")
    }
    if maxPixels < 1 { throw ValidationError("--max-pixels is at least 1, not \(maxPixels)") }
  }

  /// How many images are worked on at once.
  var threads: Int { jobs ?? availableProcessors }

  /// What a file may ask for.
  var limits: DecodingLimits { DecodingLimits(maxPixels: maxPixels) }
}

/// A build of the row loops, or the best.
enum VariantChoice: String, CaseIterable, ExpressibleByArgument {
  case auto
  case baseline
  case avx2
  case avx512

  /// The variant to force; nil for the best.
  var variant: Variant? { Variant(rawValue: rawValue) }
}

/// A plan of computation, or the first that applies.
enum PlanChoice: String, CaseIterable, ExpressibleByArgument {
  case auto
  case integerSeparable = "integer-separable"
  case integer
  case float32
  case reference

  /// The plan to force; nil for the first that applies.
  var plan: Plan? { Plan(rawValue: rawValue) }
}
