import Files

/// The JPEG files, one at a time and two at a time.
enum ThreadWork {
  /// Times both in turn.
  ///
  /// - Parameter setting: What the work is done with.
  /// - Returns: A line.
  /// - Throws: `BenchmarkError`, and what verifying throws.
  static func lines(_ setting: Setting) throws -> [GoalLine] {
    let photos = setting.photographs.appending("jpg")
    let costs = try Contest.costs(
      of: try [2, 1].map { jobs in
        try setting.lenslet(
          photos, ["sharpen3"], output: "lenslet-jobs\(jobs)", options: ["--jobs", "\(jobs)"])
      }, runs: setting.runs)
    return [
      FolderWork.line(
        "the JPEG files by two threads (`--jobs 2`) against one", costs, .atLeast(1.85))
    ]
  }
}
