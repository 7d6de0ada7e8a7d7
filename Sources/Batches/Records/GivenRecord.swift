import Definitions
import Files
import Networks

/// What `index.jsonl` tells about a value of a network that was taken from a file.
public struct GivenRecord: Encodable, Sendable {
  /// The value.
  public let layer: String

  /// The file.
  public let file: String

  /// Tells about a value.
  init(_ given: GivenValue, in pipeline: Pipeline) {
    layer = pipeline.graph.names[given.value]
    file = given.path.text
  }
}
