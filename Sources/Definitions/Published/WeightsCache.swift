public import Files
import func Glibc.getenv
import func Glibc.strlen

/// The folder of weights files that were downloaded.
///
/// A file has its final name there only after its checksum was found right.
public struct WeightsCache: Hashable, Sendable {
  /// The folder; it need not exist.
  public let folder: Path

  /// Creates a cache.
  ///
  /// - Parameter folder: The folder; it need not exist.
  public init(folder: Path) { self.folder = folder }

  /// The user's cache: `lenslet/weights` in `XDG_CACHE_HOME`, else in `.cache` of `HOME`.
  ///
  /// Relative paths in these variables count as not set, as their standard demands. Nil where
  /// neither is set.
  public static var user: WeightsCache? {
    let base = folder(in: "XDG_CACHE_HOME") ?? folder(in: "HOME")?.appending(".cache")
    return base.map { WeightsCache(folder: $0.appending("lenslet/weights")) }
  }

  /// The downloaded file of a name in the user's cache.
  ///
  /// - Parameter name: A name of `PublishedWeights`, such as `alexnet`.
  /// - Returns: The file; nil where the name is unknown or the file was not downloaded.
  public static func file(for name: String) -> Path? {
    guard let cache = user, let weights = PublishedWeights.named(name) else { return nil }
    let path = cache.place(of: weights)
    return FileKind(of: path) == .regular ? path : nil
  }

  /// Where a file lies, or would lie.
  ///
  /// - Parameter weights: A published file.
  /// - Returns: Its path in the folder.
  public func place(of weights: PublishedWeights) -> Path {
    folder.appending(weights.fileName)
  }

  /// Where what has come of a file so far lies.
  ///
  /// - Parameter weights: A published file.
  /// - Returns: Its path in the folder.
  public func unfinishedPlace(of weights: PublishedWeights) -> Path {
    folder.appending(weights.fileName + ".part")
  }

  private static func folder(in variable: String) -> Path? {
    guard let value = getenv(variable) else { return nil }
    let bytes = UnsafeBufferPointer(start: value, count: strlen(value))
    guard let path = Path(bytes: bytes.map(UInt8.init(bitPattern:))) else { return nil }
    return path.isAbsolute ? path : nil
  }
}

extension Model {
  /// The file of what the network has learned.
  ///
  /// - Parameter given: The file that was given; nil for what `weights get` has downloaded.
  /// - Returns: The file.
  /// - Throws: `DefinitionError.model` where neither is there, with what can be done.
  public func weightsFile(_ given: Path?) throws(DefinitionError) -> Path {
    if let path = given ?? WeightsCache.file(for: name) { return path }
    throw .model(
      PublishedWeights.named(name) == nil
        ? .weightsNotNamed(model: name, first: firstWeights) : .weightsNotDownloaded(model: name))
  }
}
