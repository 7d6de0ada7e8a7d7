import CommandLineKit
import Definitions
import Escaping
import Files
import Reports
import Spelling

/// Downloads published weights.
struct GetWeights: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get", abstract: "Download published weights into your cache.",
    discussion: """
      Without a name, lists what can be had and whether it is there. A file is put in place only \
      when its published checksum is right; until then it ends in .part, and the same command goes \
      on where it stopped. The cache is lenslet/weights in XDG_CACHE_HOME or in ~/.cache. Progress \
      goes to standard error, the path of the file to standard output.

      Exit status: 0 the file is there; 1 it could not be downloaded or is not what was published; \
      64 usage error; 130 interrupted.
      """,
    examples: [
      Example("What there is", command: "lenslet weights get"),
      Example("AlexNet with its 96 filters", command: "lenslet weights get alexnet"),
    ])

  @Argument(help: ArgumentHelp("What to download.", valueName: "NAME")) var name: String?
  @Option(help: ArgumentHelp("The most bytes that may come.", valueName: "BYTES"))
  var maxBytes = 1 << 30
  @Flag(name: .shortAndLong, help: "Show no progress.") var quiet = false

  mutating func validate() throws {
    if maxBytes < 1 { throw ValidationError("--max-bytes takes a number from 1") }
    guard let name, PublishedWeights.named(name) == nil else { return }
    let names = PublishedWeights.all.map(\.name)
    let hint =
      nearestName(to: name, among: names).map { "did you mean '\($0)'?" }
      ?? "there are \(names.joined(separator: ", "))"
    throw ValidationError("nothing is published under '\(escapedForTerminal(name))'; \(hint)")
  }

  mutating func run() throws {
    guard let cache = WeightsCache.user else {
      throw ValidationError("there is no place for a cache: set HOME or XDG_CACHE_HOME to a folder")
    }
    guard let weights = name.flatMap(PublishedWeights.named) else { return list(cache) }
    let place = cache.place(of: weights)
    if FileKind(of: place) != .regular {
      try download(weights, to: cache)
    } else if !quiet {
      Terminal.write("\(weights.name): is there already\n", to: .standardError)
    }
    print(place.text)
  }

  private func list(_ cache: WeightsCache) {
    let rows = PublishedWeights.all.map { weights in
      [weights.name, cache.state(of: weights), weights.summary, cache.place(of: weights).display]
    }
    let columns = ["name", "is there", "what it is", "file"].map { TextTable.Column($0) }
    for line in TextTable(columns: columns, rows: rows).lines() { print(line) }
  }

  private func download(_ weights: PublishedWeights, to cache: WeightsCache) throws {
    // Tests have a server of their own; as the checksum decides, so may a user with a mirror.
    let address = Path.environment("LENSLET_WEIGHTS_URL")?.text
    let download = WeightsDownload(
      of: address.map(weights.mirrored(below:)) ?? weights, to: cache, limit: maxBytes,
      executable: Path.executable)
    let report = DownloadReport(isQuiet: quiet)
    SignalWatch.start { report.interrupt() }
    do {
      _ = try download.run { report.receive($0) }
      report.end()
    } catch {
      report.end()
      throw error
    }
  }
}

extension WeightsCache {
  /// Whether a file is there.
  fileprivate func state(of weights: PublishedWeights) -> String {
    if FileKind(of: place(of: weights)) == .regular { return "yes" }
    return FileKind(of: unfinishedPlace(of: weights)) != nil ? "in part" : "no"
  }
}
