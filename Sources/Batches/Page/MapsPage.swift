import Definitions
import Files
import Networks
import Page
import Synchronization

/// The page of a pipeline and its inputs.
final class MapsPage: Sendable {
  private let file: PageFile
  private let inputs: [PipelineInput]
  private let steps: [String: Int]
  private let count = Mutex(0)

  /// Starts a page.
  ///
  /// - Parameters:
  ///   - settings: What the page tells about the run.
  ///   - pipeline: The network, what goes in and what is written.
  ///   - graph: What the page shows of it.
  ///   - scores: The value that has the scores of the classes; nil where nobody asked for them.
  ///   - inputs: All inputs, in order.
  ///   - folder: The folder of the results.
  /// - Throws: `BatchError.page`.
  init(
    _ settings: PageSettings, of pipeline: Pipeline, showing graph: PageGraph,
    scores: Graph.Value?, inputs: [PipelineInput], folder: Path
  ) throws(BatchError) {
    self.inputs = inputs
    let described = try wrapping(
      graph.steps(path: folder, name: pipeline.name(of:)), as: BatchError.page)
    let names = graph.values.enumerated().map { (pipeline.name(of: $1), $0) }
    steps = Dictionary(names) { first, _ in first }
    let head = PageHead(
      .maps, settings, input: pipeline.input.description, view: PageInputView(pipeline.input),
      scores: scores.flatMap(graph.values.firstIndex), steps: described)
    file = try wrapping(PageFile(in: folder, head: head, steps: described), as: BatchError.page)
  }

  /// Adds the result of the next input.
  func add(_ result: ImageResult) {
    let number = count.withLock { count in
      defer { count += 1 }
      return count
    }
    file.add(PageImage(result, of: inputs[number], steps: steps))
  }

  /// Gives the page its name.
  func finish() throws(BatchError) { try wrapping(file.finish(), as: BatchError.page) }
}
