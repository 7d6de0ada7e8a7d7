/// What is known of the layers of a network on pictures; its size does not depend on their number.
///
/// Pictures that are added in one order give the same bits, however many threads sampled them.
public struct DepthStatistics: Sendable {
  /// How many pictures were added.
  public private(set) var pictureCount = 0

  /// How the layers of the network are aligned with those of the other.
  public private(set) var alignment: LayerAlignment

  private let settings: DepthSettings
  private let filterCount: Int
  private var layers: [Layer?]

  private struct Layer {
    var regression: LayerRegression
    var alignment: LayerAlignment
  }

  /// Starts without pictures.
  ///
  /// - Parameters:
  ///   - layers: How many layers of the network are looked at.
  ///   - others: How many layers of the other network are; 0 without one.
  ///   - filters: How many handcrafted filters there are.
  ///   - settings: What is needed, and how pictures are divided.
  public init(layers: Int, others: Int, filters: Int, settings: DepthSettings) {
    self.settings = settings
    filterCount = filters
    self.layers = [Layer?](repeating: nil, count: layers)
    alignment = LayerAlignment(
      rows: others == 0 ? 0 : layers, columns: others, picturesPerBatch: settings.picturesPerBatch)
  }

  /// Adds a picture.
  ///
  /// - Parameter samples: What all layers give for it.
  public mutating func add(_ samples: PictureSamples) {
    precondition(samples.layers.count == layers.count, "a picture goes through all layers")
    for (index, layer) in samples.layers.enumerated() {
      guard let regression = layer.regression else { continue }
      var own =
        layers[index]
        ?? Layer(
          regression: LayerRegression(
            folds: settings.folds, filters: filterCount, maps: regression.moments.mapCount),
          alignment: LayerAlignment(
            rows: 1, columns: 1, picturesPerBatch: settings.picturesPerBatch))
      layers[index] = nil
      own.regression.merge(regression.moments, picture: pictureCount)
      own.alignment.add(rows: [regression.responses], columns: [regression.maps])
      layers[index] = own
    }
    if !samples.others.isEmpty {
      alignment.add(rows: samples.layers.map(\.parts), columns: samples.others)
    }
    pictureCount += 1
  }

  /// Stores what is known.
  ///
  /// - Parameter numbers: Where it is stored.
  public func store(in numbers: inout StoredSums) {
    numbers.add(pictureCount)
    alignment.store(in: &numbers)
    for layer in layers {
      numbers.add(layer?.regression.mapCount ?? -1)
      layer?.regression.store(in: &numbers)
      layer?.alignment.store(in: &numbers)
    }
  }

  /// Takes what was stored of the same layers in the place of what is known.
  ///
  /// - Parameter numbers: Where it was stored.
  /// - Returns: Whether it is there and fits; otherwise nothing is known.
  public mutating func restore(from numbers: inout StoredSumsReader) -> Bool {
    guard let count = numbers.number(in: 0...Int.max), alignment.restore(from: &numbers) else {
      return false
    }
    for index in layers.indices {
      guard let maps = numbers.number(in: -1...1 << 31) else { return false }
      if maps < 0 { continue }
      var alignment = LayerAlignment(
        rows: 1, columns: 1, picturesPerBatch: settings.picturesPerBatch)
      guard
        let regression = LayerRegression(
          folds: settings.folds, filters: filterCount, maps: maps, from: &numbers),
        alignment.restore(from: &numbers)
      else { return false }
      layers[index] = Layer(regression: regression, alignment: alignment)
    }
    pictureCount = count
    return true
  }

  /// Counts what waits for a full batch; no pictures are added then.
  public mutating func finish() {
    for index in layers.indices { layers[index]?.alignment.finish() }
    alignment.finish()
  }

  /// How many positions of a layer were sampled.
  ///
  /// - Parameter layer: Its number.
  /// - Returns: Positions of all pictures together.
  public func sampleCount(of layer: Int) -> Int { layers[layer]?.regression.count ?? 0 }

  /// How much of a layer's maps the handcrafted filters explain.
  ///
  /// - Parameter layer: Its number.
  /// - Returns: The shares.
  /// - Throws: `ComparisonError`: `tooFewPictures`, `fieldOfAll`, `tooFewPositions` or
  ///   `constantResponses`.
  public func share(of layer: Int) throws(ComparisonError) -> LayerShare {
    try checkPictures()
    guard let own = layers[layer] else { throw .fieldOfAll }
    return try own.regression.share(settings)
  }

  /// How a layer is aligned with the handcrafted filters.
  ///
  /// - Parameter layer: Its number.
  /// - Returns: The linear alignment; nil where the maps are constant or see the whole picture.
  /// - Throws: `ComparisonError.tooFewPictures`.
  public func alignmentWithBank(of layer: Int) throws(ComparisonError) -> Double? {
    try checkPictures()
    return layers[layer]?.alignment[0, 0]
  }

  /// Checks that there are pictures enough to mean anything.
  ///
  /// - Throws: `ComparisonError.tooFewPictures`.
  public func checkPictures() throws(ComparisonError) {
    guard pictureCount >= settings.fewestPictures else {
      throw .tooFewPictures(pictureCount, needed: settings.fewestPictures)
    }
  }
}
