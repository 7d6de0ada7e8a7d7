public import Networks

/// A network with what goes in and what is looked at: what a pipeline file or a model comes to.
public struct Pipeline: Sendable {
  /// How images become maps.
  public internal(set) var input: InputStage

  /// The network, of which nothing that is given is computed.
  public let graph: Graph

  /// The network as it is.
  let whole: Graph

  /// Values that are not computed.
  public let given: [GivenValue]

  /// What each image or tensor goes into; nil if all inputs are given.
  public let source: Graph.Input?

  /// The values that are written, ascending.
  public let exported: [Graph.Value]

  /// What says how images become maps, one phrase a part; empty where the steps were written down
  /// for this run, as in a pipeline file.
  public var inputSources: [String] = []

  /// Names that files can have, of values whose own names they cannot.
  let fileNames: [Graph.Value: String]

  /// Puts a pipeline together.
  ///
  /// - Parameters:
  ///   - input: How images become maps.
  ///   - graph: The network; an input of it that is not given takes the maps.
  ///   - exported: The values that are written.
  ///   - fileNames: Names that files can have, of values whose own names they cannot.
  ///   - given: Values that are not computed, each once.
  public init(
    input: InputStage, graph: Graph, exported: [Graph.Value],
    fileNames: [Graph.Value: String] = [:], given: [GivenValue] = []
  ) {
    precondition(exported.allSatisfy(graph.names.indices.contains), "a value is one of the graph")
    self.input = input
    whole = graph
    var graph = graph
    for value in given.map(\.value) where !graph.inputs.contains(where: { $0.value == value }) {
      graph.makeInput(value)
    }
    self.graph = graph
    self.given = given
    let free = whole.inputs.filter { input in !given.contains { $0.value == input.value } }
    let needed = graph.inputs(neededFor: exported)
    source = free.first { needed.contains($0.value) } ?? free.first
    self.exported = exported.sorted()
    self.fileNames = fileNames
  }

  /// Puts a chain of layers together.
  ///
  /// - Parameters:
  ///   - input: How images become maps.
  ///   - layers: The layers, first to last.
  ///   - steps: The numbers of the layers whose maps are written.
  public init(input: InputStage, chain layers: [NamedLayer], exportedSteps steps: [Int]) {
    let graph = Graph(chain: layers)
    self.init(
      input: input, graph: graph, exported: steps.map { graph.nodes[$0].outputs[0] })
  }

  /// The names of the values that are written, which files can be named after.
  public var exportedNames: [String] { exported.map(name(of:)) }

  /// The name of a value as files have it.
  ///
  /// - Parameter value: A value of the graph.
  /// - Returns: The name.
  public func name(of value: Graph.Value) -> String { fileNames[value] ?? graph.names[value] }

  /// The part of the network that is computed: what the written values need.
  ///
  /// - Returns: The part.
  /// - Throws: `LayerError.step` with the node if what it computes from constants is not possible.
  public func slice() throws(LayerError) -> GraphSlice { try GraphSlice(graph, wanted: exported) }
}
