import CImageCodecs
import Pixels

/// A file that libpng or libjpeg decodes.
///
/// The one place where reading meets the C target.
final class LibraryRowReader: ImageRowReader {
  let header: ImageHeader
  private(set) var rowsRead = 0
  private let reader: OpaquePointer
  private let source: ByteSource

  /// Parses the header; allocates nothing that grows with the picture.
  ///
  /// - Parameters:
  ///   - source: The file; what it gives out must outlive the reader.
  ///   - format: What the first bytes show.
  /// - Throws: `CodecError` where the header ends early or is damaged or unsupported.
  init(_ source: ByteSource, format: ImageFormat) throws(CodecError) {
    // The reader keeps the source alive, so that C need not.
    let bytes = lenslet_source(
      context: Unmanaged.passUnretained(source).toOpaque(),
      next: { context in
        guard let context else { return lenslet_bytes() }
        let block = Unmanaged<ByteSource>.fromOpaque(context).takeUnretainedValue().next()
        return lenslet_bytes(
          start: block.baseAddress?.assumingMemoryBound(to: UInt8.self), count: block.count)
      })
    var parsed = lenslet_header()
    var access = lenslet_access()
    var outcome = lenslet_outcome()
    let opened =
      switch format {
      case .png: lenslet_png_open(bytes, &parsed, &access, &outcome)
      case .jpeg: lenslet_jpeg_open(bytes, &parsed, &access, &outcome)
      }
    guard let opened else { throw CodecError(reading: format, outcome) }
    reader = opened
    header = ImageHeader(format: format, parsed, access)
    self.source = source
  }

  deinit { lenslet_reader_close(reader) }

  func read(_ rows: Int, into pixels: UnsafeMutableRawPointer) throws(CodecError) {
    precondition(
      rows <= header.size.height - rowsRead, "a picture has no more rows than its height")
    precondition(
      !header.isInterlaced || rows == header.size.height, "an interlaced picture is read at once")
    var outcome = lenslet_outcome()
    let done = lenslet_reader_read(reader, pixels, UInt32(rows), &outcome)
    rowsRead += Int(outcome.rows)
    if !done { throw CodecError(reading: header.format, outcome) }
  }

  func finish() throws(CodecError) {
    precondition(rowsRead == header.size.height, "a picture ends after its last row")
    var outcome = lenslet_outcome()
    let done = lenslet_reader_finish(reader, &outcome)
    if !done { throw CodecError(reading: header.format, outcome) }
  }

  var orientation: Orientation { exif.orientation }

  var metadata: ImageMetadata {
    let found = lenslet_reader_metadata(reader)
    let exif = exif
    let profile = Array(found.icc_profile)
    let resolution = Resolution(found.density) ?? exif.resolution
    return ImageMetadata(
      iccProfile: profile.isEmpty ? nil : profile,
      resolution: exif.orientation.exchangesAxes ? resolution?.transposed : resolution)
  }

  private var exif: ExifFields { ExifFields(Array(lenslet_reader_metadata(reader).exif)) }
}

extension ImageHeader {
  fileprivate init(format: ImageFormat, _ header: lenslet_header, _ access: lenslet_access) {
    let layout: ChannelLayout =
      switch header.channels {
      case 1: .grey
      case 2: .greyAlpha
      case 3: .rgb
      default: .rgba
      }
    self.init(
      format: format, size: ImageSize(width: Int(header.width), height: Int(header.height)),
      layout: layout, sampleType: header.bits == 16 ? .uint16 : .uint8,
      isInterlaced: access.all_at_once, decoderBytes: access.kept_bytes)
  }
}

extension [UInt8] {
  fileprivate init(_ bytes: lenslet_bytes) {
    self.init(UnsafeBufferPointer(start: bytes.start, count: bytes.count))
  }
}

extension Resolution {
  /// Nothing where the file says nothing: no numbers, or square pixels of unknown size.
  fileprivate init?(_ density: lenslet_density) {
    guard density.horizontal > 0, density.vertical > 0 else { return nil }
    let unit: Unit
    switch density.unit {
    case lenslet_density_inch: unit = .inch
    case lenslet_density_centimetre: unit = .centimetre
    case lenslet_density_metre: unit = .metre
    default:
      if density.horizontal == density.vertical { return nil }
      unit = .ratio
    }
    self.init(
      horizontal: Double(density.horizontal), vertical: Double(density.vertical), unit: unit)
  }
}

extension CodecError {
  /// The error for a file that could not be read.
  fileprivate init(reading format: ImageFormat, _ outcome: lenslet_outcome) {
    switch outcome.status {
    case lenslet_status_ends_early: self = .endsEarly(format)
    case lenslet_status_unsupported: self = .unsupported(format, reason: outcome.text)
    case lenslet_status_out_of_memory: self = .outOfMemory(format)
    default: self = .damaged(format, reason: outcome.text)
    }
  }
}
