import Codecs
public import Files
public import Kernels

/// Reads a kernel file of any format.
///
/// - Parameter path: The file.
/// - Returns: The kernel or bank of kernels, named after the file.
/// - Throws: `DefinitionError`: `file` where the file cannot be read or is larger than
///   `KernelFile.maximumBytes`, `kernel` with the place in the file where its text is wrong or its
///   array holds no kernels, `notKernel` for a picture and the like, `kernelArray` where it is no
///   NumPy array that can be decoded.
public func readKernelFile(_ path: Path) throws(DefinitionError) -> KernelBank {
  let bytes: [UInt8]
  do throws(FileError) {
    bytes = try File.read(path, limit: KernelFile.maximumBytes)
  } catch {
    throw excess(in: path).map(DefinitionError.kernel) ?? .file(error)
  }
  let name = path.display
  let format = KernelFormat.detect(name: name, bytes: bytes)
  if format == .numpy { return try readKernelArray(bytes, path: path) }
  do throws(KernelError) {
    return try KernelFile.parse(bytes: bytes, name: name, format: format)
  } catch {
    throw foreignFile(bytes, path: path) ?? .kernel(error)
  }
}

/// The error for a file that is no kernel of any format, such as a picture or a web page; nil for
/// a text that may be meant as one.
private func foreignFile(_ bytes: [UInt8], path: Path) -> DefinitionError? {
  if ImageFormat.detect(bytes) != nil {
    return .notKernel(path, kind: "a picture", remedy: nil)
  }
  let content = FileContent(bytes)
  // Braces may be those of a program's source, and UTF-16 holds a kernel.
  let texts = ["a JSON document", "text in UTF-16"]
  guard case .other(let kind) = content, !texts.contains(kind) else { return nil }
  return .notKernel(path, kind: kind, remedy: content.remedy)
}

/// Where a text file that is too large has too many numbers, if its start shows that already.
private func excess(in path: Path) -> KernelError? {
  guard let start = try? File.readStart(of: path, count: 1 << 20).bytes else { return nil }
  do throws(KernelError) {
    _ = try KernelFile.parse(bytes: start, name: path.display)
  } catch {
    // Any other mistake may come from the cut.
    if case .malformed(.matrixTooLarge, _, _, _) = error { return error }
  }
  return nil
}

private func readKernelArray(_ bytes: [UInt8], path: Path) throws(DefinitionError) -> KernelBank {
  let array: NumpyArray
  do throws(CodecError) {
    array = try NumpyArray(decoding: bytes)
  } catch {
    if case .notNumpy = error, let foreign = foreignFile(bytes, path: path) { throw foreign }
    throw .kernelArray(path, error)
  }
  return try wrapping(
    KernelFile.parse(shape: array.shape, values: array.values, name: path.display),
    as: DefinitionError.kernel)
}
