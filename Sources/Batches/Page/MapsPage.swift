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
  ///   - pipeline: The steps.
  ///   - inputs: All inputs, in order.
  ///   - folder: The folder of the results.
  /// - Throws: `BatchError.page`.
  init(
    _ settings: PageSettings, of pipeline: Pipeline, inputs: [PipelineInput], folder: Path
  ) throws(BatchError) {
    self.inputs = inputs
    let nodes = pipeline.graph.nodes(neededFor: pipeline.exported)
    let described = try wrapping(
      pipeline.graph.pageSteps(nodes, path: folder), as: BatchError.page)
    var numbers: [String: Int] = [:]
    for (number, node) in nodes.enumerated() {
      for value in pipeline.graph.nodes[node].outputs {
        numbers[pipeline.name(of: value)] = number
      }
    }
    steps = numbers
    let head = PageHead(
      .maps, settings, input: pipeline.input.description, view: PageInputView(pipeline.input),
      steps: described)
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
