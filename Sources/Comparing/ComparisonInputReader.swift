import Batches
import Codecs
import Comparison
import Networks
import Pixels

/// Reads images and tensors as learned filters see them, in the order red, green, blue.
struct ComparisonInputReader: Sendable {
  /// How images become what the filters see.
  let stage: InputStage

  /// How large images may be.
  let limits: DecodingLimits

  /// The order in which tensors have the channels.
  let order: ChannelOrder

  /// Reads an input.
  ///
  /// - Parameters:
  ///   - input: An image, or a tensor, which skips the stage.
  ///   - deadline: When the input has taken too long; by default the time of reading begins now.
  /// - Returns: The maps, and what is not by the book in their file.
  /// - Throws: `BatchError` for a file that cannot be read or does not fit the stage.
  func read(
    _ input: PipelineInput, until deadline: Deadline? = nil
  ) throws(BatchError) -> InputMaps {
    let read = try input.maps(stage, limits: limits, deadline: deadline)
    let maps = read.maps
    guard order == .bgr, !input.isImage, maps.shape.channels == 3 else { return read }
    let plane = maps.shape.height * maps.shape.width
    let values = [2, 1, 0].flatMap { maps.values[$0 * plane..<($0 + 1) * plane] }
    return InputMaps(maps: Activation(shape: maps.shape, values: values))
  }

  /// A part of an input as a picture: the mean is added again, and the scale divided by.
  ///
  /// - Parameters:
  ///   - maps: What was read; nil gives grey.
  ///   - field: The part; what lies outside is grey.
  /// - Returns: An 8-bit picture of as many channels.
  func picture(of maps: Activation?, _ field: StrongestPatch.Field) -> Image {
    let channels = maps?.shape.channels == 1 ? 1 : 3
    let size = ImageSize(width: field.width, height: field.height)
    var samples = [UInt8](repeating: 128, count: field.width * field.height * channels)
    if let maps {
      let (height, width) = (maps.shape.height, maps.shape.width)
      for row in max(field.y, 0)..<max(min(field.y + field.height, height), max(field.y, 0)) {
        for column in max(field.x, 0)..<max(min(field.x + field.width, width), max(field.x, 0)) {
          let start = ((row - field.y) * field.width + column - field.x) * channels
          for channel in 0..<channels {
            let value = maps.values[(channel * height + row) * width + column]
            samples[start + channel] = sample(value, channel: channel)
          }
        }
      }
    }
    return Image(size: size, layout: channels == 1 ? .grey : .rgb, samples: .uint8(samples))
  }

  /// The sample from which a value was made.
  private func sample(_ value: Float, channel: Int) -> UInt8 {
    let scale = stage.scale.count > 1 ? stage.scale[channel % stage.scale.count] : stage.scale[0]
    var mean: Float = 0
    if case .channels(let numbers) = stage.mean, !numbers.isEmpty {
      mean = numbers[channel % numbers.count]
    }
    let sample =
      stage.arithmetic == .meanThenScale
      ? value / (scale == 0 ? 1 : scale) + mean : (value + mean) / (scale == 0 ? 1 : scale)
    return sample.isFinite ? UInt8(min(max(sample, 0), 255).rounded(.toNearestOrEven)) : 128
  }
}
