public import Pixels

/// Encodes images as PNG or JPEG files in memory.
public enum ImageEncoder {
  /// Encodes an image.
  ///
  /// PNG keeps 8 and 16 bits and all four layouts exactly. JPEG holds 8-bit grey or colour:
  /// 16-bit samples become `round(value / 257)`, alpha is left out and the colours beneath it are
  /// kept. JPEG colour is stored as YCbCr, subsampled as asked, with standard Huffman tables.
  ///
  /// A colour profile is written only where it suits: one of grey with a grey image, one of RGB
  /// with colours. What a PNG said about its colours in other chunks goes into a PNG. No orientation
  /// is written, as the picture is upright.
  ///
  /// - Parameters:
  ///   - image: The picture; 8- or 16-bit samples, real ones must be converted before.
  ///   - metadata: The colour profile and resolution to write.
  ///   - format: The format to write.
  ///   - quality: 1 (small) to 100 (close to the original); only JPEG uses it.
  ///   - subsampling: How many pixels share the samples of colours; only JPEG uses it.
  ///   - compression: How hard to compress; only PNG uses it.
  /// - Returns: The file.
  /// - Throws: `CodecError` where width or height is 0 or more than the format holds, or memory is
  ///   short.
  /// - Complexity: O(width * height).
  public static func encode(
    _ image: Image, metadata: ImageMetadata = ImageMetadata(), as format: ImageFormat,
    quality: Int = 90, subsampling: ChromaSubsampling = .quartered,
    compression: PNGCompression = .default
  ) throws(CodecError) -> [UInt8] {
    let writer = try ImageStripWriter(
      size: image.size, layout: image.layout, sampleType: image.samples.type, metadata: metadata,
      as: format, quality: quality, subsampling: subsampling, compression: compression)
    try writer.write(image)
    try writer.finish()
    return Array(writer.take())
  }
}
