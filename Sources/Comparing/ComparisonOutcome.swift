public import ComparisonReports
import Reports

/// How a comparison ended.
public enum ComparisonEnd: Sendable {
  /// It was written.
  case compared(ComparisonOutcome)

  /// Records tell that all of it is there already.
  case unchanged

  /// There are images, and none could be used: nothing is compared.
  case noImages
}

/// What a comparison came to.
public struct ComparisonOutcome: Sendable {
  /// What was found out about each learned filter.
  public let filters: [ComparedFilter]

  /// Everything that is in `compare.json`.
  let report: ComparisonReport

  /// Which filters of another network are like them; nil where none was named.
  let counterparts: Counterparts?

  /// How layers compare by depth; nil where they were not compared.
  let depth: DepthOutcome?

  /// The table of the layers, line by line; none where they were not compared.
  public var depthLines: [String] { depth?.report.lines ?? [] }

  /// The figures of the whole layer, each with its name, in the order in which they are read.
  public var figures: [(name: String, value: String)] {
    var figures = [
      ("filters", "\(filters.count)"),
      (
        "classes",
        report.classes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
          .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
      ),
      ("energy in luminance, median", Self.median(filters.map { $0.energyShare?.luminance })),
      ("R2 of the Gabor fit, median", Self.median(filters.map { $0.gabor?.rSquared })),
      ("handcrafted filters", "\(report.bank.count)"),
      ("score of the best match, median", Self.median(filters.map { $0.match?.score })),
      ("groups of near-duplicates", "\(report.groups.count)"),
    ]
    if let images = report.images {
      figures += [
        ("images", "\(images.count)"),
        ("samples", "\(images.samples) fitted, \(images.heldOutSamples) held out"),
        (
          "explained variance, median",
          images.explainedVarianceRefused ?? Self.median(filters.map(\.explainedVariance))
        ),
        ("linear CKA", images.cka.map { $0.text(decimals: 3) } ?? refusal(images)),
      ]
    }
    return figures + (counterparts?.figures ?? []) + (depth?.figures ?? [])
  }

  /// Why there is no CKA, where that was not just said.
  private func refusal(_ images: ComparisonReport.Images) -> String {
    let reason = images.ckaRefused ?? "none"
    return reason == images.explainedVarianceRefused ? "none, for the same reason" : reason
  }

  /// The middle of the values that there are.
  private static func median(_ values: [Double?]) -> String {
    let sorted = values.compactMap { $0 }.sorted()
    guard !sorted.isEmpty else { return "none" }
    let middle = sorted.count / 2
    let median =
      sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    return median.text(decimals: 3)
  }
}
