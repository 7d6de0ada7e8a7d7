/// Where the bytes of a file come from, a block at a time.
///
/// A file in memory is one block; one on a disk comes in as many as its reader likes, so that it
/// is never in memory as a whole.
public final class ByteSource {
  private let nextBlock: () -> UnsafeRawBufferPointer
  private var first: UnsafeRawBufferPointer?

  /// Creates a source.
  ///
  /// - Parameter nextBlock: Gives the next bytes, which must stay valid until the next call; the
  ///   first 512 at least with the first call, where there are so many. None at the end, and where
  ///   they cannot be had: whoever made the source knows which of both it was.
  public init(_ nextBlock: @escaping () -> UnsafeRawBufferPointer) { self.nextBlock = nextBlock }

  /// Creates a source of bytes that are in memory.
  ///
  /// - Parameter bytes: The whole file, which must outlive the source.
  public convenience init(_ bytes: UnsafeRawBufferPointer) {
    var rest = bytes
    self.init {
      defer { rest = UnsafeRawBufferPointer(start: nil, count: 0) }
      return rest
    }
  }

  /// The first bytes of the file, as many as give a format away, before anything is taken.
  var start: [UInt8] {
    let block = first ?? nextBlock()
    first = block
    return Array(block.prefix(FileContent.lookedAt))
  }

  /// Takes the next block; empty at the end.
  func next() -> UnsafeRawBufferPointer {
    guard let block = first else { return nextBlock() }
    first = nil
    return block
  }
}
