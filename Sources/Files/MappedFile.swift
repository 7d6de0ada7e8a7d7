import Glibc

/// The bytes of a file without reading it: the system fetches a page when it is looked at.
///
/// A program that shortens the file while it is mapped ends this one, as with every mapped file;
/// replacing the file by another, as `File.write` does, is fine.
public final class MappedFile: @unchecked Sendable {
  /// The content, which nobody writes to.
  ///
  /// It is valid as long as the object lives: keep that in a variable or a property, and not as an
  /// intermediate result, while the bytes are in use.
  public let bytes: UnsafeRawBufferPointer

  private let isMapped: Bool

  /// Maps a file; only regular files have content that can be mapped.
  ///
  /// - Parameter path: The file; symbolic links are followed.
  /// - Throws: `FileError`: `notRegular` before a pipe is opened, which would wait for its writer.
  public init(_ path: Path) throws(FileError) {
    try Self.requireRegular(FileStatus(of: path), path)
    bytes = try withDescriptor(.read, path, flags: O_RDONLY) { descriptor throws(FileError) in
      let status = try FileStatus(of: descriptor, path: path)
      try Self.requireRegular(status, path)
      return try Self.map(descriptor, byteCount: status.byteCount, path: path)
    }
    isMapped = true
  }

  /// Holds a copy of bytes that are in memory already.
  ///
  /// - Parameter bytes: The content.
  public init(bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    self.bytes = UnsafeRawBufferPointer(copy)
    isMapped = false
  }

  /// Gives the memory of a part back that is not looked at again soon; whoever does has it fetched
  /// anew, from what the system keeps of files.
  ///
  /// Of a file of weights that are read one after the other, no more than one tensor is in memory.
  ///
  /// - Parameter range: The part, within the file; pages that reach beyond it stay.
  public func forget(_ range: Range<Int>) {
    guard isMapped, let start = bytes.baseAddress else { return }
    let page = Int(getpagesize())
    let first = (range.lowerBound + page - 1) / page * page
    let count = range.upperBound / page * page - first
    guard count > 0 else { return }
    madvise(UnsafeMutableRawPointer(mutating: start + first), count, MADV_DONTNEED)
  }

  deinit {
    guard isMapped else { return bytes.deallocate() }
    guard let start = bytes.baseAddress else { return }
    munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
  }

  private static func requireRegular(_ status: FileStatus, _ path: Path) throws(FileError) {
    switch status.kind {
    case .regular: return
    case .directory: throw .system(.read, path, .isDirectory)
    case .other: throw .notRegular(path)
    }
  }

  /// Maps all of an open file; an empty one has no pages to map.
  private static func map(
    _ descriptor: CInt, byteCount: Int, path: Path
  ) throws(FileError) -> UnsafeRawBufferPointer {
    guard byteCount > 0 else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    let start = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0)
    let code = ErrorCode.last
    guard let start, start != MAP_FAILED else { throw .system(.read, path, code) }
    return UnsafeRawBufferPointer(start: start, count: byteCount)
  }
}
