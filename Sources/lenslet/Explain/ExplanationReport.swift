import CommandLineKit
import Escaping
import Explaining
import Reports

/// Prints what methods say of pictures, and what checks say of the methods.
struct ExplanationReport {
  private var checked: [ExplanationRecord] = []

  /// Prints what was found of a picture.
  ///
  /// - Parameter records: A record per class and method.
  mutating func tell(_ records: [ExplanationRecord]) {
    var number: Int?
    for record in records {
      if record.number != number {
        number = record.number
        write("\(record.input): \(record.className), \(record.lines[0])")
      }
      let range = "\(record.least.fourDigits) to \(record.largest.fourDigits) \(record.unit)"
      write("  \(record.method): " + ([range] + record.lines.dropFirst()).joined(separator: ", "))
      if let check = record.checks { tell(check) }
      if let kernels = record.kernels {
        let nearest = kernels.prefix(3).map { "\($0.kernel) \($0.correlation.text(decimals: 2))" }
        write("    ordered like the responses to " + nearest.joined(separator: ", "))
      }
      for note in record.notes { write("    \(note)") }
    }
    checked += records.filter { $0.checks?.curves != nil }
  }

  /// Prints the means of the curves of several pictures.
  func tellMeans() {
    let images = Set(checked.map(\.input)).count
    guard images > 1 else { return }
    write("mean of \(images) pictures:")
    var methods: [String] = []
    for record in checked where !methods.contains(record.method) { methods.append(record.method) }
    let all = checked.compactMap(\.checks)
    for (name, curve) in Self.curves {
      var means = methods.map { method in
        let own = checked.filter { $0.method == method }.compactMap(\.checks)
        return "\(method) \(Self.mean(own.compactMap(\.curves), curve))"
      }
      means.append("in random order \(Self.mean(all.compactMap(\.random), curve))")
      means.append("by edges \(Self.mean(all.compactMap(\.sobel), curve))")
      write("  \(name): " + means.joined(separator: ", "))
    }
  }

  private static var curves: [(name: String, curve: KeyPath<HidingCurves, HidingCurve>)] {
    [("deletion", \.deletion), ("insertion", \.insertion)]
  }

  private static func mean(
    _ curves: [HidingCurves], _ curve: KeyPath<HidingCurves, HidingCurve>
  ) -> String {
    let sum: Double = curves.reduce(0) { $0 + $1[keyPath: curve].area }
    return (sum / Double(max(curves.count, 1))).text(decimals: 3)
  }

  private func tell(_ check: ExplanationCheck) {
    if let stages = check.randomised?.map({ "\($0.layers) \($0.correlation.text(decimals: 2))" }) {
      write(
        "    rank correlation with random layers, of \(check.layers) from the scores down: "
          + stages.joined(separator: ", "))
    }
    if let own = check.curves, let random = check.random, let sobel = check.sobel {
      for (name, curve) in Self.curves {
        let areas = [own, random, sobel].map { $0[keyPath: curve].area.text(decimals: 3) }
        write(
          "    \(name): mean probability \(areas[0]); in random order \(areas[1]), by edges \(areas[2])"
        )
      }
    }
    if let sensitivity = check.sensitivity {
      let moves = (sensitivity * 100).text(decimals: 1)
      write("    moves by up to \(moves) % when the input does by 2 %")
    }
  }

  private func write(_ line: String) { print(escapedForTerminal(line)) }
}
