import Batches
import Codecs
import Comparison
import Definitions
import Files
import Networks
import Pixels

/// Runs a network, or two, on pictures, and samples their layers.
struct LayerComparison: Sendable {
  let network: NetworkLayers
  let other: NetworkLayers?
  let probe: BankProbe
  let settings: DepthSettings

  let limits: DecodingLimits
  let session: Session
  let otherSession: Session?

  /// Reads the weights.
  ///
  /// - Parameters:
  ///   - network: The layers that are compared with handcrafted filters.
  ///   - other: The layers of the network that they are aligned with; nil for none.
  ///   - probe: The handcrafted filters.
  ///   - settings: What is sampled.
  ///   - limits: How large pictures may be.
  /// - Throws: `DefinitionError.layers` where weights cannot be read or do not fit.
  init(
    _ network: NetworkLayers, other: NetworkLayers?, probe: BankProbe, settings: DepthSettings,
    limits: DecodingLimits
  ) throws(DefinitionError) {
    self.network = network
    self.other = other
    self.probe = probe
    self.settings = settings
    self.limits = limits
    session = try Self.session(network)
    otherSession =
      if let other { try Self.session(other) } else { nil }
  }

  /// What no picture gives: where adding starts.
  var emptyStatistics: DepthStatistics {
    DepthStatistics(
      layers: network.values.count, others: other?.values.count ?? 0,
      filters: probe.numbers.count, settings: settings)
  }

  /// What is known of a layer on a picture.
  struct Place: Codable, Sendable {
    let field: ReceptiveField
    let depth: Int
    var shape: [Int] = []
  }

  /// Runs the networks on an input.
  ///
  /// - Parameters:
  ///   - input: The picture, or a tensor that goes in as it is.
  ///   - number: Its number, which chooses positions.
  ///   - deadline: When the input has taken too long.
  /// - Returns: The samples, and where each layer lies.
  /// - Throws: `BatchError` for an input that cannot be read or does not fit.
  func samples(
    of input: PipelineInput, number: Int, until deadline: Deadline
  ) throws(BatchError) -> (samples: PictureSamples, places: [Place]) {
    var samples = PictureSamples()
    let maps = try input.maps(network.input, limits: limits, deadline: deadline).maps
    var places = try places(for: maps, of: input)
    var index = 0
    try run(session, network, on: maps, of: input, until: deadline) {
      name, layer throws(ComparisonError) in
      let field = places[index].field
      places[index].shape = [layer.shape.channels, layer.shape.height, layer.shape.width]
      try samples.add(
        layer, named: name, of: maps, field: field, probe: probe, picture: number,
        settings: settings)
      index += 1
    }
    if let other, let otherSession {
      let maps = try input.maps(other.input, limits: limits, deadline: deadline).maps
      try run(otherSession, other, on: maps, of: input, until: deadline) {
        name, layer throws(ComparisonError) in
        try samples.addOther(layer, named: name, settings: settings)
      }
    }
    return (samples, places)
  }

  private static func session(_ layers: NetworkLayers) throws(DefinitionError) -> Session {
    try wrapping(Session(layers.pipeline.slice())) {
      DefinitionError.layers(layers.network.path, $0)
    }
  }

  /// Where the layers lie; checks that they fit the input, and that there is memory for them.
  private func places(
    for maps: Activation, of input: PipelineInput
  ) throws(BatchError) -> [Place] {
    let graph = network.network.graph
    let summaries = try wrapping(
      network.pipeline.checkMemory(for: maps.shape, path: input.path), as: BatchError.definition)
    let depths = graph.depths(summaries)
    var places: [Graph.Value: Place] = [:]
    for summary in summaries {
      for value in graph.nodes[summary.node].outputs {
        places[value] = Place(field: summary.receptiveField, depth: depths[value] ?? 0)
      }
    }
    return network.values.compactMap { places[$0] }
  }

  private func run(
    _ session: Session, _ layers: NetworkLayers, on maps: Activation, of input: PipelineInput,
    until deadline: Deadline,
    receive: (_ name: String, _ maps: Activation) throws(ComparisonError) -> Void
  ) throws(BatchError) {
    let wanted = Set(layers.values)
    do {
      try session.run([Tensor(maps)], check: { try deadline.check() }) { value, tensor in
        guard wanted.contains(value) else { return }
        let name = layers.network.graph.names[value]
        guard tensor.type.isFloating, tensor.maps.shape.batch == 1 else {
          throw ComparisonError.notMaps(layer: name, shape: tensor.shape)
        }
        try receive(name, tensor.maps)
      }
    } catch let error as LayerError {
      throw .definition(.layers(input.path, error))
    } catch let error as BatchError {
      throw error
    } catch let error as ComparisonError {
      throw .unsuitable(input.path, error.description, nil)
    } catch {
      preconditionFailure("layers throw layer errors, comparisons their own")
    }
  }
}
