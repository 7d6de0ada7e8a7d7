import Codecs
import Files
import Filtering
import Pixels

/// One result of a bank, ready to be written.
struct FilterResult {
  private enum Content {
    case picture(Image)
    case array(Activation)
  }

  private let content: Content

  /// What is told about it.
  let summary: WrittenOutput

  /// A result that is written as an array.
  init(activation: Activation, plan: String?) {
    content = .array(activation)
    summary = WrittenOutput(shape: activation.shape, mapping: nil, plan: plan)
  }

  /// A result that is written as a picture; linear light is encoded as integers of a type.
  init(_ filtered: FilteredImage, encodedAs type: SampleType, range: OutputRange, plan: String?) {
    let image = filtered.image.encoded(as: type)
    content = .picture(image)
    summary = WrittenOutput(
      shape: Shape(channels: image.channels, height: image.height, width: image.width),
      mapping: WrittenOutput.Mapping(range: range, black: filtered.black, white: filtered.white),
      plan: plan)
  }

  /// The bytes of the file.
  func encoded(
    for path: Path, source: FilterSource, settings: FilterSettings
  ) throws(PipelineError) -> [UInt8] {
    switch content {
    case .array(let activation):
      return NumpyEncoder.encode(activation)
    case .picture(let image):
      do throws(CodecError) {
        return try ImageEncoder.encode(
          image, metadata: source.metadata, as: settings.format?.imageFormat ?? source.format,
          quality: settings.quality, compression: settings.compression)
      } catch {
        throw .codec(path, error)
      }
    }
  }
}
