import Codecs
import Definitions
import Files
import Networks
import Pixels

extension Pipeline {
  /// Works out what each computed layer would give for an input, without decoding it.
  ///
  /// An image that has to be cropped, or resized to an exact size, is not read at all.
  ///
  /// - Parameters:
  ///   - input: The image or tensor.
  ///   - limits: How large images may be.
  /// - Returns: One summary per layer.
  /// - Throws: `BatchError` for a file that cannot be used, or does not fit.
  func plan(of input: PipelineInput, limits: DecodingLimits) throws(BatchError) -> [NodeSummary] {
    if case .image(let image) = input.source, case .unusable(let error) = image.content {
      throw error
    }
    do throws(DefinitionError) {
      if case .tensor(let key) = input.source {
        return try checkMemory(for: StoredMaps(input.path, key: key).shape, path: input.path)
      }
      if let shape = try inputShape(for: nil, path: input.path) {
        return try checkMemory(for: shape, path: input.path)
      }
    } catch {
      throw .definition(error)
    }
    let size = try readImageSize(input.path, limits: limits)
    do throws(DefinitionError) { return try plan(of: size, path: input.path) } catch {
      // Whether the picture lies on its side is known only when it is decoded.
      let turned = ImageSize(width: size.height, height: size.width)
      if let plan = try? plan(of: turned, path: input.path) { return plan }
      throw .definition(error)
    }
  }

  private func plan(of size: ImageSize, path: Path) throws(DefinitionError) -> [NodeSummary] {
    guard let shape = try inputShape(for: size, path: path) else { return [] }
    return try checkMemory(for: shape, path: path)
  }
}

/// Reads the size that the header of an image states.
private func readImageSize(
  _ path: Path, limits: DecodingLimits
) throws(BatchError) -> ImageSize {
  try ImageFile(path, limits: limits).reader.header.size
}
