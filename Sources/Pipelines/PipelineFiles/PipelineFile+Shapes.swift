public import Files
import Networks
import Pixels

extension PipelineFile {
  /// Checks what does not depend on the size of the images: channels and groups.
  ///
  /// - Parameter path: The pipeline file, for the error.
  /// - Throws: `PipelineError.layers` with the step and the shapes.
  public func checkShapes(path: Path) throws(PipelineError) {
    let image = Shape(channels: input.colour.channels, height: 1024, width: 1024)
    do throws(LayerError) {
      _ = try layers.summaries(for: image)
    } catch {
      if error.isOfAnySize { throw .layers(path, error) }
    }
  }
}

extension LayerError {
  /// Whether an input of another height and width would not fit either.
  fileprivate var isOfAnySize: Bool {
    switch self {
    case .channels, .groups, .invalid, .parameterCount: true
    case .windowTooLarge, .outputTooLarge, .unequalOutputs: false
    case .step(_, let error): error.isOfAnySize
    }
  }
}
