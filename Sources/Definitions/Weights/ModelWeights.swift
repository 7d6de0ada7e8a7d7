public import Files
import Networks
public import StoredNumbers
public import Weights

/// An opened file of weights, with errors that name it, and what was decided about its filters.
public struct ModelWeights: Sendable {
  /// The file.
  public let path: Path

  /// What it holds.
  public let file: any WeightsFile

  /// Its names, sorted by layers.
  public let keys: WeightsKeys

  /// What the user has said about its filters.
  public let stated: StatedFilters

  private let chooser: FilterChooser

  /// Opens a file; values are read when they are asked for.
  ///
  /// - Parameters:
  ///   - path: The file, of any container of weights.
  ///   - stated: What the user has said about its filters.
  /// - Throws: `DefinitionError`: `file` or `weights`.
  public init(_ path: Path, stated: StatedFilters = StatedFilters()) throws(DefinitionError) {
    self.init(path, try openWeights(path), stated: stated)
  }

  init(_ path: Path, _ file: any WeightsFile, stated: StatedFilters) {
    self.path = path
    self.file = file
    self.stated = stated
    keys = WeightsKeys(file)
    chooser = FilterChooser(file, keys: keys, stated: stated)
  }

  /// What else the file says, for example the order of channels.
  public var metadata: WeightsMetadata { file.metadata }

  /// The layer that was stated, or the first one, and what was decided about its filters.
  ///
  /// - Returns: The choice.
  /// - Throws: `DefinitionError.weights`.
  public func choice() throws(DefinitionError) -> FilterChoice {
    try reading { () throws(WeightsError) in try chooser.choice() }
  }

  /// A layer by its name in the network or in the file.
  ///
  /// - Parameter name: The name.
  /// - Returns: The choice.
  /// - Throws: `DefinitionError.weights`.
  public func layer(_ name: String) throws(DefinitionError) -> FilterChoice {
    try reading { () throws(WeightsError) in try chooser.layer(name) }
  }

  /// The names in the file of what a layer has learned.
  ///
  /// - Parameter layer: Its name in the network or in the file.
  /// - Returns: The names of the weights and the bias.
  /// - Throws: `DefinitionError.weights`.
  public func names(ofLayer layer: String) throws(DefinitionError) -> WeightsKeys.LayerKeys {
    try reading { () throws(WeightsError) in try keys.layer(layer) }
  }

  /// Measures the values of a tensor as they are stored.
  ///
  /// - Parameter entry: A tensor of the file.
  /// - Returns: How they are distributed.
  /// - Throws: `DefinitionError.weights`.
  public func statistics(of entry: TensorEntry) throws(DefinitionError) -> TensorStatistics {
    try reading { () throws(WeightsError) in
      entry.type.fitsFloat
        ? TensorStatistics(try file.tensor(named: entry.name).values)
        : TensorStatistics(try file.doubles(named: entry.name))
    }
  }

  /// The tensor of a name, or of what another file would call it.
  ///
  /// - Parameter name: The name.
  /// - Returns: Its name in the file, shape and type.
  /// - Throws: `DefinitionError.weights`.
  public func entry(named name: String) throws(DefinitionError) -> TensorEntry {
    try reading { () throws(WeightsError) in try file.entry(for: try keys.name(for: name)) }
  }

  /// A tensor with its axes turned to filters, channels, rows and columns.
  ///
  /// - Parameter entry: A tensor of the file.
  /// - Returns: The tensor, whose values are read when they are asked for.
  /// - Throws: `DefinitionError.weights` where they lie otherwise and nobody has said so.
  public func turned(_ entry: TensorEntry) throws(DefinitionError) -> TurnedTensor {
    try reading { () throws(WeightsError) in try chooser.turned(entry) }
  }

  /// Layers whose filters take so many channels, in the order of the file.
  package func layers(taking channels: Set<Int>) -> [String] { chooser.layers(taking: channels) }

  /// The weights of filters, turned to filters, channels, rows and columns, and their bias.
  ///
  /// - Parameter choice: The filters.
  /// - Returns: The numbers; no bias if the layer has none.
  /// - Throws: `DefinitionError.weights`.
  public func values(
    of choice: FilterChoice
  ) throws(DefinitionError) -> (weights: [Float], bias: [Float]?) {
    try reading { () throws(WeightsError) in
      (try choice.weights.values(in: file), try choice.biases(in: file))
    }
  }

  /// The values of a tensor, turned to filters, channels, rows and columns.
  ///
  /// - Parameter tensor: The tensor.
  /// - Returns: The values in row-major order.
  /// - Throws: `DefinitionError.weights`.
  public func values(of tensor: TurnedTensor) throws(DefinitionError) -> [Float] {
    try reading { () throws(WeightsError) in try tensor.values(in: file) }
  }

  /// The values of a tensor in the shape that a layer has.
  ///
  /// - Parameter tensor: The tensor.
  /// - Returns: The values in row-major order.
  /// - Throws: `DefinitionError.weights`.
  func values(of tensor: FittedTensor) throws(DefinitionError) -> [Float] {
    try reading { () throws(WeightsError) in try tensor.values(in: file) }
  }

  /// Names the file where something is wrong with it.
  private func reading<Value>(
    _ read: () throws(WeightsError) -> Value
  ) throws(DefinitionError) -> Value {
    try wrapping(read()) { DefinitionError.weights(path, $0) }
  }
}

/// Opens a file of weights or tensors.
///
/// - Parameter path: The file.
/// - Returns: Its names and shapes; values are read on demand.
/// - Throws: `DefinitionError`: `file` or `weights`.
func openWeights(_ path: Path) throws(DefinitionError) -> any WeightsFile {
  let mapped = try wrapping(MappedFile(path), as: DefinitionError.file)
  return try wrapping(WeightsReader.open(mapped, name: path.text)) {
    DefinitionError.weights(path, $0)
  }
}
