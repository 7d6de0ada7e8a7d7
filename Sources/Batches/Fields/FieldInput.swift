public import Codecs
import Definitions
public import Files
public import Networks
public import Pixels

/// A picture as a network takes it, and as it is shown.
public struct FieldInput: Sendable {
  /// What goes into the network, 1×C×H×W.
  public let maps: Activation

  /// The same pixels as colours, before means and scales.
  public let picture: Image

  /// Width and height of the picture in its file, the orientation applied.
  public let original: ImageSize

  /// Reads a picture.
  ///
  /// - Parameters:
  ///   - path: An image file.
  ///   - stage: How pictures become the input.
  ///   - limits: How large images may be.
  /// - Throws: `BatchError` for a file that cannot be read or does not fit the stage.
  public init(
    _ path: Path, _ stage: InputStage, limits: DecodingLimits = DecodingLimits()
  ) throws(BatchError) {
    let image = try decodeImage(path, limits: limits).image
    original = image.size
    let shown = InputStage(resize: stage.resize, crop: stage.crop)
    do throws(InputError) {
      maps = try stage.activation(of: image)
      picture = try shown.activation(of: image).picture
    } catch {
      throw .definition(.input(path, error))
    }
  }
}

extension Activation {
  /// Three maps of 0 to 255 as colours.
  fileprivate var picture: Image {
    let plane = shape.height * shape.width
    var samples = [UInt8](repeating: 0, count: 3 * plane)
    for place in 0..<plane {
      for channel in 0..<3 {
        let value = values[channel * plane + place].rounded(.toNearestOrEven)
        samples[3 * place + channel] = UInt8(min(max(value, 0), 255))
      }
    }
    return Image(
      size: ImageSize(width: shape.width, height: shape.height), layout: .rgb,
      samples: .uint8(samples))
  }
}
