import Batches
import Files
import Threads

/// JPEG files filtered, beside libjpeg-turbo's decoding and encoding of the same files.
enum CodecWork {
  /// Whole processes in turn, then the stages in this process.
  ///
  /// The process of the codecs alone has as many threads and encodes what it decoded. A sharpened
  /// picture holds more detail and takes the encoder longer, so the last line compares with decoding
  /// the pictures and encoding the sharpened ones: in memory, by one thread, time of processors. It has
  /// no goal, as it sets a process beside loops.
  ///
  /// - Parameter setting: What the work is done with.
  /// - Returns: A line a comparison.
  /// - Throws: `BenchmarkError`, and what verifying throws.
  static func lines(_ setting: Setting) throws -> [GoalLine] {
    let photos = setting.photographs.appending("jpg")
    let output = setting.folder.appending("codecs")
    let threads = availableProcessors
    let codecs = Contestant(
      words: [
        try Programs.benchmark, "transcode", photos.display, output.display, "--threads",
        "\(threads)",
      ], output: output,
      verify: FilteredFolder(
        input: photos, output: output, banks: Setting.banks(["sharpen3"])
      ).verifyCount)
    let lenslet = try setting.lenslet(photos, ["sharpen3"], output: "lenslet")
    let costs = try Contest.costs(of: [lenslet, codecs], runs: setting.runs)
    guard let ours = costs[0], let theirs = costs[1] else { return [] }

    let stages = try stageSeconds(photos, setting)
    return [
      line(
        "\(try setting.count("jpg")) JPEG files, sharpen, against decoding and encoding alone",
        ours.elapsed, theirs.elapsed),
      line("… by the time of processors", ours.processor, theirs.processor),
      line("… that of encoding the sharpened pictures", ours.processor, stages, goal: nil),
    ]
  }

  /// Seconds of processors for decoding and for encoding what is written.
  private static func stageSeconds(_ photos: Path, _ setting: Setting) throws -> Double {
    let output = setting.folder.appending("stages")
    let inputs = InputFinder([photos], output: output).inputs
    let runs = try (0...setting.runs).map { _ in
      try FilterStages(inputs, Setting.banks(["sharpen3"])[0], output)
    }
    // The first is not counted.
    return median(runs.dropFirst().map { $0.times[1].processor + $0.times[3].processor })
  }

  private static func line(
    _ work: String, _ ours: Double, _ theirs: Double, goal: Goal? = .atMost(1.15)
  ) -> GoalLine {
    GoalLine(
      work: work, ours: "\(Table.decimal(ours)) s", peer: "\(Table.decimal(theirs)) s",
      figure: ours / theirs, goal: goal)
  }
}
