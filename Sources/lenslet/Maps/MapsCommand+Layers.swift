import CommandLineKit
import Definitions
import Escaping
import Networks
import Pixels
import Reports

/// The layers of a network that are meant: all of them, those that are asked for, those that change.
extension MapsCommand {
  /// Prints the values that can be asked for.
  func listLayers() throws {
    let (graph, names, own) = try reported { try listedNetwork() }
    let side = firstLayer.size ?? 224
    let (inputs, isFree) = own.map { ([Fact($0)], false) } ?? graph.facts(side: side)
    if isFree {
      tell(
        "any size goes in, and the shapes are those of \(side)x\(side)"
          + (firstLayer.size == nil ? "; --size N is for others" : ""))
    }
    var wanted: Set<Graph.Value>?
    for pattern in layers {
      wanted = (wanted ?? []).union(try reported { try values(pattern, in: graph, names) })
    }
    let table = LayerTable(
      graph, inputs: inputs, showing: wanted)
    if running.json {
      for row in table.rows { print(try jsonLine(row)) }
    } else {
      for line in table.lines(width: Terminal.columns(of: .standardOutput)) {
        print(escapedForTerminal(line))
      }
    }
  }

  /// The network whose layers are listed, and the shape of its input where the catalogue has it.
  private func listedNetwork() throws -> (Graph, LayerNames, Shape?) {
    if let network = try network() { return (network.graph, network.layers, nil) }
    guard model != Model.firstLayerName else {
      throw ValidationError(
        "--list is for networks; '\(model)' has the layers "
          + FirstLayer.layerNames.joined(separator: " and "))
    }
    let known = try known()
    let graph = known.graph
    return (graph, LayerNames(graph), known.inputShape)
  }

  /// The network of the catalogue.
  func known() throws(DefinitionError) -> Model {
    do throws(ModelError) { return try Model.named(model) } catch { throw .model(error) }
  }

  /// The names of the layers of a network of the catalogue that are asked for; nil for all.
  func layerNames(of model: Model) throws(DefinitionError) -> [String]? {
    if layers.isEmpty { return nil }
    let graph = model.graph
    var found: [String] = []
    for pattern in layers {
      found += try values(pattern, in: graph, LayerNames(graph)).map { graph.names[$0] }
    }
    return found
  }

  /// The layers of a network's own file.
  func pipeline(of network: NetworkFile) throws(DefinitionError) -> Pipeline {
    let given = try givenValues(in: network.graph, network.layers)
    var values: [Graph.Value] = []
    for layer in layers { values += try network.values(layer) }
    if layers.isEmpty {
      values = classify ? network.graph.outputs : network.layers.values
      if !given.isEmpty { values = Self.changed(values, by: given, in: network.graph) }
    }
    let pipeline = try network.pipeline(values, input: .none, given: given)
    let decision = network.inputDecision(
      for: pipeline.source, stated: firstLayer.stated(order: filters.channelOrder))
    decision.warnings.forEach { tell("warning: \($0)") }
    return pipeline.following(decision)
  }

  /// A pipeline in which values are taken from files.
  func starting(_ pipeline: Pipeline, from given: [GivenValue]) -> Pipeline {
    if given.isEmpty { return pipeline }
    guard layers.isEmpty else { return pipeline.starting(from: given) }
    return pipeline.showing(Self.changed(pipeline.exported, by: given, in: pipeline.graph))
      .starting(from: given)
  }

  /// Those of some values that change with others.
  private static func changed(
    _ values: [Graph.Value], by given: [GivenValue], in graph: Graph
  ) -> [Graph.Value] {
    let changed = graph.dependents(of: given.map(\.value))
    return values.filter(changed.contains)
  }

  /// The values that are read from files instead.
  func givenValues(
    in graph: Graph, _ names: LayerNames
  ) throws(DefinitionError) -> [GivenValue] {
    var found: [GivenValue] = []
    for given in looking.given {
      let input = graph.inputs.first { graph.names[$0.value] == given.layer }?.value
      var values = input.map { [$0] } ?? []
      if values.isEmpty { values = try self.values(given.layer, in: graph, names) }
      guard values.count == 1 else {
        throw .model(.severalLayers(given.layer, values.map { graph.names[$0] }))
      }
      guard !found.contains(where: { $0.value == values[0] }) else {
        throw .model(.layerGivenTwice(given.layer, graph.names[values[0]]))
      }
      found.append(try GivenValue(values[0], from: given.path))
    }
    return found
  }

  /// The values of a pattern, or an error that names the one that was meant.
  private func values(
    _ pattern: String, in graph: Graph, _ names: LayerNames
  ) throws(DefinitionError) -> [Graph.Value] {
    let found = names.values(pattern)
    guard found.isEmpty else { return found }
    throw .model(
      .unknownLayer(
        pattern, model: model, nearest: names.nearest(to: pattern),
        known: names.values.map { graph.names[$0] }))
  }

  /// Says how images become the input, and what says so.
  func tellInput(of pipeline: Pipeline) {
    guard pipeline.takesPictures else { return }
    tell("images: \(pipeline.input)")
    if !pipeline.inputSources.isEmpty {
      tell("images: " + escapedForTerminal(pipeline.inputSources.joined(separator: ", ")))
    }
  }

  /// Says how much of the network is left out.
  func tellSkipped(_ share: Double?) {
    let percent = Int((share ?? 0) * 100)
    if percent > 0 { tell("layers: what is asked for skips \(percent) % of the multiply-adds") }
  }
}

extension Graph {
  /// What goes in: extents that are not fixed are 1, and a side for those of rows and columns.
  ///
  /// - Parameter side: The rows and columns of pictures of any size.
  /// - Returns: One fact per input, nil if the rank of one is not known; and whether the side counts.
  fileprivate func facts(side: Int) -> (inputs: [Fact]?, isFree: Bool) {
    var (facts, isFree): ([Fact], Bool) = ([], false)
    for input in inputs {
      guard let dimensions = input.dimensions else { return (nil, false) }
      let shape = dimensions.enumerated().map { axis, dimension in
        guard case .fixed(let count) = dimension else {
          isFree = isFree || axis > 1
          return axis > 1 ? side : 1
        }
        return count
      }
      facts.append(Fact(shape: shape, type: input.type))
    }
    return (facts, isFree)
  }
}
