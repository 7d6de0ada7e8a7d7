import Codecs
import Files
import Pixels

/// A huge picture made of photographs, which is never in memory.
struct Mosaic {
  /// The folder of the photographs, all of one size.
  let photographs: Path

  /// Columns and rows.
  let side: Int

  /// Writes the picture.
  ///
  /// Beside each other lie different photographs: a compressor would find a repeated one again.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - format: PNG or JPEG.
  /// - Throws: `FileError`, `CodecError`.
  func write(to file: Path, as format: ImageFormat) throws {
    let names = try File.list(photographs)
    let output = try FileWriter(file)
    let writer = try ImageStripWriter(
      size: ImageSize(width: side, height: side), layout: .rgb, sampleType: .uint8, as: format)
    var (top, first) = (0, 0)
    while top < side {
      var tiles: [Image] = []
      while tiles.map(\.width).reduce(0, +) < side {
        let name = names[(first + tiles.count) % names.count]
        let bytes = try File.read(photographs.appending(name), limit: 1 << 31)
        tiles.append(try ImageDecoder.decode(bytes).image)
      }
      first += tiles.count
      let height = min(tiles.map(\.height).min() ?? 1, side - top)
      for row in 0..<height {
        try writer.write(strip(row, of: tiles))
        try output.append(writer.take())
      }
      top += height
    }
    try writer.finish()
    try output.append(writer.take())
    try output.finish()
  }

  private func strip(_ row: Int, of tiles: [Image]) -> Image {
    var samples: [UInt8] = []
    samples.reserveCapacity(side * 3)
    for tile in tiles {
      let width = min(tile.width, side - samples.count / 3)
      let part = tile.cut(left: 0, top: row, size: ImageSize(width: width, height: 1))
      if case .uint8(let values) = part.samples { samples += values }
    }
    return Image(size: ImageSize(width: side, height: 1), layout: .rgb, samples: .uint8(samples))
  }
}
