public import Files
import Networks
public import Pixels

extension PipelineFile {
  /// The maps that go into the first step.
  ///
  /// - Parameters:
  ///   - size: The size of an image; nil where the crop or resize of the file tells.
  ///   - path: The pipeline file, for errors.
  /// - Returns: Their shape; nil where the size of an image is needed.
  /// - Throws: `PipelineError.input` where the image does not fit the input stage.
  public func inputShape(for size: ImageSize?, path: Path) throws(PipelineError) -> Shape? {
    guard let size = size ?? fixedSize else { return nil }
    do throws(InputError) { return try input.outputShape(for: size) } catch {
      throw .input(path, error)
    }
  }

  /// Checks all that can be known before any image is read.
  ///
  /// Where images keep sizes of their own, these are the numbers of channels and groups.
  ///
  /// - Parameter path: The pipeline file, for errors.
  /// - Throws: `PipelineError`: `layers` with the step and the shapes, or `input`.
  public func checkShapes(path: Path) throws(PipelineError) {
    do throws(PipelineError) {
      let image = ImageSize(width: 1024, height: 1024)
      guard let shape = try inputShape(for: fixedSize ?? image, path: path) else { return }
      do throws(LayerError) { _ = try layers.summaries(for: shape) } catch {
        throw .layers(path, error)
      }
    } catch {
      if fixedSize != nil || error.isOfAnySize { throw error }
    }
  }

  /// The size of the images that the first step sees; nil where it depends on the image.
  private var fixedSize: ImageSize? {
    if let crop = input.crop { return crop }
    if case .exact(let size) = input.resize?.target { return size }
    return nil
  }
}

extension PipelineError {
  /// Whether an image of another height and width would not fit either.
  fileprivate var isOfAnySize: Bool {
    switch self {
    case .input(_, .numberCount): true
    case .layers(_, let error): error.isOfAnySize
    default: false
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
