import ModelFiles
import Networks

/// A graph while it is made of the layers of a Caffe network.
///
/// A value has the name of the layer that gives it, so that one which another layer writes over in
/// place can still be had.
struct CaffeBuilder {
  /// Why a network is not made.
  enum Failure: Error {
    /// The text is wrong, at a place.
    case text(ModelFileError)

    /// The layers do not make a network.
    case network(NetworkFileError)
  }

  /// What has been made.
  private(set) var graph = Graph()

  /// The values of blobs by their names: those that were written last.
  private(set) var blobs: [String: Graph.Value] = [:]

  /// What layers make of the pictures that they read.
  private(set) var pictures: [CaffeData] = []

  /// The layer that is translated.
  private(set) var layer: CaffeLayer

  /// What it takes.
  private(set) var bottoms: [Graph.Value] = []

  /// The names of the values that it gives.
  private var outputs: [String] = []

  /// Whether learned blobs were asked for where there are no weights.
  private(set) var lacksWeights = false

  private let weights: CaffeWeights?

  /// What may go in, by the names of blobs: extents as far as they are known.
  private let inputs: [String: [Graph.Dimension]?]

  /// The names of all layers, which count before those of blobs.
  private let layerNames: Set<String>

  /// How many values asked for each name.
  private var nameCounts: [String: Int] = [:]

  /// Translates a network.
  ///
  /// A layer that cannot be computed stands in the graph, and fails when a value that needs it is
  /// asked for.
  ///
  /// - Parameters:
  ///   - network: The layers, and what may go in.
  ///   - weights: The learned blobs; nil if there are none.
  /// - Throws: `Failure`.
  /// - Complexity: O(layers and their blobs).
  init(_ network: CaffeNetwork, weights: CaffeWeights?) throws(Failure) {
    guard let first = network.layers.first else { throw .network(.noLayers) }
    layer = first
    layerNames = Set(network.layers.map(\.name))
    self.weights = weights
    do throws(ModelFileError) { (inputs, pictures) = try network.sources(weights) } catch {
      throw .text(error)
    }
    var (given, taken): ([Graph.Value], Set<Graph.Value>) = ([], [])
    for (place, layer) in network.layers.enumerated() {
      self.layer = layer
      outputs = layer.tops.map { unusedName(for: $0) }
      bottoms = []
      for name in layer.bottoms {
        guard let value = blobs[name] ?? input(name) else {
          throw .network(.missing(name, for: layer, later: network.layers[place...]))
        }
        bottoms.append(value)
      }
      let made = try translated()
      for (name, value) in zip(layer.tops, made) {
        if blobs.updateValue(value, forKey: name) != nil, !layer.bottoms.contains(name) {
          throw .network(.repeatedValue(name))
        }
      }
      given += made
      taken.formUnion(bottoms)
    }
    graph.outputs = given.filter { !taken.contains($0) }
  }

  /// A blob that goes into the network; nil if there is none of that name.
  private mutating func input(_ name: String) -> Graph.Value? {
    guard let dimensions = inputs[name] else { return nil }
    let value = graph.addInput(name, dimensions: dimensions)
    blobs[name] = value
    return value
  }

  /// A name for the value of a top that no other has.
  private mutating func unusedName(for top: String) -> String {
    var name = layer.name
    if layer.tops.count > 1 { name = layerNames.contains(top) ? "\(layer.name).\(top)" : top }
    var unused = name
    while let count = nameCounts[unused] {
      nameCounts[unused] = count + 1
      unused = "\(name).\(count + 1)"
    }
    nameCounts[unused] = 1
    return unused
  }

  private mutating func translated() throws(Failure) -> [Graph.Value] {
    let reason: String
    do throws(CaffeProblem) {
      guard let translate = CaffeTranslations.all[layer.type] else {
        throw .layer("lenslet does not have this type of layer")
      }
      return try translate(&self)
    } catch {
      switch error {
      case .text(let error): throw .text(error)
      case .layer(let problem): reason = problem
      }
    }
    return graph.addNode(
      layer.name, UnsupportedOperator(kind: layer.type, reason: reason), inputs: bottoms,
      outputs: outputs)
  }
}

extension CaffeBuilder {
  /// The one blob that the layer takes.
  var bottom: Graph.Value {
    get throws(CaffeProblem) { try bottoms(1...1)[0] }
  }

