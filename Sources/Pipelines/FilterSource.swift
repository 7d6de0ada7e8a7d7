import Codecs
import Files
import Filtering
import Pixels

/// An image that is ready to be filtered: decoded, and grey or linear where that is wanted.
struct FilterSource {
  /// The file.
  let path: Path

  /// What is filtered.
  let image: Image

  /// What is written beside the samples.
  let metadata: ImageMetadata

  /// The format of the file.
  let format: ImageFormat

  /// The samples of the file.
  let sampleType: SampleType

  /// Pixels of the file.
  var pixels: Int { image.width * image.height }

  /// Reads and decodes a file.
  init(_ path: Path, settings: FilterSettings) throws(PipelineError) {
    let decoded = try decodeImage(path, limits: settings.limits)
    self.path = path
    metadata = decoded.metadata
    format = decoded.format
    sampleType = decoded.image.samples.type
    var image = decoded.image
    if settings.isLinear { image = image.linearLight() }
    if settings.isGrey { image = image.grey(weights: settings.isLinear ? .luminance : .luma) }
    self.image = image
  }

  /// Applies a bank.
  func results(
    of bank: KernelBank, settings: FilterSettings
  ) throws(PipelineError) -> [FilterResult] {
    do throws(FilteringError) {
      let convolver = settings.convolver
      let plans: [String?] =
        settings.explains
        ? try convolver.explanation(
          of: bank, for: image, range: settings.format == .npy ? nil : settings.range)
        : []
      let plan = plans.compactMap { $0 }.joined(separator: "; ")
      if settings.format == .npy {
        return try convolver.responses(of: image, to: bank).map {
          FilterResult(activation: $0, plan: settings.explains ? plan : nil)
        }
      }
      return try convolver.filter(image, with: bank, range: settings.range).map {
        FilterResult(
          $0, encodedAs: sampleType, range: settings.range, plan: settings.explains ? plan : nil)
      }
    } catch {
      throw .filtering(path, kernel: bank.name, error)
    }
  }
}

/// Reads and decodes a file; its bytes are gone when this returns.
func decodeImage(_ path: Path, limits: DecodingLimits) throws(PipelineError) -> DecodedImage {
  let bytes = try readImage(path, limits: limits)
  do throws(CodecError) {
    return try ImageDecoder.decode(bytes, limits: limits)
  } catch {
    throw .codec(path, error)
  }
}

/// Reads the bytes of an image, no more than one within the limits can have.
func readImage(_ path: Path, limits: DecodingLimits) throws(PipelineError) -> [UInt8] {
  do throws(FileError) {
    return try File.read(path, limit: limits.maxFileBytes)
  } catch {
    throw .file(error)
  }
}

extension DecodingLimits {
  /// More than a file within the limit can have: 8 bytes a pixel and 64 MiB of other things.
  fileprivate var maxFileBytes: Int {
    let samples = min(maxPixels, Int.max / 16) * 8
    return samples + (64 << 20)
  }
}
