import CommandLineKit
import Filtering
import Kernels
import Loops
import Threads

/// Which loops filter, and whether that is told.
struct LoopOptions: ParsableArguments {
  @Flag(help: "Say which plan and which build of the loops filtered.") var explain = false
  @Option(
    help: ArgumentHelp(
      "The build of the loops, by default the fastest that this processor can run.",
      valueName: "VARIANT"))
  var variant = VariantChoice.auto
  @Option(
    help: ArgumentHelp(
      "How convolutions are computed. All plans give the same results, but for float32-separable and "
        + "fft with kernels that are not whole numbers: 8-bit pictures may differ by one level.",
      valueName: "PLAN"))
  var plan = PlanChoice.auto
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
  case float32Separable = "float32-separable"
  case fft
  case integer
  case float32
  case reference

  /// The plan to force; nil for the first that applies.
  var plan: Plan? { Plan(rawValue: rawValue) }
}
