public import Files
public import Networks
public import Pixels
import Reports

/// The files beside a page that it computes with.
public enum PageData {
  /// The name of the script of the steps, in the folder of the page.
  public static let stepsName = PageFile.stepsName

  /// The script of the steps.
  ///
  /// - Parameters:
  ///   - graph: A network.
  ///   - path: The file that its learned numbers come from, for errors.
  /// - Returns: The text of `index.js`.
  /// - Throws: `PageError`: `report`, or `learned` if what was learned cannot be read.
  public static func steps(_ graph: Graph, path: Path) throws(PageError) -> [UInt8] {
    try pageScript(graph.pageSteps(Array(graph.nodes.indices), path: path))
  }

  /// The script of the values that go into the first step.
  ///
  /// - Parameter maps: The values; one image.
  /// - Returns: The text of a file; nil where there are more than 12 MiB of values.
  /// - Throws: `PageError.report`.
  public static func values(_ maps: Activation) throws(PageError) -> [UInt8]? {
    guard let input = PageInput(maps) else { return nil }
    return try pageScript(input)
  }
}

extension Graph {
  /// Describes nodes for the page, each of which takes the maps of another or of the input.
  ///
  /// - Parameters:
  ///   - nodes: The numbers of the nodes, ascending.
  ///   - path: The file that its learned numbers come from, for errors.
  /// - Returns: A step per node.
  /// - Throws: `PageError.learned` if what was learned cannot be read.
  package func pageSteps(_ nodes: [Int], path: Path) throws(PageError) -> [PageStep] {
    var steps: [Value: Int] = [:]
    var described: [PageStep] = []
    for index in nodes {
      let node = self.nodes[index]
      do throws(LayerError) {
        let from = node.inputs.first.flatMap(\.self).flatMap { steps[$0] } ?? -1
        described.append(try PageStep(node, of: self, from: from))
      } catch {
        throw .learned(path, .step(name: node.name, error: error))
      }
      for value in node.outputs { steps[value] = described.count - 1 }
    }
    return described
  }
}
