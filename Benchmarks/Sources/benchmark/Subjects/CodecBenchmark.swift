import Codecs
import Files
import Foundation
import Pixels

/// Times decoding and encoding of PNG files that are in memory, beside libpng's own.
enum CodecBenchmark {
  /// What one way of decoding or encoding took and gave.
  private struct Way {
    let name: String
    var seconds = 0.0
    var bytes = 0
  }

  private static let runs = 5

  /// Prints a table: the median of five runs of each file, added over the files.
  ///
  /// - Parameter files: The files.
  /// - Throws: `BenchmarkError`, `FileError`, `CodecError`.
  static func run(files: [String]) throws {
    var decoding = [Way(name: "decode, libpng"), Way(name: "decode")]
    var encoding = PNGCompression.allCases.map { Way(name: "encode, \($0.rawValue)") }
    var pixels = 0
    var fileBytes = 0
    for name in files {
      let file = try File.read(Path(name), limit: 1 << 31)
      let image = try decode(file, .library)
      for (index, decoder) in [ImageDecoder.PNGDecoder.library, .quickest].enumerated() {
        guard try decode(file, decoder) == image else { throw BenchmarkError.wrongResult(name) }
        decoding[index].seconds += try Measurement(runs: runs) {
          _ = try decode(file, decoder)
        }.median
        decoding[index].bytes += file.count
      }
      for (index, compression) in PNGCompression.allCases.enumerated() {
        let encoded = try ImageEncoder.encode(image, as: .png, compression: compression)
        guard try decode(encoded, .library) == image else {
          throw BenchmarkError.wrongResult(name)
        }
        let count = compression == .smallest ? 1 : runs
        encoding[index].seconds += try Measurement(runs: count) {
          _ = try ImageEncoder.encode(image, as: .png, compression: compression)
        }.median
        encoding[index].bytes += encoded.count
      }
      pixels += image.width * image.height
      fileBytes += file.count
    }
    print("\(files.count) PNG files, one thread; the size is that of the files")
    print(Table.row(["", "MP/s", "size"], first: 24))
    for way in decoding + encoding {
      print(
        Table.row(
          [
            way.name, Table.decimal(Double(pixels) / 1e6 / way.seconds),
            Table.decimal(Double(way.bytes) / Double(max(1, fileBytes))),
          ], first: 24))
    }
  }

  private static func decode(_ file: [UInt8], _ decoder: ImageDecoder.PNGDecoder) throws -> Image {
    try ImageDecoder.decode(file, decoder: decoder).image
  }
}
