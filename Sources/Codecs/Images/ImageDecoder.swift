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
    let format = try recognisedFormat(of: bytes)
    return try bytes.withUnsafeBufferPointer { file throws(CodecError) in
      try ImageReader(file, format: format).header
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
  ///   or the file ends early, is damaged, or is of an unsupported kind.
  /// - Complexity: O(width * height).
  public static func decode(
    _ bytes: [UInt8], limits: DecodingLimits = DecodingLimits()
  ) throws(CodecError) -> DecodedImage {
    switch try recognisedFormat(of: bytes) {
    case .png: try decodePNG(bytes, limits: limits)
    case .jpeg:
      try bytes.withUnsafeBufferPointer { file throws(CodecError) in
        let reader = try ImageReader(file, format: .jpeg)
        try check(reader.header, limits)
        let stored = try reader.readImage()
        let (orientation, metadata) = reader.readMetadata()
        return DecodedImage(
          image: orientation.applied(to: stored), metadata: metadata, format: .jpeg)
      }
    }
  }

  /// Decodes a PNG as `decode` does, with a choice of who decodes its pixels.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - limits: What the file may ask for.
  ///   - decoder: Who decodes the pixels; all give the same.
  /// - Returns: The upright picture with its colour profile and resolution.
  /// - Throws: `CodecError`.
  package static func decodePNG(
    _ bytes: [UInt8], limits: DecodingLimits = DecodingLimits(),
    decoder: PNGRowReader.Decoder = .quickest
  ) throws(CodecError) -> DecodedImage {
    try bytes.withUnsafeBufferPointer { file throws(CodecError) in
      let reader = try PNGRowReader(file, decoder: decoder)
      let header = reader.header
      try check(header, limits)
      let samples = try header.makeSamples { pixels, _ throws(CodecError) in
        try reader.read(header.size.height, into: pixels)
      }
      let (orientation, metadata) = try reader.finish()
      let stored = Image(size: header.size, layout: header.layout, samples: samples)
      return DecodedImage(
        image: orientation.applied(to: stored), metadata: metadata, format: .png)
    }
  }

  private static func check(
    _ header: ImageHeader, _ limits: DecodingLimits
  ) throws(CodecError) {
    guard limits.allow(header.size) else {
      throw .tooManyPixels(header.size, limit: limits.maxPixels)
    }
  }

  private static func recognisedFormat(of bytes: [UInt8]) throws(CodecError) -> ImageFormat {
    guard let format = ImageFormat.detect(bytes) else {
      throw .unknownFormat(FileContent(bytes))
    }
    return format
  }
}
