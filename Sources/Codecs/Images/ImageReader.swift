import CImageCodecs
import CMemory
import Pixels

/// A file being read: header first, then pixels, then what was said about them.
///
/// The one place where reading meets the C target.
struct ImageReader: ~Copyable {
  let header: ImageHeader
  private let reader: OpaquePointer

  /// Parses the header; allocates nothing that grows with the picture.
  ///
  /// - Parameters:
  ///   - file: The file; it must outlive the reader.
  ///   - format: What the first bytes show.
  /// - Throws: `CodecError` where the header ends early or is damaged or unsupported.
  init(_ file: UnsafeBufferPointer<UInt8>, format: ImageFormat) throws(CodecError) {
    let bytes = lenslet_bytes(start: file.baseAddress, count: file.count)
    var parsed = lenslet_header()
    var outcome = lenslet_outcome()
    let opened =
      switch format {
      case .png: lenslet_png_open(bytes, &parsed, &outcome)
      case .jpeg: lenslet_jpeg_open(bytes, &parsed, &outcome)
      }
    guard let opened else { throw CodecError(reading: format, outcome) }
    reader = opened
    header = ImageHeader(format: format, parsed)
  }

  deinit { lenslet_reader_close(reader) }

  /// Decodes the picture as it is stored; once a reader, and after its size has been accepted.
  func readImage() throws(CodecError) -> Image {
    let samples: Samples =
      switch header.sampleType {
      case .uint16: .uint16(try readSamples(of: UInt16.self))
      case .uint8, .float32: .uint8(try readSamples(of: UInt8.self))
      }
    return Image(size: header.size, layout: header.layout, samples: samples)
  }

  private func readSamples<Sample>(of type: Sample.Type) throws(CodecError) -> [Sample] {
    let (count, overflow) = (header.size.pixelCount ?? .max)
      .multipliedReportingOverflow(by: header.layout.channelCount)
    let (bytes, isHuge) = count.multipliedReportingOverflow(by: MemoryLayout<Sample>.stride)
    if overflow || isHuge || !lenslet_can_allocate(bytes) { throw .outOfMemory(header.format) }
    var outcome = lenslet_outcome()
    let samples = [Sample](unsafeUninitializedCapacity: count) { buffer, initialised in
      if let start = buffer.baseAddress { lenslet_prefer_large_pages(start, bytes) }
      if lenslet_reader_read(reader, buffer.baseAddress, bytes, &outcome) { initialised = count }
    }
    guard outcome.status == lenslet_status_done else {
      throw CodecError(reading: header.format, outcome)
    }
    return samples
  }

  /// Orientation, colour profile and resolution; for a PNG complete only after its pixels.
  func readMetadata() -> (orientation: Orientation, metadata: ImageMetadata) {
    let found = lenslet_reader_metadata(reader)
    let exif = ExifFields(Array(found.exif))
    let profile = Array(found.icc_profile)
    let resolution = Resolution(found.density) ?? exif.resolution
    return (
      exif.orientation,
      ImageMetadata(
        iccProfile: profile.isEmpty ? nil : profile,
        resolution: exif.orientation.exchangesAxes ? resolution?.transposed : resolution)
    )
  }
}

extension ImageHeader {
  fileprivate init(format: ImageFormat, _ header: lenslet_header) {
    self.format = format
    size = ImageSize(width: Int(header.width), height: Int(header.height))
    layout =
      switch header.channels {
      case 1: .grey
      case 2: .greyAlpha
      case 3: .rgb
      default: .rgba
      }
    sampleType = header.bits == 16 ? .uint16 : .uint8
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
