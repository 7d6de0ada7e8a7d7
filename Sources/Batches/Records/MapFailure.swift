import Codecs
import Files

/// What `index.jsonl` tells about an input that failed, or about a layer that was not written.
public struct MapFailure: Encodable, Sendable {
  /// The image or tensor.
  public let image: String

  /// The layer of which a file was not written; nil where nothing was.
  public let layer: String?

  /// What is wrong.
  public let error: String

  /// What is not by the book in the file of the image; nil where nothing is.
  public let notices: [String]?

  /// Tells about an input.
  ///
  /// - Parameters:
  ///   - input: The image or tensor.
  ///   - layer: The layer; nil where the input itself failed.
  ///   - notices: What is not by the book in its file.
  ///   - error: What is wrong.
  init(
    _ input: Path, layer: String? = nil, notices: [ImageNotice] = [], _ error: BatchError
  ) {
    image = input.text
    self.layer = layer
    self.error = error.description
    self.notices = notices.recorded
  }
}
