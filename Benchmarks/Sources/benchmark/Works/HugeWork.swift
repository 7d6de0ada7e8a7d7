import Codecs
import Definitions
import Files
import Filtering
import Kernels
import Pixels

/// One picture of 20,000 x 20,000, as PNG and as JPEG.
enum HugeWork {
  private static let side = 20_000

  /// Times lenslet and `vips conv`, which may take all processors.
  ///
  /// - Parameter setting: What the work is done with.
  /// - Returns: Lines about time and memory for each format.
  /// - Throws: `BenchmarkError`, and what making and verifying throw.
  static func lines(_ setting: Setting) throws -> [GoalLine] {
    try [ImageFormat.png, .jpeg].flatMap { format in
      let input = setting.folder.appending("huge.\(format.fileExtension)")
      let mosaic = Mosaic(photographs: setting.photographs.appending("jpg"), side: side)
      Progress.note("making \(input.display)")
      try mosaic.write(to: input, as: format)
      let peer = setting.hasVips ? vips(input, format, setting) : nil
      let costs = try Contest.costs(
        of: [try lenslet(input, format, setting), peer], runs: setting.runs)
      try File.remove(input)
      let work = "one \(format.rawValue.uppercased()) of \(side)x\(side), gaussian5"
      let memory = costs[0]?.peakMemory ?? 0
      return [
        FolderWork.line("\(work), against `vips conv`", costs, .atLeast(1)),
        GoalLine(
          work: "… peak memory", ours: Table.megabytes(memory),
          peer: (costs[1]?.peakMemory).map(Table.megabytes), figure: Double(memory) / 1e6,
          goal: .atMost(150, .megabytes)),
      ]
    }
  }

  private static func lenslet(
    _ input: Path, _ format: ImageFormat, _ setting: Setting
  ) throws -> Contestant {
    try setting.lenslet(
      input, ["gaussian5"], output: "lenslet-huge", options: ["--max-pixels", "\(side * side)"],
      verify: {
        let output = setting.folder.appending("lenslet-huge").appending(input.lastComponent)
        let bank = Setting.banks(["gaussian5"])[0]
        try HugeResult(input: input, output: output, bank: bank).verify()
      })
  }

  private static func vips(
    _ input: Path, _ format: ImageFormat, _ setting: Setting
  ) -> Contestant {
    let folder = setting.folder.appending("vips-huge")
    let output = folder.appending(input.lastComponent)
    let options = format == .jpeg ? "[Q=90]" : ""
    let words = [
      "conv", input.display, output.display + options,
      setting.kernelFile("gaussian5", as: .vips).display, "--precision", "integer",
    ]
    return Contestant(
      words: ["sh", "-c", "mkdir -p \"$0\" && exec vips \"$@\"", folder.display] + words,
      output: folder,
      verify: {
        guard FileKind(of: output) == .regular else {
          throw BenchmarkError.missingResult(output.display)
        }
      })
  }
}

/// The first rows of a result that is too large to be held.
struct HugeResult {
  /// The picture.
  let input: Path

  /// The result.
  let output: Path

  /// The kernel.
  let bank: KernelBank

  private static let rows = 64

  /// Compares the first rows with what the plain loops give: exactly in a PNG, nearly in a JPEG.
  ///
  /// - Throws: `BenchmarkError.wrongResult`, and what reading and filtering throw.
  func verify() throws {
    // Rows near the end of the part see other rows below them than in the whole.
    let part = try firstRows(of: input, count: Self.rows + 16)
    let expected = try Convolver(plan: .reference).filter(part, with: bank, range: .clamp)[0].image
    let found = try firstRows(of: output, count: Self.rows)
    guard case .uint8(let wanted) = expected.samples, case .uint8(let samples) = found.samples,
      found.width == part.width
    else { throw BenchmarkError.wrongResult(output.display) }
    let distance = zip(wanted, samples).map { abs(Int($0) - Int($1)) }.reduce(0, +)
    let isLossless = output.fileExtension == "png"
    guard distance <= (isLossless ? 0 : samples.count * 3) else {
      throw BenchmarkError.wrongResult(output.display)
    }
  }

  private func firstRows(of path: Path, count: Int) throws -> Image {
    let file = try MappedFile(path)
    return try withExtendedLifetime(file) {
      let reader = try ImageDecoder.rowReader(ByteSource(file.bytes))
      let header = reader.header
      let rowSamples = header.size.width * header.layout.channelCount
      var samples = [UInt8](repeating: 0, count: count * rowSamples)
      try samples.withUnsafeMutableBytes { buffer in
        if let start = buffer.baseAddress { try reader.read(count, into: start) }
      }
      return Image(
        size: ImageSize(width: header.size.width, height: count), layout: header.layout,
        samples: .uint8(samples))
    }
  }
}
