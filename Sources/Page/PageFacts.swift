/// What is known of the steps of a page for one input, before anything is computed.
///
/// Steps and places among their inputs are named by their numbers as texts, as JSON needs it.
package struct PageFacts: Sendable {
  /// Extents of each step, slowest first.
  let extents: [[Int]]

  /// The types of steps that give no floating-point numbers.
  var types: [String: String] = [:]

  /// Numbers that go into steps and that the extents of the input decide, as those of a `range` or a
  /// `constantOfShape`.
  var constants: [String: [String: PageArray]] = [:]

  init(extents: [[Int]]) { self.extents = extents }
}
