import CImageCodecs
import Pixels

/// Writes 8-bit samples as JPEG.
///
/// The one place where writing a JPEG meets the C target.
struct ImageWriter {
  let layout: ChannelLayout
  let metadata: ImageMetadata
  let quality: Int

  init(layout: ChannelLayout, metadata: ImageMetadata, quality: Int) {
    self.layout = layout
    self.metadata = metadata
    self.quality = quality
  }

  /// Encodes samples; the size must be one that the format holds.
  func write(_ samples: [UInt8], size: ImageSize) throws(CodecError) -> [UInt8] {
    let header = lenslet_header(
      width: UInt32(size.width), height: UInt32(size.height),
      channels: UInt32(layout.channelCount), bits: 8)
    var file = lenslet_buffer()
    var outcome = lenslet_outcome()
    let done = metadata.withLibraryMetadata(layout, in: .jpeg) { written in
      samples.withUnsafeBytes { pixels in
        lenslet_jpeg_write(pixels.baseAddress, header, written, CInt(quality), &file, &outcome)
      }
    }
    defer { lenslet_buffer_free(&file) }
    guard done else { throw CodecError(writing: .jpeg, outcome) }
    return Array(UnsafeBufferPointer(start: file.start, count: file.count))
  }
}
