import Networks

/// What becomes of the operators of ONNX, by their names.
///
/// Each entry makes the modern form of an operator, whatever set of operators a file is of.
enum ONNXTranslations {
  /// Makes an operator of a node, and adds the inputs that older files have as attributes.
  typealias Translation = @Sendable (inout ONNXCall) throws(ONNXCall.Problem) -> any Operator

  /// All that are supported.
  static let all: [String: Translation] = [
    values, shapes, reductions, windows, resizes, sums, normalisations,
  ]
  .reduce(into: [:]) { all, some in all.merge(some) { first, _ in first } }

  /// An operator without attributes.
  static func plain(_ operation: any Operator) -> Translation {
    { _ throws(ONNXCall.Problem) in operation }
  }
}

extension ONNXCall {
  /// Whether the node is of an older set of operators than one that changed it.
  ///
  /// - Parameter version: The first set of the new form.
  /// - Returns: Whether the old form counts.
  func isBefore(_ version: Int64) -> Bool { operatorSet < version }

  /// Puts a new axis list in the place of the old way to broadcast: the second operand of sets
  /// before 7 lies along axes of the first from `axis` on.
  ///
  /// - Returns: The extents that follow those of the second operand; nil if nothing has to be done.
  func broadcastAxis() throws(Problem) -> Int? {
    guard isBefore(7), try flag("broadcast") else { return nil }
    return try integer("axis")
  }
}
