package import Codecs
package import Files
import Loops
import Pixels

/// An image file that is open, its header read and its size accepted.
final class ImageFile {
  /// The file.
  let path: Path

  /// Its decoder.
  let reader: any ImageRowReader

  /// When the image has taken too long.
  var deadline: Deadline { blocks.deadline }

  private let blocks: FileBlocks
  private let status: FileStatus

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limits: What it may ask for.
  ///   - variant: The build of the row loops that decode it.
  ///   - deadline: When the image has taken too long; by default the time begins now.
  /// - Throws: `BatchError` where it cannot be read, is no image, or is too large.
  init(
    _ path: Path, limits: DecodingLimits, variant: Variant = .best, deadline: Deadline? = nil
  ) throws(BatchError) {
    self.path = path
    let file = try wrapping(FileReader(path), as: BatchError.file)
    status = file.status
    blocks = FileBlocks(file, until: deadline ?? Deadline(for: path, limits))
    do throws(CodecError) {
      reader = try ImageDecoder.rowReader(
        ByteSource(blocks.next), isStrict: limits.isStrict, maxScans: limits.maxScans,
        variant: variant)
      try limits.check(reader.header)
    } catch {
      throw blocks.failure ?? .codec(path, error)
    }
  }

  /// Starts the clock of the image anew, which had to wait for others.
  func beginNow(_ limits: DecodingLimits) { blocks.deadline = Deadline(for: path, limits) }

  /// How the samples encode light.
  ///
  /// - Throws: `BatchError.codec` where the file says something that is not known.
  func transferFunction() throws(BatchError) -> TransferFunction {
    do throws(CodecError) {
      return TransferFunction(
        try reader.metadata.transferCurve(), for: reader.header.sampleType)
    } catch {
      throw .codec(path, error)
    }
  }

  /// Checks that the file was not written to while it was read.
  ///
  /// - Throws: `BatchError`: `changed`, or `file` where it is gone.
  func checkUnchanged() throws(BatchError) {
    let now = try wrapping(FileStatus(of: path), as: BatchError.file)
    guard now.byteCount == status.byteCount, now.modified == status.modified else {
      throw .changed(path)
    }
  }

  /// Decodes something; an error names the file and, where rows are damaged, the row.
  func decode<Result>(
    _ body: (any ImageRowReader) throws(CodecError) -> Result
  ) throws(BatchError) -> Result {
    try deadline.check()
    do throws(CodecError) {
      return try body(reader)
    } catch {
      if let failure = blocks.failure { throw failure }
      let (row, height) = (reader.rowsRead, reader.header.size.height)
      throw error.isAboutRows && row < height
        ? .row(path, row + 1, of: height, error) : .codec(path, error)
    }
  }
}

extension CodecError {
  /// Whether it matters at which row it was found.
  fileprivate var isAboutRows: Bool {
    switch self {
    case .outOfMemory, .unsupported, .notByTheBook: false
    default: true
    }
  }
}

/// The bytes of a file, a block at a time; a small file is one block.
private final class FileBlocks {
  /// Why the last block could not be read.
  private(set) var failure: BatchError?

  /// When the file has taken too long.
  var deadline: Deadline

  private let file: FileReader
  private let buffer: UnsafeMutableRawBufferPointer

  /// Bytes of a block, of which the decoder's own reads are a part.
  static let blockSize = 1 << 18

  init(_ file: FileReader, until deadline: Deadline) {
    self.file = file
    self.deadline = deadline
    let size = min(max(file.status.byteCount, 4096), FileBlocks.blockSize)
    buffer = .allocate(byteCount: size, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// The next block; empty at the end and after a failure.
  func next() -> UnsafeRawBufferPointer {
    do throws(BatchError) {
      try deadline.check()
      let count = try wrapping(file.read(into: buffer), as: BatchError.file)
      return UnsafeRawBufferPointer(rebasing: buffer[..<count])
    } catch {
      failure = error
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
  }
}

/// Reads and decodes a whole file.
package func decodeImage(
  _ path: Path, limits: DecodingLimits, deadline: Deadline? = nil
) throws(BatchError) -> DecodedImage {
  try ImageFile(path, limits: limits, deadline: deadline).decode { (reader) throws(CodecError) in
    try ImageDecoder.decode(reader)
  }
}
