public import Files

/// Why a published file could not be had.
public enum DownloadError: Error, Equatable, Sendable {
  /// The program that downloads is not beside this one; what to get by other means, and where to.
  case noFetchProgram(PublishedWeights, place: Path)

  /// The download failed; the reason, and the bytes that are kept for the next try.
  case transfer(PublishedWeights, reason: String, kept: Int)

  /// What came is not what was published; it was removed.
  case wrongChecksum(PublishedWeights, found: String)

  /// The checksum cannot be computed by the program of that name.
  case noChecksum(Path, tool: String)

  /// A file cannot be read or written, or a program not started.
  case file(FileError)
}

extension DownloadError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .noFetchProgram(let weights, let place):
      "\(weights.name): 'lenslet-fetch', which downloads, is not installed beside lenslet: "
        + "get \(weights.address) by other means, compare its checksum with "
        + "\(weights.checksum), and save it as \(place)"
    case .transfer(let weights, let reason, let kept):
      "\(weights.name): \(weights.address): \(reason)"
        + (kept > 0 ? "; the same command goes on after the \(kept) bytes that have come" : "")
    case .wrongChecksum(let weights, let found):
      "\(weights.name): \(weights.address): what came is not the published file and was removed: "
        + "\(weights.checksum) is right, \(found) came"
    case .noChecksum(let path, let tool):
      "\(path): its checksum cannot be computed: '\(tool)' of the GNU coreutils failed"
    case .file(let error): error.description
    }
  }
}
