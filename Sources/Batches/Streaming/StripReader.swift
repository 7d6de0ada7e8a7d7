import Codecs
import Filtering
import Pixels

/// Decodes an image strip by strip, in grey or linear light where that is wanted.
final class StripReader {
  private let file: ImageFile
  private let conversion: Conversion
  private var last: ImageStrip?

  /// Begins at the top.
  init(_ file: ImageFile, _ conversion: Conversion) {
    self.file = file
    self.conversion = conversion
  }

  /// Decodes further rows.
  ///
  /// - Parameters:
  ///   - count: How many, no more than are left.
  ///   - first: The first row that is still needed; those from it on come before the new ones.
  /// - Returns: A strip that ends with the new rows.
  /// - Throws: `BatchError` with the row where the file is damaged.
  func next(_ count: Int, keeping first: Int) throws(BatchError) -> ImageStrip {
    let done = file.reader.rowsRead
    let kept = last.flatMap { first < done ? $0.image.rows(first - $0.rows.lowerBound) : nil }
    let image: Image
    if conversion.isNeeded(for: file.reader.header.layout) {
      let converted = conversion.applied(to: try decoded(count, below: nil))
      image = kept.map { $0.above(converted) } ?? converted
    } else {
      image = try decoded(count, below: kept)
    }
    let strip = ImageStrip(firstRow: done + count - image.height, image)
    last = strip
    return strip
  }

  /// Decodes rows into the memory that holds those above them too.
  private func decoded(_ count: Int, below kept: Image?) throws(BatchError) -> Image {
    let header = file.reader.header
    let samples: Samples
    switch (header.sampleType, kept?.samples) {
    case (.uint16, .uint16(let above)): samples = .uint16(try read(count, below: above))
    case (.uint16, _): samples = .uint16(try read(count, below: []))
    case (_, .uint8(let above)): samples = .uint8(try read(count, below: above))
    case (_, _): samples = .uint8(try read(count, below: []))
    }
    return Image(
      size: ImageSize(width: header.size.width, height: count + (kept?.height ?? 0)),
      layout: header.layout, samples: samples)
  }

  private func read<Sample>(
    _ count: Int, below above: [Sample]
  ) throws(BatchError) -> [Sample] {
    let header = file.reader.header
    let added = count * header.size.width * header.layout.channelCount
    var failure: BatchError?
    let samples = [Sample](unsafeUninitializedCapacity: above.count + added) { buffer, filled in
      guard let start = buffer.baseAddress else { return }
      filled = buffer[..<above.count].initialize(fromContentsOf: above)
      do throws(BatchError) {
        try file.decode { (reader) throws(CodecError) in
          try reader.read(count, into: UnsafeMutableRawPointer(start + above.count))
        }
        filled += added
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return samples
  }
}

/// What is done to samples before they are filtered.
struct Conversion: Sendable {
  /// Whether colours become grey.
  let isGrey: Bool

  /// How samples become linear light; nil where they stay as they are.
  let light: TransferFunction?

  /// Whether samples become linear light.
  var isLinear: Bool { light != nil }

  /// Whether anything is done to pixels of a layout.
  func isNeeded(for layout: ChannelLayout) -> Bool {
    isLinear || (isGrey && layout.colourCount == 3)
  }

  /// Converts an image, or some rows of one.
  func applied(to image: Image) -> Image {
    let light = light.map { image.linearLight($0) } ?? image
    return isGrey ? light.grey(weights: isLinear ? .luminance : .luma) : light
  }

  /// What pixels of a layout become.
  func layout(from layout: ChannelLayout) -> ChannelLayout {
    guard isGrey else { return layout }
    return layout.hasAlpha ? .greyAlpha : .grey
  }

  /// What samples of a type become.
  func type(from type: SampleType) -> SampleType { isLinear ? .float32 : type }
}

extension Image {
  /// The rows from one on; nil where there are none.
  fileprivate func rows(_ first: Int) -> Image? {
    guard first < height else { return nil }
    let start = max(first, 0) * width * channels
    let samples: Samples =
      switch samples {
      case .uint8(let values): .uint8(Array(values[start...]))
      case .uint16(let values): .uint16(Array(values[start...]))
      case .float32(let values): .float32(Array(values[start...]))
      }
    return Image(
      size: ImageSize(width: width, height: height - max(first, 0)), layout: layout,
      samples: samples)
  }

  /// This image and another of its width, layout and type below it.
  fileprivate func above(_ other: Image) -> Image {
    let joined: Samples
    switch (samples, other.samples) {
    case (.uint8(let top), .uint8(let bottom)): joined = .uint8(top + bottom)
    case (.uint16(let top), .uint16(let bottom)): joined = .uint16(top + bottom)
    case (.float32(let top), .float32(let bottom)): joined = .float32(top + bottom)
    default: preconditionFailure("images that are joined have samples of one type")
    }
    return Image(
      size: ImageSize(width: width, height: height + other.height), layout: layout,
      samples: joined)
  }
}
