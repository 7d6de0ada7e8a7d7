import Codecs
import Files
import Filtering
import Loops
import Pixels

/// A result that is encoded and written while it takes shape.
///
/// The file appears with `finish`; without it nothing stays.
final class ResultFile: StreamedResult {
  /// Some rows, ready to be encoded.
  enum Part {
    case picture(Image)
    case array(Activation)
  }

  /// What makes pictures; nil for arrays.
  struct Picture {
    let format: ImageFormat
    let quality: Int
    let subsampling: ChromaSubsampling
    let variant: Variant
    let compression: PNGCompression
    let range: OutputRange
    /// The samples of the input, which those of the result are like.
    let sampleType: SampleType
    /// How samples encode light, where filters see light.
    let light: TransferFunction?
    let metadata: ImageMetadata
    /// Whether the input has alpha, which is copied.
    let hasAlpha: Bool
  }

  /// The file.
  let path: Path

  private let filter: StripFilter
  private let picture: Picture?
  private var encoder: ImageStripWriter?
  private var file: FileWriter?
  private var rows = 0
  /// Bytes of samples that were encoded since bytes were last written.
  private var unwritten = 0

  /// Samples of so many bytes make a block that is worth a call of the system.
  private static let writtenBytes = 1 << 19

  /// Prepares a file; nothing is made before the first rows come.
  init(_ path: Path, _ filter: StripFilter, picture: Picture?) {
    self.path = path
    self.filter = filter
    self.picture = picture
  }

  func compute(_ outputs: Range<Int>, of strip: ImageStrip) -> Part {
    guard let picture else { return .array(filter.responses(outputs, of: strip)) }
    return .picture(
      filter.picture(outputs, of: strip).encoded(as: picture.sampleType, by: picture.light))
  }

  func receive(_ part: Part) throws(BatchError) -> [StripCompression] {
    switch part {
    case .picture(let rows): return try encode(rows)
    case .array(let rows):
      try write(rows)
      return []
    }
  }

  func store(_ compression: StripCompression) throws(BatchError) {
    encoder?.end(compression)
    try writeEncoded(unless: rows == filter.size.height)
  }

  /// Writes what is left and gives the file its name.
  func finish() throws(BatchError) {
    try wrapping(encoder?.finish()) { BatchError.codec(path, $0) }
    try writeEncoded()
    try wrapping(opened().finish(), as: BatchError.file)
  }

  private func encode(_ strip: Image) throws(BatchError) -> [StripCompression] {
    let left: [StripCompression]
    do throws(CodecError) {
      if encoder == nil { encoder = try begin(strip) }
      left = try encoder?.begin(strip) ?? []
    } catch {
      throw .codec(path, error)
    }
    rows += strip.height
    unwritten += strip.samples.count * (picture?.sampleType == .uint16 ? 2 : 1)
    if left.isEmpty { try writeEncoded(unless: rows == filter.size.height) }
    return left
  }

  private func begin(_ strip: Image) throws(CodecError) -> ImageStripWriter {
    guard let picture else { preconditionFailure("an array is not encoded as a picture") }
    return try ImageStripWriter(
      size: filter.size, layout: strip.layout, sampleType: strip.samples.type,
      metadata: picture.metadata, as: picture.format, quality: picture.quality,
      subsampling: picture.subsampling,
      compression: picture.compression, variant: picture.variant)
  }

  /// Writes what is encoded where that is worth a call of the system, and not the last.
  private func writeEncoded(unless isLast: Bool) throws(BatchError) {
    if unwritten >= ResultFile.writtenBytes, !isLast { try writeEncoded() }
  }

  private func writeEncoded() throws(BatchError) {
    guard let encoder else { return }
    unwritten = 0
    try wrapping(opened().append(encoder.take()), as: BatchError.file)
  }

  /// Writes rows of all planes, each in its place.
  private func write(_ strip: Activation) throws(BatchError) {
    let (height, width) = (filter.size.height, filter.size.width)
    let header = NumpyHeader.encode(shape: [filter.channels, height, width])
    do throws(FileError) {
      let file = try opened()
      if rows == 0 { try file.write(header, at: 0) }
      let count = strip.shape.height * width
      for channel in 0..<filter.channels {
        let values = strip.values[channel * count..<(channel + 1) * count]
        let place = channel * height * width + rows * width
        try file.write(values.map(\.bitPattern.littleEndian), at: header.count + 4 * place)
      }
    } catch {
      throw .file(error)
    }
    rows += strip.shape.height
  }

  private func opened() throws(FileError) -> FileWriter {
    if let file { return file }
    let file = try FileWriter(path, makesDirectories: true)
    self.file = file
    return file
  }
}

extension ResultFile {
  /// What is told about the file.
  ///
  /// - Parameter plan: How it was computed, where that is told.
  /// - Returns: Its shape and how values became samples.
  func summary(plan: String?) -> WrittenOutput {
    let channels = filter.channels + (picture?.hasAlpha == true ? 1 : 0)
    var mapping: WrittenOutput.Mapping?
    if let picture, let black = filter.black, let white = filter.white {
      mapping = WrittenOutput.Mapping(range: picture.range, black: black, white: white)
    }
    return WrittenOutput(
      shape: Shape(channels: channels, height: filter.size.height, width: filter.size.width),
      mapping: mapping, plan: plan)
  }
}

extension FileWriter {
  /// Writes values at a place of their own.
  fileprivate func write<Value: BitwiseCopyable>(
    _ values: [Value], at offset: Int
  ) throws(FileError) {
    try values.withUnsafeBufferPointer { (buffer) throws(FileError) in
      try write(UnsafeRawBufferPointer(buffer), at: offset)
    }
  }
}
