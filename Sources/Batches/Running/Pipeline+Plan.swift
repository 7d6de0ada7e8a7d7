package import Codecs
package import Definitions
import Files
package import Networks
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
    let facts = try facts(of: input, limits: limits)
    var mistake: DefinitionError?
    for fact in facts {
      do throws(DefinitionError) { return try checkMemory(for: fact, path: input.path) } catch {
        mistake = mistake ?? error
      }
    }
    if let mistake { throw .definition(mistake) }
    return []
  }

  /// What would go in of an input, without decoding it.
  ///
  /// - Parameters:
  ///   - input: The image or tensor.
  ///   - limits: How large images may be.
  /// - Returns: What is known of it; of an image that may lie on its side, which is known only when
  ///   it is decoded, both.
  /// - Throws: `BatchError` for a file that cannot be used, or does not fit.
  package func facts(
    of input: PipelineInput, limits: DecodingLimits
  ) throws(BatchError) -> [Fact] {
    if case .image(let image) = input.source, case .unusable(let error) = image.content {
      throw error
    }
    do throws(DefinitionError) {
      if case .tensor(let key) = input.source {
        if !takesPictures { return [try fact(of: input.path, key: key)] }
        return [Fact(try StoredMaps(input.path, key: key).shape)]
      }
      if let shape = try inputShape(for: nil, path: input.path) { return [Fact(shape)] }
    } catch {
      throw .definition(error)
    }
    let size = try readImageSize(input.path, limits: limits)
    let turned = ImageSize(width: size.height, height: size.width)
    do throws(DefinitionError) {
      var shapes = [try inputShape(for: size, path: input.path)]
      shapes.append(try? inputShape(for: turned, path: input.path))
      return shapes.compactMap { $0.map { Fact($0) } }
    } catch {
      guard let shape = try? inputShape(for: turned, path: input.path) else {
        throw .definition(error)
      }
      return [Fact(shape)]
    }
  }
}

/// Reads the size that the header of an image states.
private func readImageSize(
  _ path: Path, limits: DecodingLimits
) throws(BatchError) -> ImageSize {
  try ImageFile(path, limits: limits).reader.header.size
}
