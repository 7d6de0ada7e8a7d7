package import Files
import Networks
package import Pixels
import Reports

/// The files beside a page that it computes with.
public enum PageData {
  /// The name of the script of the steps, in the folder of the page.
  public static let stepsName = PageFile.stepsName

  /// The script of the steps.
  ///
  /// - Parameters:
  ///   - graph: What the page shows of a network.
  ///   - names: The names of its values.
  ///   - path: The file that its learned numbers come from, for errors.
  /// - Returns: The text of `index.js`.
  /// - Throws: `PageError`: `report`, or `learned` if what was learned cannot be read.
  package static func steps(
    _ graph: PageGraph, names: [String], path: Path
  ) throws(PageError) -> [UInt8] {
    try pageScript(try graph.steps(path: path) { names[$0] })
  }

  /// The script of the values that go into the first step.
  ///
  /// - Parameters:
  ///   - maps: The values; one image.
  ///   - graph: What the page shows of the network that they go into, which they fit.
  /// - Returns: The text of a file; nil where there are more than 12 MiB of values.
  /// - Throws: `PageError.report`.
  package static func values(
    _ maps: Activation, into graph: PageGraph
  ) throws(PageError) -> [UInt8]? {
    let facts = (try? graph.facts(for: maps.shape)) ?? PageFacts(extents: [])
    guard let input = PageInput(maps, facts: facts) else { return nil }
    return try pageScript(input)
  }
}
