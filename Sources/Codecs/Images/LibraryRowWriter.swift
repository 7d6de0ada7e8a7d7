import CImageCodecs
import Pixels

/// A file that libpng or libjpeg encodes.
///
/// The one place where writing meets the C target.
final class LibraryRowWriter: ImageRowWriter {
  private let format: ImageFormat
  private let writer: OpaquePointer

  /// Starts a file; the size must be one that the format holds.
  ///
  /// - Parameters:
  ///   - header: What is written; a JPEG has 8-bit samples without alpha.
  ///   - metadata: The colour profile and resolution to write.
  ///   - quality: 1 to 100; only JPEG uses it.
  /// - Throws: `CodecError` where memory is short.
  init(_ header: ImageHeader, metadata: ImageMetadata, quality: Int) throws(CodecError) {
    format = header.format
    let pixels = lenslet_header(
      width: UInt32(header.size.width), height: UInt32(header.size.height),
      channels: UInt32(header.layout.channelCount), bits: header.sampleType == .uint16 ? 16 : 8)
    var outcome = lenslet_outcome()
    let begun = metadata.profile(suiting: header.layout).withUnsafeBufferPointer { profile in
      let written = lenslet_metadata(
        icc_profile: lenslet_bytes(start: profile.baseAddress, count: profile.count),
        exif: lenslet_bytes(), density: lenslet_density(metadata.resolution, in: header.format))
      switch header.format {
      case .png: return lenslet_png_begin(pixels, written, &outcome)
      case .jpeg: return lenslet_jpeg_begin(pixels, written, CInt(quality), &outcome)
      }
    }
    guard let begun else { throw CodecError(writing: header.format, outcome) }
    writer = begun
  }

  deinit { lenslet_writer_close(writer) }

  func write(_ rows: Int, from pixels: UnsafeRawPointer) throws(CodecError) {
    var outcome = lenslet_outcome()
    let done = lenslet_writer_write(writer, pixels, UInt32(rows), &outcome)
    if !done { throw CodecError(writing: format, outcome) }
  }

  func finish() throws(CodecError) {
    var outcome = lenslet_outcome()
    let done = lenslet_writer_finish(writer, &outcome)
    if !done { throw CodecError(writing: format, outcome) }
  }

  func take() -> UnsafeRawBufferPointer {
    let bytes = lenslet_writer_take(writer)
    return UnsafeRawBufferPointer(start: bytes.start, count: bytes.count)
  }
}

extension CodecError {
  /// The error for a file that could not be written.
  fileprivate init(writing format: ImageFormat, _ outcome: lenslet_outcome) {
    self =
      outcome.status == lenslet_status_out_of_memory
      ? .outOfMemory(format) : .encodingFailed(format, reason: outcome.text)
  }
}

extension ImageMetadata {
  /// The colour profile, empty where there is none or it does not describe such samples.
  ///
  /// Bytes 16 to 19 of a profile name its colour space (ICC.1:2022, 7.2.6).
  fileprivate func profile(suiting layout: ChannelLayout) -> [UInt8] {
    guard let iccProfile, (128...lenslet_max_profile_bytes).contains(iccProfile.count) else {
      return []
    }
    let space = layout.colourCount == 1 ? "GRAY" : "RGB "
    return iccProfile[16..<20].elementsEqual(space.utf8) ? iccProfile : []
  }
}

extension lenslet_density {
  /// The numbers as a format holds them, zero where it cannot.
  ///
  /// A PNG counts in metres, a JPEG in inches or centimetres, both in integers.
  fileprivate init(_ resolution: Resolution?, in format: ImageFormat) {
    self.init()
    guard let resolution else { return }
    let stored =
      switch (format, resolution.unit) {
      case (.png, _): resolution.converted(to: .metre)
      case (.jpeg, .metre): resolution.converted(to: .inch)
      case (.jpeg, _): resolution
      }
    guard let horizontal = UInt32(exactly: stored.horizontal.rounded()),
      let vertical = UInt32(exactly: stored.vertical.rounded())
    else { return }
    self.horizontal = horizontal
    self.vertical = vertical
    switch stored.unit {
    case .inch: unit = lenslet_density_inch
    case .centimetre: unit = lenslet_density_centimetre
    case .metre: unit = lenslet_density_metre
    case .ratio: unit = lenslet_density_ratio
    }
  }
}
