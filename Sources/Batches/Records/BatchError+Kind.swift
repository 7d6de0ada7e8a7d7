import Codecs

extension BatchError {
  /// The sort of an error, for programs that decide what to do with an input.
  package enum Kind: String, Codable, Sendable {
    /// The file cannot be opened, read or written: it may be mended from outside.
    case file

    /// The file was written to while it was read: it is worth another try.
    case changed

    /// The content is damaged, of no known format, or not supported.
    case content

    /// The image is too large for the limits.
    case limit

    /// The input does not fit what is done to it.
    case unsuitable
  }

  /// The sort of the error.
  package var kind: Kind {
    switch self {
    case .file, .folderInUse: .file
    case .changed: .changed
    case .codec(_, .tooManyPixels), .codec(_, .tooManyScans), .row(_, _, _, .tooManyScans),
      .memory, .timeout:
      .limit
    case .codec, .row, .container: .content
    default: .unsuitable
    }
  }
}
