import Foundation
import Testing

extension Browser {
  /// Expects every value of every step of the page's first input to be the one in its array, and
  /// what three values of each are made of to come to them.
  ///
  /// - Parameter results: The folder in which `out/a.png` holds an array per step.
  /// - Returns: The number of steps.
  /// - Throws: `Failure`.
  func expectWrittenSteps(of results: Results) throws -> Int {
    _ = try value(
      "view.viewer.live.network(view.images[0]).then((made) => { window.network = made; })")
    try wait("window.network")
    #expect(try value("network.reasons.filter(Boolean)") as? [String] == [])
    let names = try value("view.steps.map(({ name }) => name)") as? [String] ?? []
    for (step, name) in names.enumerated() {
      let (shape, values) = try results.array("out/a.png/\(name).npy")
      let tensor = try numbers("network.tensor(\(step))")
      #expect(difference(tensor, values) < 1e-5, "\(name)")
      let extents = try numbers("network.shape(\(step))").map { Int($0) }
      #expect(extents.reduce(1, *) == shape.reduce(1, *), "\(name)")
      guard extents.count == 3, tensor.count == values.count else { continue }
      let (channel, rows, columns) = (extents[0] - 1, extents[1], extents[2])
      for (row, column) in [(0, 0), (rows / 2, columns / 2), (rows - 1, columns - 1)] {
        let shown = try numbers(
          """
          (({ value, parts }) => [value, ...parts.map((part) => part.result)])(
            network.explain(\(step), \(channel), \(row), \(column)))
          """)
        let written = values[(channel * rows + row) * columns + column]
        #expect(abs((shown.first ?? .nan) - written) < 1e-5 * max(abs(written), 1), "\(name)")
        #expect(shown.dropFirst().allSatisfy { $0 == shown[0] }, "\(name)")
      }
    }
    return names.count
  }
}
