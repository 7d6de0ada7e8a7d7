public import Loops
public import Pixels

/// Encodes an image as PNG or JPEG, strip by strip from the top.
///
/// The bytes do not depend on how the image is cut into strips.
public final class ImageStripWriter {
  private let format: ImageFormat
  private let writer: any ImageRowWriter

  /// Starts a file.
  ///
  /// See `ImageEncoder.encode` for what becomes of layouts, samples and metadata.
  ///
  /// - Parameters:
  ///   - size: Width and height of the whole image.
  ///   - layout: What the samples of a pixel mean.
  ///   - sampleType: 8- or 16-bit samples; real ones must be converted before.
  ///   - metadata: The colour profile and resolution to write.
  ///   - format: The format to write.
  ///   - quality: 1 (small) to 100 (close to the original); only JPEG uses it.
  ///   - subsampling: How many pixels share the samples of colours; only JPEG uses it.
  ///   - compression: How hard to compress; only PNG uses it.
  ///   - variant: The build of the row loops; only PNG uses it.
  /// - Throws: `CodecError` where width or height is 0 or more than the format holds, or memory is
  ///   short.
  public init(
    size: ImageSize, layout: ChannelLayout, sampleType: SampleType,
    metadata: ImageMetadata = ImageMetadata(), as format: ImageFormat, quality: Int = 90,
    subsampling: ChromaSubsampling = .quartered, compression: PNGCompression = .default,
    variant: Variant = .best
  ) throws(CodecError) {
    precondition((1...100).contains(quality), "a quality is 1 to 100")
    precondition(sampleType != .float32, "real samples must be converted before encoding")
    let extents = 1...format.maximumExtent
    guard extents.contains(size.width), extents.contains(size.height) else {
      throw .sizeNotEncodable(size, format)
    }
    self.format = format
    switch format {
    case .png:
      writer = try PNGRowWriter(
        size: size, layout: layout, sampleType: sampleType, metadata: metadata,
        compression: compression, variant: variant)
    case .jpeg:
      writer = try JPEGRowWriter(
        size: size, layout: layout.withoutAlpha, metadata: metadata, quality: quality,
        subsampling: subsampling)
    }
  }

  /// Encodes the next rows.
  ///
  /// - Parameter strip: Rows of the width, layout and sample type of the image.
  /// - Throws: `CodecError` where memory is short.
  /// - Complexity: O(samples).
  public func write(_ strip: Image) throws(CodecError) {
    for compression in try begin(strip) {
      compression.run()
      end(compression)
    }
  }

  /// Encodes the next rows but for what can be done apart, in any threads.
  ///
  /// What is returned is to be run, and given to `end` in the same order, before `finish`; further rows
  /// may come before. The bytes are those that `write` gives.
  ///
  /// - Parameter strip: Rows of the width, layout and sample type of the image.
  /// - Returns: What is left to do; often nothing.
  /// - Throws: `CodecError` where memory is short.
  /// - Complexity: O(samples).
  public func begin(_ strip: Image) throws(CodecError) -> [StripCompression] {
    switch (format, strip.samples) {
    case (.jpeg, _): return try begin(strip.height, strip.samplesForJPEG)
    case (.png, .uint8(let samples)): return try begin(strip.height, samples)
    case (.png, .uint16(let samples)): return try begin(strip.height, samples)
    case (.png, .float32):
      preconditionFailure("real samples must be converted before encoding")
    }
  }

  /// Stores what came of a compression that has been run.
  ///
  /// - Parameter compression: The next of those that `begin` gave.
  public func end(_ compression: StripCompression) { writer.end(compression) }

  /// Encodes what follows the pixels; once, and after all rows.
  ///
  /// - Throws: `CodecError` where memory is short.
  public func finish() throws(CodecError) { try writer.finish() }

  /// The bytes of the file that have been encoded since the last call.
  ///
  /// - Returns: Bytes that stay valid until any function of the writer is called.
  public func take() -> UnsafeRawBufferPointer { writer.take() }

  private func begin<Sample>(
    _ rows: Int, _ samples: [Sample]
  ) throws(CodecError) -> [StripCompression] {
    try samples.withUnsafeBufferPointer { (pixels) throws(CodecError) in
      guard let start = pixels.baseAddress else { return [] }
      return try writer.begin(rows, from: start)
    }
  }
}
