import Files

/// What `index.jsonl` tells about a layer of an input that was not written.
package struct MapFailure: Encodable, Sendable {
  /// The command.
  let command: BatchCommand

  /// The image or tensor.
  let input: String

  /// The layer.
  let layer: String

  /// What became of it.
  let status = FilterRecord.Status.failed

  /// The sort of the error, for programs.
  let kind: BatchError.Kind

  /// What is wrong.
  let error: String

  /// Tells about a layer.
  init(_ command: BatchCommand, _ input: Path, layer: String, _ error: BatchError) {
    self.command = command
    self.input = input.text
    self.layer = layer
    kind = error.kind
    self.error = error.description
  }
}