  /// The blobs that the layer takes.
  ///
  /// - Parameter counts: How many it may take.
  /// - Returns: The values.
  /// - Throws: `CaffeProblem.layer` if it takes more or fewer.
  func bottoms(_ counts: ClosedRange<Int>) throws(CaffeProblem) -> [Graph.Value] {
    guard counts.contains(bottoms.count) else {
      throw .layer("it takes \(bottoms.count) blobs")
    }
    return bottoms
  }

  /// The settings of the layer.
  func settings(_ name: String) throws(CaffeProblem) -> CaffeSettings {
    try CaffeSettings(layer, name)
  }

  /// How many blobs the layer gives.
  var topCount: Int { outputs.count }

  /// Adds the node that gives the values of the layer.
  ///
  /// - Parameters:
  ///   - operation: What is computed.
  ///   - inputs: What goes in.
  ///   - count: How many values the node gives.
  /// - Returns: The values.
  /// - Throws: `CaffeProblem.layer` if the layer gives more or fewer blobs.
  mutating func node(
    _ operation: any Operator, _ inputs: [Graph.Value?], giving count: Int = 1
  ) throws(CaffeProblem) -> [Graph.Value] {
    guard outputs.count == count else { throw .layer("it gives \(outputs.count) blobs") }
    return graph.addNode(layer.name, operation, inputs: inputs, outputs: outputs)
  }

  /// Adds a node for each value of the layer.
  ///
  /// - Parameter make: Gives the operator of the value of a number, and its inputs.
  /// - Returns: The values.
  mutating func nodes(
    _ make: (inout CaffeBuilder, Int) -> (any Operator, [Graph.Value?])
  ) -> [Graph.Value] {
    outputs.indices.flatMap { place in
      let (operation, inputs) = make(&self, place)
      return graph.addNode(
        layer.name, operation, inputs: inputs, outputs: [outputs[place]])
    }
  }

  /// Adds a node whose value has no name.
  mutating func step(_ operation: any Operator, _ inputs: [Graph.Value?]) -> Graph.Value {
    graph.addNode(layer.name, operation, inputs: inputs, outputs: [""])[0]
  }

  /// Adds whole numbers.
  mutating func constant(_ numbers: [Int]) -> Graph.Value {
    let tensor = Tensor(shape: [numbers.count], integers: numbers.map(Int64.init))
    return graph.addParameter("", StoredParameter(tensor))
  }

  /// A learned blob of the layer.
  ///
  /// - Parameters:
  ///   - place: The place among its blobs.
  ///   - extents: The extents that are needed; nil for any.
  /// - Returns: Where it is.
  /// - Throws: `CaffeProblem.layer` if there is none, or none of that shape.
  mutating func blob(
    _ place: Int, _ extents: [Int?]
  ) throws(CaffeProblem) -> StoredParameter {
    guard let weights else {
      lacksWeights = true
      throw .layer("there are no weights")
    }
    return try weights.blob(place, of: layer, extents: extents)
  }

  /// Adds a learned blob of the layer.
  ///
  /// - Parameters:
  ///   - place: The place among its blobs.
  ///   - role: What it is, for its name.
  ///   - extents: The extents that are needed; nil for any.
  /// - Returns: The value, and its shape.
  /// - Throws: `CaffeProblem.layer` if there is none, or none of that shape.
  mutating func learned(
    _ place: Int, _ role: String, _ extents: [Int?]
  ) throws(CaffeProblem) -> (value: Graph.Value, shape: [Int]) {
    let blob = try blob(place, extents)
    return (add(role, blob), blob.shape)
  }

  /// Adds what the layer has learned.
  mutating func add(_ role: String, _ parameter: StoredParameter) -> Graph.Value {
    graph.addParameter("\(layer.name).\(role)", parameter)
  }

  /// Makes an operator whose numbers the text states.
  func made<Made>(
    _ make: () throws(LayerError) -> Made
  ) throws(CaffeProblem) -> Made {
    do throws(LayerError) { return try make() } catch { throw .layer("\(error)") }
  }
}

extension NetworkFileError {
  /// The error of a blob that is not there when a layer takes it.
  fileprivate static func missing(
    _ name: String, for layer: CaffeLayer, later layers: ArraySlice<CaffeLayer>
  ) -> NetworkFileError {
    guard let maker = layers.first(where: { $0.tops.contains(name) }) else {
      return .missingValue(name, node: layer.name)
    }
    return .laterValue(name, node: layer.name, maker: maker.name)
  }
}
