import Codecs
import Pixels
import RowLoopTable
import Testing
import _TestSupport

/// PNG files of the kinds that the quick decoder takes, with filters of the test's choice.
struct PlainPNG: CustomTestStringConvertible {
  let layout: ChannelLayout
  let bits: Int
  var testDescription: String { "\(layout), \(bits) bits" }

  static let all = ChannelLayout.allCases.flatMap { layout in
    [8, 16].map { PlainPNG(layout: layout, bits: $0) }
  }

  /// How neighbouring samples are related.
  enum Content: CaseIterable {
    case noise
    case smooth
  }

  var sampleType: SampleType { bits == 16 ? .uint16 : .uint8 }
  var pixelBytes: Int { layout.channelCount * bits / 8 }

  /// A picture of this kind.
  func image(_ width: Int, _ height: Int, _ content: Content, seed: UInt64 = 1) -> Image {
    let values = patternedSamples(
      width: width, height: height, channels: layout.channelCount, isNoise: content == .noise,
      seed: seed)
    return Image(
      size: ImageSize(width: width, height: height), layout: layout,
      samples: bits == 16
        ? .uint16(values) : .uint8(values.map { UInt8($0 >> 8) }))
  }

  /// The rows of a picture behind the bytes of their filters.
  func filteredRows(_ image: Image, _ filter: (Int) -> PNGLoops.Filter) -> [UInt8] {
    let bytes: [UInt8] =
      switch image.samples {
      case .uint8(let samples): samples
      case .uint16(let samples): samples.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
      case .float32: []
      }
    let rowBytes = image.width * pixelBytes
    var above = [UInt8](repeating: 0, count: rowBytes)
    var rows: [UInt8] = []
    for y in 0..<image.height {
      let row = Array(bytes[y * rowBytes..<(y + 1) * rowBytes])
      rows.append(filter(y).rawValue)
      rows += ReferenceFilter.apply(filter(y), row, above, pixelBytes: pixelBytes)
      above = row
    }
    return rows
  }

  /// IHDR of a picture.
  func header(_ size: ImageSize) -> [UInt8] {
    let type: PNGBuilder.ColourType =
      switch layout {
      case .grey: .grey
      case .greyAlpha: .greyAlpha
      case .rgb: .rgb
      case .rgba: .rgba
      }
    return PNGBuilder(width: size.width, height: size.height, colourType: type, depth: bits).header
  }

  /// A file with one IDAT chunk of stored blocks.
  func file(_ image: Image, _ filter: (Int) -> PNGLoops.Filter) -> [UInt8] {
    file(image.size, data: [PNGBuilder.zlib(filteredRows(image, filter))])
  }

  /// A file with given IDAT chunks.
  func file(_ size: ImageSize, data: [[UInt8]]) -> [UInt8] {
    PNGBuilder.signature + header(size) + data.flatMap { PNGBuilder.chunk("IDAT", $0) }
      + PNGBuilder.chunk("IEND", [])
  }
}

/// What decoding gave: a picture, or the kind of failure.
enum Verdict: Equatable {
  case image(DecodedImage)
  case endsEarly
  case refused

  /// Decodes with a decoder.
  init(_ file: [UInt8], _ decoder: ImageDecoder.PNGDecoder) {
    do throws(CodecError) {
      self = .image(try ImageDecoder.decode(file, decoder: decoder))
    } catch {
      self = error == .endsEarly(.png) ? .endsEarly : .refused
    }
  }
}
