import Spelling
import StoredNumbers

/// Chooses the filters of a file: which tensor they are, how its axes lie, and in what order they
/// take red, green and blue.
///
/// All commands ask here, so that one file is understood in one way.
public struct FilterChooser: Sendable {
  private let file: any WeightsFile
  private let keys: WeightsKeys
  private let stated: StatedFilters
  private let fileAxes: FileAxes
  private let entries: [ExactName: TensorEntry]
  private let copies: NamedCopies

  /// Looks at the names, shapes and metadata of a file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - keys: Its names, sorted by layers.
  ///   - stated: What the user has said.
  /// - Complexity: O(tensors) comparisons of names.
  public init(_ file: any WeightsFile, keys: WeightsKeys, stated: StatedFilters = .init()) {
    self.file = file
    self.keys = keys
    self.stated = stated
    fileAxes = FileAxes(of: file, stated: stated.axes)
    entries = Dictionary(file.entries.map { (ExactName($0.name), $0) }) { first, _ in first }
    let shapes =
      file.entries.map { ($0.name, $0.shape) }
      + file.unread.compactMap { tensor in tensor.shape.map { (tensor.name, $0) } }
    copies = NamedCopies(shapes)
  }

  /// The layer that was stated, or the first one.
  ///
  /// - Returns: The choice.
  /// - Throws: `WeightsError`: `missingLayer`, `noFilters`, `emptyFilters`, `otherAxes` where
  ///   filters lie as in another framework and nobody has said so, or why the tensor that is named
  ///   as a first layer is not read, if no other is so named.
  public func choice() throws(WeightsError) -> FilterChoice {
    if let layer = stated.layer { return try self.layer(layer) }
    let ranked = FirstLayerRanking(candidates)
    if let unread = unreadFirstLayer,
      !(ranked.first.map { $0.isNamedFirst && !copies.isCopy($0.entry.name) } ?? false)
    {
      throw unread.problem
    }
    guard let first = ranked.first else {
      if let empty = emptyFilters { throw .emptyFilters(tensor: empty.name, shape: empty.shape) }
      throw .noFilters
    }
    return try choice(
      of: first.naming, in: first.entry, bias: try? keys.layer(first.naming.layer).bias,
      alternatives: ranked.equals.map(\.naming.layer),
      copies: copies.others(named: first.entry.name, shape: first.entry.shape))
  }

  /// A layer by its name.
  ///
  /// - Parameter name: Its name in the network or in the file.
  /// - Returns: The choice.
  /// - Throws: `WeightsError`: `missingLayer`, `emptyFilters` or `otherAxes`.
  public func layer(_ name: String) throws(WeightsError) -> FilterChoice {
    let found = try keys.layer(name)
    guard let entry = entries[ExactName(found.weight)] else {
      throw file.absence(of: found.weight)
    }
    return try choice(of: TensorNaming(entry.name), in: entry, bias: found.bias)
  }

  /// Layers whose filters take so many channels, in the order of the file.
  ///
  /// - Parameter channels: The numbers of channels.
  /// - Returns: The names of the layers.
  public func layers(taking channels: Set<Int>) -> [String] {
    candidates.filter { channels.contains($0.shape[1]) }.map(\.naming.layer)
  }

  /// A tensor with its axes turned to filters, channels, rows and columns; one that holds no filters
  /// as it is.
  ///
  /// - Parameter entry: A tensor of the file.
  /// - Returns: The tensor, whose values are read when they are asked for.
  /// - Throws: `WeightsError.otherAxes`.
  public func turned(_ entry: TensorEntry) throws(WeightsError) -> TurnedTensor {
    let naming = TensorNaming(entry.name)
    let isFilters = entry.shape.count == 4 && naming.role == .weight
    return TurnedTensor(
      entry: entry, axes: isFilters ? try readable(entry) : .oihw,
      isDepthwise: FirstLayerRanking.isNamedDepthwise(naming))
  }

  private func choice(
    of naming: TensorNaming, in entry: TensorEntry, bias: String?, alternatives: [String] = [],
    copies: [String] = []
  ) throws(WeightsError) -> FilterChoice {
    guard !Self.isEmpty(entry) else {
      throw .emptyFilters(tensor: entry.name, shape: entry.shape)
    }
    let weights = TurnedTensor(
      entry: entry, axes: try readable(entry),
      isDepthwise: FirstLayerRanking.isNamedDepthwise(naming))
    let shape = weights.shape
    var order: KnownChannelOrder?
    if shape.count == 4, shape[1] == 3 {
      order =
        stated.order.map(KnownChannelOrder.init(stated:))
        ?? KnownChannelOrder(
          ChannelOrderSigns(
            of: file, names: self.copies.namesOfNetwork, filters: (naming, bias != nil),
            shape: shape))
    }
    return FilterChoice(
      layer: naming.layer, weights: weights, bias: bias, order: order,
      otherAxes: fileAxes.alternatives(to: entry), alternatives: alternatives, copies: copies)
  }

  /// The axes of a tensor; those that nobody has stated must be the usual ones.
  private func readable(_ entry: TensorEntry) throws(WeightsError) -> FilterAxes {
    let axes = fileAxes.axes(of: entry)
    guard axes == .oihw || fileAxes.stated != nil else {
      throw .otherAxes(tensor: entry.name, shape: entry.shape, axes)
    }
    return axes
  }

  /// Filters that are named as those of a first layer, of a type that is not read.
  private var unreadFirstLayer: UnreadTensor? {
    file.unread.first { tensor in
      let naming = TensorNaming(tensor.name)
      guard let shape = tensor.shape, shape.count == 4, naming.role == .weight else { return false }
      // Its type says nothing about its axes.
      let axes = fileAxes.axes(of: TensorEntry(name: tensor.name, shape: shape, type: .float32))
      return [1, 3].contains(axes.shape(shape)[1]) && FirstLayerRanking.isNamedFirst(naming)
    }
  }

  /// Filters that would be some, were none of their extents 0.
  private var emptyFilters: TensorEntry? {
    keys.weightNames.lazy.compactMap { entries[ExactName($0.name)] }.first(where: Self.isEmpty)
  }

  private static func isEmpty(_ entry: TensorEntry) -> Bool {
    entry.shape.count == 4 && entry.shape.contains(0)
  }

  /// The tensors that can be filters, with their shapes turned.
  private var candidates: [FirstLayerRanking.Candidate] {
    let found = keys.weightNames.compactMap { naming -> FirstLayerRanking.Candidate? in
      guard let entry = entries[ExactName(naming.name)], entry.shape.count == 4,
        !entry.shape.contains(0)
      else { return nil }
      let shape = fileAxes.axes(of: entry).shape(
        entry.shape, isDepthwise: FirstLayerRanking.isNamedDepthwise(naming))
      return FirstLayerRanking.Candidate(
        naming: naming, entry: entry, shape: shape,
        isCopy: naming.isCopy || copies.isCopy(entry.name))
    }
    return found
  }
}
