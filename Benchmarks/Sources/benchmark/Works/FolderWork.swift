import Files
import Kernels

/// Folders of photographs, filtered by whole programs.
enum FolderWork {
  /// JPEG files through one kernel.
  ///
  /// - Parameter setting: What the work is done with.
  /// - Returns: A line.
  /// - Throws: `BenchmarkError`, and what verifying throws.
  static func jpeg(_ setting: Setting) throws -> [GoalLine] {
    let (photos, kernels) = (setting.photographs.appending("jpg"), ["sharpen3"])
    let costs = try Contest.costs(
      of: [
        try setting.lenslet(photos, kernels, output: "lenslet"), setting.openCV(photos, kernels),
      ], runs: setting.runs)
    return [
      line(
        "\(try setting.count("jpg")) JPEG files, sharpen, against OpenCV", costs, .atLeast(1.7))
    ]
  }

  /// PNG files through one kernel.
  ///
  /// - Parameter setting: What the work is done with.
  /// - Returns: A line a peer.
  /// - Throws: `BenchmarkError`, and what verifying throws.
  static func png(_ setting: Setting) throws -> [GoalLine] {
    let (photos, kernels) = (setting.photographs.appending("png"), ["sharpen3"])
    let costs = try Contest.costs(
      of: [
        try setting.lenslet(photos, kernels, output: "lenslet"), setting.openCV(photos, kernels),
        setting.vips(photos, kernels[0]),
      ], runs: setting.runs)
    let work = "\(try setting.count("png")) PNG files, sharpen, against"
    return [
      line("\(work) OpenCV", [costs[0], costs[1]], .atLeast(4)),
      line("\(work) `vips conv`, two processes", [costs[0], costs[2]], .atLeast(8)),
    ]
  }

  /// JPEG files through three kernels at once.
  ///
  /// - Parameter setting: What the work is done with.
  /// - Returns: A line.
  /// - Throws: `BenchmarkError`, and what verifying throws.
  static func kernels(_ setting: Setting) throws -> [GoalLine] {
    let (photos, kernels) = (setting.photographs.appending("jpg"), Setting.folderKernels)
    let costs = try Contest.costs(
      of: [
        try setting.lenslet(photos, kernels, output: "lenslet"), setting.openCV(photos, kernels),
      ], runs: setting.runs)
    return [
      line(
        "\(try setting.count("jpg")) JPEG files, sharpen, edge and gaussian5 at once, against OpenCV",
        costs, .atLeast(1.7))
    ]
  }

  /// A line about how many times as long the second program takes as the first.
  ///
  /// - Parameters:
  ///   - work: The work.
  ///   - costs: Those of lenslet and of a peer.
  ///   - goal: What is aimed at.
  /// - Returns: The line.
  static func line(_ work: String, _ costs: [ProcessCosts?], _ goal: Goal?) -> GoalLine {
    GoalLine(
      work: work, ours: costs[0]?.text ?? "-", peer: costs[1]?.text,
      figure: costs[0].flatMap { ours in costs[1].map { $0.elapsed / ours.elapsed } }, goal: goal)
  }
}
