import Batches

/// Tells each error of a batch, but once what holds for all inputs or for the place of the results.
///
/// What every input failed for so far is told for the first and held back for the others, until one
/// comes to another end: then it is told for each after all.
struct RepeatedErrors {
  private struct Repetition {
    var count = 0
    var held: [String] = []
    var isHeld: Bool
  }

  private var resultCount = 0
  private var reasons: [SharedReason] = []
  private var repetitions: [SharedReason: Repetition] = [:]

  /// The lines to tell about the next input.
  ///
  /// - Parameter result: What became of it.
  /// - Returns: What went wrong, and what was held back of earlier inputs.
  mutating func lines(for result: ImageResult) -> [String] {
    lines(for: result.errors.map { ($0.description, $0.sharedReason) })
  }

  /// The lines to tell about the next input.
  ///
  /// - Parameter errors: What went wrong with it, each with the reason that others may share.
  /// - Returns: What is to be told of that, and what was held back of earlier inputs.
  mutating func lines(for errors: [(text: String, reason: SharedReason?)]) -> [String] {
    var lines: [String] = []
    var own: Set<SharedReason> = []
    for (text, reason) in errors {
      guard let reason else {
        lines.append(text)
        continue
      }
      let isFirst = own.insert(reason).inserted
      if isFirst || reason.isOfPlace { lines += told(text, reason) }
    }
    let refuted = reasons.filter { !own.contains($0) }
    lines = refuted.flatMap { release($0) } + lines
    resultCount += 1
    return lines
  }

  /// Counts what a batch ends with, where it was told of an input already.
  ///
  /// - Parameter reason: Why there is no index or no page.
  /// - Returns: Whether it was told.
  mutating func repeats(_ reason: SharedReason?) -> Bool {
    guard let reason, reason.isOfPlace, repetitions[reason] != nil else { return false }
    repetitions[reason]?.count += 1
    return true
  }

  /// What is left to tell when all inputs are done.
  var closing: [String] {
    reasons.compactMap { reason in
      guard let repetition = repetitions[reason] else { return nil }
      let count = reason.isOfPlace ? repetition.count : repetition.held.count
      let noun = reason.isOfPlace ? "file" : "input"
      return count == 0
        ? nil : "the same for \(count) more \(noun)\(count == 1 ? "" : "s"): \(reason.summary)"
    }
  }

  /// The line, where it is not held back.
  private mutating func told(_ line: String, _ reason: SharedReason) -> [String] {
    guard var repetition = repetitions[reason] else {
      reasons.append(reason)
      repetitions[reason] = Repetition(isHeld: resultCount == 0)
      return [line]
    }
    defer { repetitions[reason] = repetition }
    if reason.isOfPlace {
      repetition.count += 1
    } else if repetition.isHeld {
      repetition.held.append(line)
    } else {
      return [line]
    }
    return []
  }

  /// What was held back for a reason that does not hold for all.
  private mutating func release(_ reason: SharedReason) -> [String] {
    guard !reason.isOfPlace, let held = repetitions[reason]?.held else { return [] }
    repetitions[reason] = Repetition(isHeld: false)
    return held
  }
}
