import Batches
import Networks
import Threads

extension InputLook {
  /// The bytes that an input takes, about, where there is a limit; 0 where there is none.
  ///
  /// Sixteen maps of learned filters are computed at once, each as large as the input at most.
  ///
  /// - Throws: `BatchError`: `memory` for more than the limit, and for a file that cannot be used.
  func memoryNeeded(for input: PipelineInput) throws(BatchError) -> Int {
    guard let limit = budget.limit else { return 0 }
    var need = try input.decodedBytes(reader.limits)
    for fact in try pipeline.facts(of: input, limits: reader.limits) {
      let map = fact.shape.suffix(2).reduce(1.0) { $0 * Double($1) }
      need = max(need, Int(min(map * 20 * Double(MemoryLayout<Float>.stride), 1e18)))
    }
    if let layers { need += try layers.memoryNeeded(for: input) }
    try input.check(need: need, limit: limit)
    return need
  }
}

extension LayerComparison {
  /// The bytes that the networks take for an input, about: one runs after the other.
  ///
  /// - Throws: `BatchError` for a file that cannot be used, or does not fit.
  func memoryNeeded(for input: PipelineInput) throws(BatchError) -> Int {
    let own = try input.networkBytes(session, of: network.pipeline, limits)
    guard let other, let otherSession else { return own }
    return max(own, try input.networkBytes(otherSession, of: other.pipeline, limits))
  }
}
