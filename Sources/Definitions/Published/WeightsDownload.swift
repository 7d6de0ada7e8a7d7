public import Files

/// The download of one published file into a cache.
///
/// What has come lies beside the final place with `.part` at the end of its name, is taken up by
/// the next try, and gets the final name when its checksum is right.
public struct WeightsDownload: Sendable {
  /// The file that is wanted.
  public let weights: PublishedWeights

  /// Where it goes.
  public let cache: WeightsCache

  /// The most bytes that may come.
  public let limit: Int

  private let fetchProgram: Path?

  /// Prepares a download.
  ///
  /// - Parameters:
  ///   - weights: The file that is wanted.
  ///   - cache: Where it goes; the folder is made if it does not exist.
  ///   - limit: The most bytes that may come.
  ///   - executable: Where this program lies; the one that downloads, `lenslet-fetch`, is looked
  ///     for beside it and in `../libexec/lenslet`.
  public init(of weights: PublishedWeights, to cache: WeightsCache, limit: Int, executable: Path?) {
    self.weights = weights
    self.cache = cache
    self.limit = limit
    fetchProgram = executable.flatMap(Self.fetchProgram(besides:))
  }

  /// Downloads the file, or what is missing of it, and puts it in place.
  ///
  /// - Parameter report: Called several times a second with how far it is.
  /// - Returns: Where the file lies now.
  /// - Throws: `DownloadError`; then the final place is as it was.
  public func run(_ report: (DownloadProgress) -> Void) throws(DownloadError) -> Path {
    let place = cache.place(of: weights)
    guard let fetchProgram else { throw .noFetchProgram(weights, place: place) }
    let part = cache.unfinishedPlace(of: weights)
    try wrapping(File.makeDirectories(cache.folder), as: DownloadError.file)
    try fetch(with: fetchProgram, to: part, report)
    let digits = try weights.checksum.digits(ofFile: part)
    let isRight = digits.hasPrefix(weights.checksum.digits)
    do throws(FileError) {
      if isRight { try File.rename(part, to: place) } else { try File.remove(part) }
    } catch {
      throw .file(error)
    }
    guard isRight else { throw .wrongChecksum(weights, found: digits) }
    return place
  }

  /// Runs the program that downloads, and reads what it tells.
  private func fetch(
    with program: Path, to part: Path, _ report: (DownloadProgress) -> Void
  ) throws(DownloadError) {
    let offset = Self.byteCount(of: part)
    var progress = DownloadProgress(name: weights.name, resumedAt: offset)
    var outcome: String?
    let process = try wrapping(
      ChildProcess(
        program, arguments: [Path(weights.address), part, Path("\(offset)"), Path("\(limit)")]),
      as: DownloadError.file)
    while let line = process.nextLine() {
      let word = line.prefix { $0 != " " }
      let rest = line.dropFirst(word.count + 1)
      switch word {
      case "size": progress.size = Int(rest)
      case "at": progress.move(to: Int(rest) ?? 0)
      default: outcome = line
      }
      report(progress)
    }
    let status = process.waitForEnd()
    if status == 0, outcome == "done" { return }
    let reason =
      outcome.map { String($0.trimmingPrefix("failed ")) }
      ?? "'\(program)' ended with the status \(status)"
    throw .transfer(weights, reason: reason, kept: Self.byteCount(of: part))
  }

  private static func byteCount(of path: Path) -> Int {
    (try? FileStatus(of: path).byteCount) ?? 0
  }

  private static func fetchProgram(besides executable: Path) -> Path? {
    let folder = executable.parent
    return [
      folder.appending("lenslet-fetch"), folder.parent.appending("libexec/lenslet/lenslet-fetch"),
    ].first { FileKind(of: $0) == .regular }
  }
}
