import Codecs
import Networks
import Pixels

extension PipelineInput {
  /// Reads the maps that go into the first step.
  ///
  /// - Parameters:
  ///   - stage: How images become maps; tensors are taken as they are.
  ///   - limits: How large images may be.
  /// - Returns: One map a channel.
  /// - Throws: `PipelineError` for a file that cannot be read or does not fit the stage.
  func maps(_ stage: InputStage, limits: DecodingLimits) throws(PipelineError) -> Activation {
    switch source {
    case .tensor(let key): return try StoredMaps(path, key: key).read()
    case .image(let image):
      if case .unusable(let error) = image.content { throw error }
      let decoded = try decodeImage(path, limits: limits)
      do throws(InputError) { return try stage.activation(of: decoded.image) } catch {
        throw .input(path, error)
      }
    }
  }
}
