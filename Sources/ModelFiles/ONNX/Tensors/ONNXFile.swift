import Files
import Synchronization
import Weights

/// A mapped ONNX file with the files beside it that hold values.
///
/// Every tensor keeps it, so that the bytes stay as long as anyone can ask for values. Another file
/// is mapped when the first value in it is asked for, once.
final class ONNXFile: Sendable {
  private let mapped: MappedFile
  private let folder: Path?
  private let externalFiles = Mutex<[Path: MappedFile]>([:])

  /// Takes a mapped file.
  ///
  /// - Parameters:
  ///   - mapped: The file.
  ///   - folder: Where external data is looked for; nil if there is none.
  init(_ mapped: MappedFile, folder: Path?) {
    (self.mapped, self.folder) = (mapped, folder)
  }

  /// The content, valid as long as the object lives.
  var bytes: UnsafeRawBufferPointer { mapped.bytes }

  /// Gives the memory of a part back.
  ///
  /// - Parameter range: The part.
  func forget(_ range: Range<Int>) { mapped.forget(range) }

  /// Finds values in another file.
  ///
  /// - Parameters:
  ///   - data: Where they are said to be.
  ///   - byteCount: How many bytes the shape has.
  ///   - tensor: Whose they are.
  /// - Returns: The file, and where in it they are.
  /// - Throws: `ModelFileError.external` where the file lies outside the folder, cannot be read or
  ///   is too short.
  func external(
    _ data: ONNXExternalData, byteCount: Int, of tensor: ModelFileError.Tensor
  ) throws(ModelFileError) -> (MappedFile, Range<Int>) {
    if let stated = data.byteCount, stated != byteCount {
      throw .external(
        tensor, location: data.location, .length(stated: stated, expected: byteCount))
    }
    let found: MappedFile
    do throws(ExternalDataProblem) {
      let path = try place(of: data.location)
      found = try file(at: path)
    } catch {
      throw .external(tensor, location: data.location, error)
    }
    guard let range = found.bytes.range(at: data.offset, count: byteCount) else {
      throw .external(
        tensor, location: data.location,
        .outsideFile(offset: data.offset, byteCount: byteCount, fileSize: found.bytes.count))
    }
    return (found, range)
  }

  /// The file that is meant, all links followed, if it lies in the folder.
  private func place(of location: String) throws(ExternalDataProblem) -> Path {
    guard let relative = Path(bytes: location.utf8), !relative.components.isEmpty else {
      throw .noLocation
    }
    guard !relative.isAbsolute else { throw .absolute }
    guard !relative.components.contains(Path("..")) else { throw .upwards }
    guard let folder else { throw .noFolder }
    let path = folder.appending(relative)
    guard let resolved = path.resolved, let root = folder.resolved else { return path }
    guard resolved.isInside(root) else { throw .link(resolved) }
    return resolved
  }

  private func file(at path: Path) throws(ExternalDataProblem) -> MappedFile {
    if let known = externalFiles.withLock({ $0[path] }) { return known }
    let opened = try wrapping(MappedFile(path), as: ExternalDataProblem.file)
    // Another thread may have mapped it meanwhile; both then use the same.
    return externalFiles.withLock { files in
      let first = files[path] ?? opened
      files[path] = first
      return first
    }
  }
}
