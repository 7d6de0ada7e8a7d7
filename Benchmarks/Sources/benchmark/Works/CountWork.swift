import Codecs
import Files
import Pixels

/// Folders of ten, a thousand and ten thousand small pictures.
enum CountWork {
  private static let counts = [10, 1_000, 10_000]
  private static let side = 256

  /// Times all three in turn.
  ///
  /// What starting takes is in all of them, so rates are those of the pictures beyond: between ten and
  /// a thousand, and between a thousand and ten thousand.
  ///
  /// - Parameter setting: What the work is done with.
  /// - Returns: A line about the rate and one about memory.
  /// - Throws: `BenchmarkError`, and what making and verifying throw.
  static func lines(_ setting: Setting) throws -> [GoalLine] {
    Progress.note("making \(counts[2]) pictures of \(side)x\(side)")
    let folders = counts.map { setting.folder.appending("count\($0)") }
    try makePictures(setting.photographs.appending("jpg"), in: folders)
    let costs = try Contest.costs(
      of: try zip(counts, folders).map { count, folder in
        try setting.lenslet(folder, ["sharpen3"], output: "lenslet-\(count)")
      }, runs: setting.runs
    ).compactMap { $0 }
    let rates = (1...2).map {
      Double(counts[$0] - counts[$0 - 1]) / (costs[$0].elapsed - costs[$0 - 1].elapsed)
    }
    return [
      GoalLine(
        work: "JPEG files of \(side)x\(side), 1,000 to 10,000 against 10 to 1,000",
        ours: "\(Int(rates[1])) files/s", peer: "\(Int(rates[0])) files/s",
        figure: rates[1] / rates[0], goal: .atLeast(0.9, .percent)),
      GoalLine(
        work: "… peak memory of 10,000 against that of 10",
        ours: Table.megabytes(costs[2].peakMemory), peer: Table.megabytes(costs[0].peakMemory),
        figure: Double(costs[2].peakMemory) / Double(costs[0].peakMemory), goal: .atMost(1.5)),
    ]
  }

  /// Cuts pictures out of the photographs, each at a place of its own.
  private static func makePictures(_ photographs: Path, in folders: [Path]) throws {
    let names = try File.list(photographs)
    for folder in folders { try File.makeDirectories(folder) }
    for (photo, name) in names.enumerated() {
      let file = try File.read(photographs.appending(name), limit: 1 << 31)
      let image = try ImageDecoder.decode(file).image
      for index in stride(from: photo, to: counts[2], by: names.count) {
        let piece = image.cut(
          left: index * 37 % (image.width - side), top: index * 53 % (image.height - side),
          size: ImageSize(width: side, height: side))
        let encoded = try ImageEncoder.encode(piece, as: .jpeg)
        for (count, folder) in zip(counts, folders) where index < count {
          try File.write(encoded, to: folder.appending("\(index).jpg"))
        }
      }
    }
  }
}

extension Image {
  /// A part of an 8-bit image.
  ///
  /// - Parameters:
  ///   - left: Its first column.
  ///   - top: Its first row.
  ///   - size: Its columns and rows, all inside.
  /// - Returns: The part.
  func cut(left: Int, top: Int, size: ImageSize) -> Image {
    guard case .uint8(let samples) = samples else { preconditionFailure("a photograph has 8 bits") }
    let channels = layout.channelCount
    let rows = (top..<top + size.height).map { row in
      let first = (row * width + left) * channels
      return samples[first..<first + size.width * channels]
    }
    return Image(size: size, layout: layout, samples: .uint8(Array(rows.joined())))
  }
}
