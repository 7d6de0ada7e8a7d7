import Networks
import Testing
import _TestSupport

@Suite struct GradientTests {
  /// Problems of each operator: many with optimisation, few without.
  #if DEBUG
    static let problems = 8
  #else
    static let problems = 200
  #endif

  @Test(arguments: GradientCase.all)
  func agreesWithFiniteDifferences(_ gradientCase: GradientCase) throws {
    var generator = SeededGenerator(seed: 17)
    for number in 0..<Self.problems {
      let problem = try gradientCase.problem(&generator)
      let error = try problem.error(&generator)
      let shapes = problem.inputs.map { $0?.shape ?? [] }
      #expect(error < 1e-5, "problem \(number): \(problem.operation.record.settings) of \(shapes)")
    }
  }
}
