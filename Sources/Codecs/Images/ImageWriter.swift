import CImageCodecs
import Pixels

/// Writes samples in a format that holds them as they are.
///
/// The one place where writing meets the C target.
struct ImageWriter {
  let format: ImageFormat
  let layout: ChannelLayout
  let metadata: ImageMetadata
  let quality: Int

  init(_ format: ImageFormat, layout: ChannelLayout, metadata: ImageMetadata, quality: Int) {
    self.format = format
    self.layout = layout
    self.metadata = metadata
    self.quality = quality
  }

  /// Encodes samples of one or two bytes; the size must be one that the format holds.
  func write<Sample>(_ samples: [Sample], size: ImageSize) throws(CodecError) -> [UInt8] {
    let header = lenslet_header(
      width: UInt32(size.width), height: UInt32(size.height),
      channels: UInt32(layout.channelCount), bits: UInt32(8 * MemoryLayout<Sample>.stride))
    var file = lenslet_buffer()
    var outcome = lenslet_outcome()
    let done = metadata.profile(suiting: layout).withUnsafeBufferPointer { profile in
      let written = lenslet_metadata(
        icc_profile: lenslet_bytes(start: profile.baseAddress, count: profile.count),
        exif: lenslet_bytes(), density: lenslet_density(metadata.resolution, in: format))
      return samples.withUnsafeBytes { pixels in
        switch format {
        case .png: lenslet_png_write(pixels.baseAddress, header, written, &file, &outcome)
        case .jpeg:
          lenslet_jpeg_write(pixels.baseAddress, header, written, CInt(quality), &file, &outcome)
        }
      }
    }
    defer { lenslet_buffer_free(&file) }
    guard done else {
      throw outcome.status == lenslet_status_out_of_memory
        ? .outOfMemory(format) : .encodingFailed(format, reason: outcome.text)
    }
    return Array(UnsafeBufferPointer(start: file.start, count: file.count))
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
