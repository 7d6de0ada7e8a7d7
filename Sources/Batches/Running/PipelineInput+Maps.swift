package import Codecs
import Definitions
import Files
package import Networks
package import Pixels

/// What goes into the first step.
package struct InputMaps: Sendable {
  /// One map a channel.
  package let maps: Activation

  /// What is not by the book in the file of an image.
  package var notices: Set<ImageNotice> = []

  /// Takes maps.
  package init(maps: Activation, notices: Set<ImageNotice> = []) {
    self.maps = maps
    self.notices = notices
  }
}

extension PipelineInput {
  /// Reads the maps that go into the first step.
  ///
  /// - Parameters:
  ///   - stage: How images become maps; tensors are taken as they are.
  ///   - limits: How large images may be.
  /// - Returns: The maps, and what is not by the book in their file.
  /// - Throws: `BatchError` for a file that cannot be read or does not fit the stage.
  package func maps(
    _ stage: InputStage, limits: DecodingLimits
  ) throws(BatchError) -> InputMaps {
    try maps(stage, limits: limits, deadline: nil)
  }

  /// Reads the maps as `maps(_:limits:)` does, within a time that has begun.
  package func maps(
    _ stage: InputStage, limits: DecodingLimits, deadline: Deadline?
  ) throws(BatchError) -> InputMaps {
    switch source {
    case .tensor(let key):
      return try wrapping(
        InputMaps(maps: StoredMaps(path, key: key).read()), as: BatchError.definition)
    case .image(let image):
      if case .unusable(let error) = image.content { throw error }
      let decoded = try decodeImage(path, limits: limits, deadline: deadline)
      return try wrapping(
        InputMaps(
          maps: stage.activation(of: decoded.image), notices: decoded.notices)
      ) { BatchError.definition(.input(path, $0)) }
    }
  }
}

extension PipelineInput {
  /// Reads what goes into a pipeline.
  ///
  /// - Parameters:
  ///   - pipeline: The pipeline, which takes images and maps, or arrays of another rank.
  ///   - limits: How large images may be.
  ///   - deadline: When the input has taken too long; by default the time begins now.
  /// - Returns: The array, and what is not by the book in the file of an image.
  /// - Throws: `BatchError` for a file that cannot be read or does not fit.
  func tensor(
    for pipeline: Pipeline, limits: DecodingLimits, deadline: Deadline? = nil
  ) throws(BatchError) -> (tensor: Tensor, notices: [ImageNotice]) {
    if case .tensor(let key) = source, !pipeline.takesPictures {
      return (try wrapping(pipeline.tensor(in: path, key: key), as: BatchError.definition), [])
    }
    let read = try maps(pipeline.input, limits: limits, deadline: deadline)
    return (Tensor(read.maps), read.notices.sorted())
  }
}
