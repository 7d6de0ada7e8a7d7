import CImageCodecs
import Pixels

// What the C target says, in our own types.

extension ImageMetadata {
  /// How a stored picture must be turned, what is kept of its file, and what of it is not by the
  /// book.
  ///
  /// - Parameters:
  ///   - found: What libjpeg has found.
  ///   - notes: What the chunks of a PNG say instead; nil for a JPEG.
  ///   - layout: The channels.
  /// - Returns: The three, the metadata for the upright picture.
  static func read(
    _ found: lenslet_metadata, notes: PNGNotes?, _ layout: ChannelLayout
  ) -> (orientation: Orientation, metadata: ImageMetadata, notices: Set<ImageNotice>) {
    let block = Array(found.exif)
    let exif = ExifFields(notes?.exif ?? ExifFields.block(block) ?? block)
    let profile = notes.map { $0.profile ?? [] } ?? Array(found.icc_profile)
    let isSound = profile.isEmpty || (profile.isWholeProfile && profile.isProfile(of: layout))
    let resolution = notes?.resolution ?? Resolution(found.density) ?? exif.resolution
    return (
      exif.orientation,
      ImageMetadata(
        iccProfile: profile.isEmpty || !isSound ? nil : profile,
        resolution: exif.orientation.exchangesAxes ? resolution?.transposed : resolution,
        colourChunks: notes?.colourChunks ?? []),
      Set((exif.isByTheBook ? [] : [.exif]) + (isSound ? [] : [.colourProfile]))
    )
  }
}

extension lenslet_source {
  /// Bytes from a source, which must outlive their reader.
  init(_ source: ByteSource) {
    self.init(
      context: Unmanaged.passUnretained(source).toOpaque(),
      next: { context in
        guard let context else { return lenslet_bytes() }
        let block = Unmanaged<ByteSource>.fromOpaque(context).takeUnretainedValue().next()
        return lenslet_bytes(
          start: block.baseAddress?.assumingMemoryBound(to: UInt8.self), count: block.count)
      })
  }
}

extension Set<ImageNotice> {
  /// The notices of a set of bits of `lenslet_notice`.
  init(_ bits: UInt32) {
    self.init(ImageNotice.allCases.filter { bits & $0.bit.rawValue != 0 })
  }
}

extension ImageNotice {
  /// The bit of the C target; none where it finds no such thing.
  fileprivate var bit: lenslet_notice {
    switch self {
    case .scanParameters: lenslet_notice_scan_parameters
    case .padding: lenslet_notice_padding
    case .adobeTransform: lenslet_notice_adobe_transform
    case .jfifVersion: lenslet_notice_jfif_version
    case .progression: lenslet_notice_progression
    case .surplusScan: lenslet_notice_surplus_scan
    case .colourProfile: lenslet_notice_colour_profile
    case .chunk: lenslet_notice_chunk
    case .surplusData: lenslet_notice_surplus_data
    case .incompleteScans: lenslet_notice_incomplete_scans
    case .marker: lenslet_notice_marker
    case .trailingBytes: lenslet_notice_trailing_bytes
    case .paletteIndex: lenslet_notice_palette_index
    case .exif, .chunkChecksum, .window: lenslet_notice(0)
    }
  }
}

extension ImageHeader {
  init(format: ImageFormat, _ header: lenslet_header, _ access: lenslet_access) {
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
  init(reading format: ImageFormat, _ outcome: lenslet_outcome, maxScans: Int = 0) {
    switch outcome.status {
    case lenslet_status_too_many_scans: self = .tooManyScans(limit: maxScans)
    case lenslet_status_ends_early: self = .endsEarly(format)
    case lenslet_status_unsupported: self = .unsupported(format, reason: outcome.text)
    case lenslet_status_out_of_memory: self = .outOfMemory(format)
    default: self = .damaged(format, reason: outcome.text)
    }
  }
}

extension CodecError {
  /// The error for an image that could not be written.
  init(writing format: ImageFormat, _ outcome: lenslet_outcome) {
    self =
      outcome.status == lenslet_status_out_of_memory
      ? .outOfMemory(format) : .encodingFailed(format, reason: outcome.text)
  }
}

extension ImageMetadata {
  /// Calls with what a format can hold of the metadata; the pointers end with the call.
  func withLibraryMetadata<Result>(
    _ layout: ChannelLayout, in format: ImageFormat, _ body: (lenslet_metadata) -> Result
  ) -> Result {
    let chunks = format == .png ? colourChunks.flatMap(\.file) : []
    return profile(suiting: layout).withUnsafeBytes { profile in
      chunks.withUnsafeBytes { chunks in
        body(
          lenslet_metadata(
            icc_profile: lenslet_bytes(profile), exif: lenslet_bytes(),
            density: lenslet_density(resolution, in: format),
            colour_chunks: lenslet_bytes(chunks)))
      }
    }
  }

  /// The colour profile, empty where there is none or it does not describe such samples.
  private func profile(suiting layout: ChannelLayout) -> [UInt8] {
    guard let iccProfile, iccProfile.isProfile(of: layout) else { return [] }
    return iccProfile
  }
}

extension [UInt8] {
  /// Whether a profile describes samples of such channels.
  ///
  /// Bytes 16 to 19 of a profile name its colour space (ICC.1:2022, 7.2.6).
  fileprivate func isProfile(of layout: ChannelLayout) -> Bool {
    let space = layout.colourCount == 1 ? "GRAY" : "RGB "
    return (128...Int(lenslet_max_profile_bytes)).contains(count)
      && self[16..<20].elementsEqual(space.utf8)
  }
}

extension ColourChunk {
  /// The whole chunk: length, name, data and checksum.
  fileprivate var file: [UInt8] {
    let checked = Array(kind.rawValue.utf8) + data
    let checksum = checked.withUnsafeBytes { lenslet_crc32(0, lenslet_bytes($0)) }
    return UInt32(data.count).bigEndianBytes + checked + checksum.bigEndianBytes
  }
}

extension UInt32 {
  fileprivate var bigEndianBytes: [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: self >> $0) }
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

extension lenslet_outcome {
  /// The library's own text.
  var text: String {
    withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
