package import Codecs
package import Definitions
import Files
package import Networks
import Pixels

extension PipelineInput {
  /// The bytes that an image takes as it is decoded, of 16 bits at most, and as numbers.
  ///
  /// - Parameter limits: How large images may be.
  /// - Returns: Bytes, about; 0 for a tensor.
  /// - Throws: `BatchError` for a file that cannot be used.
  package func decodedBytes(_ limits: DecodingLimits) throws(BatchError) -> Int {
    guard isImage else { return 0 }
    let header = try ImageFile(path, limits: limits).reader.header
    let samples =
      Double(header.size.width) * Double(header.size.height) * Double(header.layout.channelCount)
    return Int(min(samples * Double(2 + MemoryLayout<Float>.stride), 1e18))
  }

  /// The bytes that a network takes for the input.
  ///
  /// - Parameters:
  ///   - session: The network, ready to compute what is wanted.
  ///   - pipeline: The same with how images go in.
  ///   - limits: How large images may be.
  /// - Returns: Bytes, about.
  /// - Throws: `BatchError` for a file that cannot be used, or does not fit.
  package func networkBytes(
    _ session: Session, of pipeline: Pipeline, _ limits: DecodingLimits
  ) throws(BatchError) -> Int {
    var need = 0
    for fact in try pipeline.facts(of: self, limits: limits) {
      let facts = try wrapping(pipeline.facts(for: fact, path: path), as: BatchError.definition)
      let network = try wrapping(session.memoryBytes(for: facts)) {
        BatchError.definition(.layers(path, $0))
      }
      need = max(need, network)
    }
    return need
  }

  /// Refuses the input where it needs more memory than is allowed.
  ///
  /// - Parameters:
  ///   - need: Bytes that it takes.
  ///   - limit: Bytes that it may take.
  /// - Throws: `BatchError.memory`.
  package func check(need: Int, limit: Int) throws(BatchError) {
    guard need <= limit else { throw .memory(path, need: need, limit: limit, reason: nil) }
  }
}
