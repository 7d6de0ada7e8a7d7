import CommandLineKit
import Explaining
import Threads

/// How methods of `explain` are run.
struct ExplanationOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "What integrated gradients start from, and what hides parts: zero or mean.",
      valueName: "BASELINE"))
  var baseline = Baseline.zero
  @Option(
    help: ArgumentHelp(
      "Points on the way of integrated gradients, 1 to 10000.", valueName: "N"))
  var steps = 50
  @Option(help: ArgumentHelp("Noisy pictures of smoothgrad, 1 to 10000.", valueName: "N"))
  var samples = 50
  @Option(
    help: ArgumentHelp(
      "The deviation of their noise, as a share of the span of the input's values.",
      valueName: "SHARE"))
  var noise: Float = 0.15
  @Option(help: ArgumentHelp("What the noise starts from.", valueName: "N"))
  var seed: Int = 1
  @Option(
    help: ArgumentHelp(
      "The side of the window that hides a part, in pixels of the input; by default a seventh.",
      valueName: "N"))
  var window: Int?
  @Option(
    help: ArgumentHelp(
      "Pixels from a window to the next, at most the window; by default half of it.",
      valueName: "N"))
  var step: Int?
  @Option(
    help: ArgumentHelp(
      "How many gradients are computed at once, 1 to 1024; by default one a processor.",
      valueName: "N"))
  var jobs: Int?

  mutating func validate() throws {
    for (name, number) in [("steps", steps), ("samples", samples)]
    where !(1...10000).contains(number) {
      throw ValidationError("--\(name) is 1 to 10000, not \(number)")
    }
    guard noise >= 0, noise.isFinite else {
      throw ValidationError("--noise is 0 or more, not \(noise)")
    }
    if let window, !(1...65535).contains(window) {
      throw ValidationError("--window is 1 to 65535, not \(window)")
    }
    if let step {
      guard step >= 1 else { throw ValidationError("--step is 1 or more, not \(step)") }
      guard let window, step <= window else {
        throw ValidationError("--step is at most --window, or pixels are never hidden: give both")
      }
    }
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs is 1 to 1024, not \(jobs)")
    }
  }

  /// How many gradients are computed at once.
  var threads: Int { jobs ?? availableProcessors }

  /// The settings.
  var settings: ExplanationSettings {
    var settings = ExplanationSettings()
    settings.samples = samples
    settings.noise = noise
    settings.seed = UInt64(bitPattern: Int64(seed))
    settings.steps = steps
    settings.baseline = baseline
    settings.window = window
    settings.stride = step
    return settings
  }
}
