import Reports

/// A pipeline that stays ready while jobs come, each with inputs of its own.
///
/// Several workers may write into one folder at once: nothing of earlier runs is removed, and results
/// that have the names of new ones are replaced.
package final class PipelineWorker: Sendable {
  private let batch: PipelineBatch
  private let index: ResultsIndex

  /// Prepares for jobs.
  ///
  /// - Parameter batch: A batch without inputs, whose results are recorded.
  package init(_ batch: PipelineBatch) {
    self.batch = batch
    let command = batch.job.command
    index = ResultsIndex(in: batch.job.exporter.folder) { (result) throws(ReportError) in
      try result.mapLines(command)
    }
    index.begin()
  }

  /// Does a job; may be called in several threads at once.
  ///
  /// - Parameter inputs: Images and tensors.
  /// - Returns: One record an input.
  /// - Throws: `BatchError` before any work, as `PipelineBatch`.
  package func answer(_ inputs: [PipelineInput]) throws(BatchError) -> [InputRecord] {
    let job = batch.job
    try PipelineBatch.check(inputs, in: job.exporter.folder, batch.protected(with: inputs))
    return inputs.map { input in
      let result = job.run(input, threads: 1, journal: nil, settings: batch.identity)
      index.add(result)
      return InputRecord(result, job.command)
    }
  }

  /// Records what is left.
  ///
  /// - Throws: `BatchError` where something could not be recorded.
  package func finish() throws(BatchError) { try index.finish() }
}
