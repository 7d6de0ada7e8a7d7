public import Codecs
public import Files

/// A file that a batch is to filter, as far as it is known before any work.
public struct Input: Equatable, Sendable {
  /// The name to open it by.
  public let path: Path

  /// The name under the output folder: relative to the folder that was given, or the file's own.
  public let relative: Path

  /// What its first bytes show, or why it cannot be used.
  public let content: Content

  /// Which file it is; nil where that could not be found out.
  public let identity: FileIdentity?

  /// What the first bytes of a file show.
  public enum Content: Equatable, Sendable {
    /// An image that can be decoded, or at least begins as one.
    case image(ImageFormat)

    /// Something that is not even tried.
    case unusable(BatchError)
  }

  /// Looks at the first bytes of a file; what is wrong with it is told in `content`.
  ///
  /// - Parameters:
  ///   - path: The name to open it by.
  ///   - relative: The name under the output folder.
  public init(path: Path, relative: Path) {
    self.path = path
    self.relative = relative
    do throws(FileError) {
      let (bytes, status) = try File.readStart(of: path, count: FileContent.lookedAt)
      identity = status.identity
      if let format = ImageFormat.detect(bytes) {
        content = .image(format)
      } else {
        content = .unusable(.codec(path, .unknownFormat(FileContent(bytes))))
      }
    } catch {
      identity = nil
      content = .unusable(.file(error))
    }
  }

  /// What the file is, where its extension is that of another format; nil where it is not.
  var misnamed: MisnamedFile? {
    guard case .image(let format) = content,
      let shown = path.fileExtension.flatMap(OutputFormat.init(fileExtension:)),
      shown != OutputFormat(keeping: format)
    else { return nil }
    return MisnamedFile(path: path, format: format)
  }

  /// Creates an input that cannot be used.
  init(path: Path, error: BatchError) {
    self.path = path
    relative = path.lastComponent
    content = .unusable(error)
    identity = nil
  }
}
