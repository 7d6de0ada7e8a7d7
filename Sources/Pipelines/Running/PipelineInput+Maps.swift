import Codecs
import Networks
import Pixels

/// What goes into the first step.
struct InputMaps: Sendable {
  /// One map a channel.
  let maps: Activation

  /// What is not by the book in the file of an image.
  var notices: Set<ImageNotice> = []
}

extension PipelineInput {
  /// Reads the maps that go into the first step.
  ///
  /// - Parameters:
  ///   - stage: How images become maps; tensors are taken as they are.
  ///   - limits: How large images may be.
  /// - Returns: The maps, and what is not by the book in their file.
  /// - Throws: `PipelineError` for a file that cannot be read or does not fit the stage.
  func maps(_ stage: InputStage, limits: DecodingLimits) throws(PipelineError) -> InputMaps {
    switch source {
    case .tensor(let key): return InputMaps(maps: try StoredMaps(path, key: key).read())
    case .image(let image):
      if case .unusable(let error) = image.content { throw error }
      let decoded = try decodeImage(path, limits: limits)
      do throws(InputError) {
        return InputMaps(
          maps: try stage.activation(of: decoded.image), notices: decoded.notices)
      } catch {
        throw .input(path, error)
      }
    }
  }
}
