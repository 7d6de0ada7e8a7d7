package import Files

extension FileStamp {
  /// What an input holds that was just read; nil for what is no file, as a pipe.
  ///
  /// - Parameters:
  ///   - path: The input.
  ///   - before: Its status before it was read.
  /// - Throws: `BatchError`: `changed` where it has another length or time now, or `file`.
  package init?(ofRead path: Path, since before: FileStatus?) throws(BatchError) {
    guard before?.kind == .regular else { return nil }
    let stamp = try wrapping(FileStamp(of: path), as: BatchError.file)
    guard stamp.bytes == before?.byteCount, stamp.modified == before?.modified else {
      throw .changed(path)
    }
    self = stamp
  }
}
