public import Loops
import Pixels

/// Decodes PNG and JPEG files that are in memory.
///
/// The format is told from the content. Grey stays grey, 16 bits stay 16 bits; palettes and 1-, 2-
/// and 4-bit samples become 8 bits, PNG transparency becomes alpha, CMYK becomes RGB. Samples are
/// those of the file: no gamma and no colour profile is applied.
public enum ImageDecoder {
  /// Reads a header without decoding the picture, and without applying a limit.
  ///
  /// - Parameter bytes: The file.
  /// - Returns: Format, size, layout and sample type.
  /// - Throws: `CodecError` where the bytes are no PNG or JPEG, or end or err in the header.
  /// - Complexity: Independent of the size of the picture.
  public static func readHeader(_ bytes: [UInt8]) throws(CodecError) -> ImageHeader {
    try bytes.withUnsafeBufferPointer { (file) throws(CodecError) in
      try rowReader(ByteSource(UnsafeRawBufferPointer(file))).header
    }
  }

  /// Decodes a file completely and turns its picture upright.
  ///
  /// The limits are checked after the header and before anything is allocated that grows with the
  /// picture. CMYK is converted as `channel = (255 - ink) * (255 - black) / 255`, rounded, without
  /// colour management, and its profile dropped.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - limits: What the file may ask for.
  /// - Returns: The upright picture with its colour profile and resolution.
  /// - Throws: `CodecError` where the bytes are no PNG or JPEG, the limits do not allow the size,
  ///   or the file ends early, is damaged, or is of an unsupported kind; with strict limits also
  ///   where it is not by the book.
  /// - Complexity: O(width * height).
  public static func decode(
    _ bytes: [UInt8], limits: DecodingLimits = DecodingLimits()
  ) throws(CodecError) -> DecodedImage {
    try decode(bytes, limits: limits, decoder: .quickest)
  }

  /// Decodes a file as `decode` does, with a choice of who decodes the pixels of a PNG.
  public static func decode(
    _ bytes: [UInt8], limits: DecodingLimits = DecodingLimits(), decoder: PNGDecoder
  ) throws(CodecError) -> DecodedImage {
    try bytes.withUnsafeBufferPointer { (file) throws(CodecError) in
      let reader = try rowReader(
        ByteSource(UnsafeRawBufferPointer(file)), isStrict: limits.isStrict,
        maxScans: limits.maxScans, decoder: decoder)
      try limits.check(reader.header)
      return try decode(reader)
    }
  }

  /// Parses the header of a file whose rows are then read one after the other.
  ///
  /// Nothing is allocated that grows with the picture, and no limit is applied.
  ///
  /// - Parameters:
  ///   - source: The file; what it gives out must outlive the reader.
  ///   - isStrict: Whether the reader throws where the file is not by the book.
  ///   - maxScans: Scans of a JPEG at most.
  ///   - variant: The build of the row loops.
  /// - Returns: The reader.
  /// - Throws: `CodecError` where the bytes are no PNG or JPEG, or end or err in the header.
  public static func rowReader(
    _ source: ByteSource, isStrict: Bool = false, maxScans: Int = DecodingLimits.usualScans,
    variant: Variant = .best
  ) throws(CodecError) -> any ImageRowReader {
    try rowReader(
      source, isStrict: isStrict, maxScans: maxScans, decoder: .quickest, variant: variant)
  }

  /// Who decodes the pixels of a PNG; all give the same.
  public enum PNGDecoder: Sendable {
    /// The quickest that can.
    case quickest
    /// libpng, whatever the file.
    case library
  }

  /// Parses a header as `rowReader` does, with a choice of who decodes the pixels of a PNG.
  package static func rowReader(
    _ source: ByteSource, isStrict: Bool = false, maxScans: Int = DecodingLimits.usualScans,
    decoder: PNGDecoder, variant: Variant = .best
  ) throws(CodecError) -> any ImageRowReader {
    let start = source.start
    guard let format = ImageFormat.detect(start) else { throw .unknownFormat(FileContent(start)) }
    let library = try LibraryRowReader(
      source, format: format, isStrict: isStrict, maxScans: maxScans)
    var reader: any ImageRowReader = library
    if format == .png, decoder == .quickest,
      let plain = PNGRowReader(library, variant: variant)
    {
      reader = plain
    }
    return isStrict ? try StrictRowReader(reader) : reader
  }

  /// Decodes all rows and turns the picture upright; see `decode(_:limits:)`.
  ///
  /// - Parameter reader: A reader of which no row was read, and whose size has been accepted.
  /// - Returns: The upright picture with its colour profile and resolution.
  /// - Throws: `CodecError` where the file ends early or is damaged, or memory is short.
  /// - Complexity: O(width * height).
  public static func decode(_ reader: any ImageRowReader) throws(CodecError) -> DecodedImage {
    let header = reader.header
    let samples = try header.makeSamples { (pixels) throws(CodecError) in
      try reader.read(header.size.height, into: pixels)
    }
    try reader.finish()
    let stored = Image(size: header.size, layout: header.layout, samples: samples)
    return DecodedImage(
      image: reader.orientation.applied(to: stored), metadata: reader.metadata,
      format: header.format, notices: reader.notices)
  }
}
