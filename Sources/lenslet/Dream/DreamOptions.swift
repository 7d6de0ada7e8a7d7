import CommandLineKit
import Dreaming
import Maximisation

/// How pictures are searched for.
struct DreamOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How often a picture is changed, 1 to 100000.", valueName: "N"))
  var steps = 512
  @Option(
    help: ArgumentHelp(
      """
      The side of pictures in pixels, 8 to 1024; by default 128, or what the network takes where that \
      is smaller or all that it takes.
      """, valueName: "N"))
  var size: Int?
  @Option(help: ArgumentHelp("How far a step goes, above 0.", valueName: "RATE"))
  var rate: Float = 0.05
  @Option(help: ArgumentHelp("What random numbers start from, 0 or more.", valueName: "N"))
  var seed = 1
  @Option(
    help: ArgumentHelp("How many pictures are searched for at once, 1 to 256.", valueName: "N"))
  var batch = 8
  @Flag(help: "Change pixels alone, which never move: no frequencies, no colours of photographs.")
  var pixels = false
  @Flag(
    help: """
      Write DIR/LAYER/CHANNEL.npy too: the input as the network reads it, which 'lenslet maps' takes.
      """)
  var npy = false
  @Option(
    help: ArgumentHelp(
      "Threads that share the work, 1 to 1024; by default one a processor.", valueName: "N"))
  var threads: Int?
  @Flag(help: "Print the records of index.jsonl as they come.") var json = false
  @Flag(name: .shortAndLong, help: "Tell errors only.") var quiet = false

  /// Channels of a layer of which none are named.
  static let usualCount = 16

  mutating func validate() throws {
    guard (1...100_000).contains(steps) else {
      throw ValidationError("--steps is 1 to 100000, not \(steps)")
    }
    if let size, !(8...1024).contains(size) {
      throw ValidationError("--size is 8 to 1024, not \(size)")
    }
    guard rate > 0, rate <= 10 else {
      throw ValidationError("--rate is above 0 and at most 10, not \(rate)")
    }
    guard seed >= 0 else { throw ValidationError("--seed is 0 or more, not \(seed)") }
    guard (1...256).contains(batch) else {
      throw ValidationError("--batch is 1 to 256, not \(batch)")
    }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads is 1 to 1024, not \(threads)")
    }
  }

  /// The settings.
  var settings: DreamSettings {
    var settings = DreamSettings()
    settings.search.steps = steps
    settings.search.rate = rate
    settings.search.seed = UInt64(seed)
    settings.search.isNatural = !pixels
    settings.batch = batch
    settings.writesArrays = npy
    return settings
  }
}
