public import Networks
public import Pixels

/// What the layers of a network, or of two, give for one picture, as far as it is compared.
public struct PictureSamples: Sendable {
  /// Of each layer of the network, in their order.
  var layers: [LayerSamples] = []

  /// Of each layer of the other network, the means of the parts of its maps.
  var others: [AlignmentSamples] = []

  /// Nothing yet.
  public init() {}

  /// Takes the maps of the next layer.
  ///
  /// - Parameters:
  ///   - maps: What the layer gives.
  ///   - name: What it is called.
  ///   - input: What goes into the network.
  ///   - field: What a unit sees of it.
  ///   - probe: The handcrafted filters.
  ///   - picture: The number of the picture, which chooses positions.
  ///   - settings: How many positions are taken.
  /// - Throws: `ComparisonError`: `mapsNotFinite`, or `layer`.
  /// - Complexity: O(positions · filters · (maps + window)).
  public mutating func add(
    _ maps: Activation, named name: String, of input: Activation, field: ReceptiveField,
    probe: BankProbe, picture: Int, settings: DepthSettings
  ) throws(ComparisonError) {
    try check(maps, name)
    var samples = LayerSamples(parts: AlignmentSamples(partsOf: maps, side: settings.partsPerSide))
    if field.y.extent != nil, field.x.extent != nil {
      let seed = settings.seed &+ UInt64(picture) &* 0xd1b5_4a32_d192_ed03
      let places = chosenPlaces(
        settings.positionsPerPicture, of: maps.shape.height * maps.shape.width, seed: seed)
      let responses = try probe.responses(
        to: input, at: places, width: maps.shape.width, field: field)
      let sampled = maps.taken(at: places)
      var moments = RegressionMoments(filters: probe.numbers.count, maps: maps.shape.channels)
      moments.add(responses, sampled)
      let few = chosenPlaces(settings.alignmentSamples, of: places.count, seed: seed)
      samples.regression = LayerSamples.Regression(
        moments: moments, responses: AlignmentSamples(responses.taken(at: few)),
        maps: AlignmentSamples(sampled.taken(at: few)))
    }
    layers.append(samples)
  }

  /// Takes the maps of the next layer of the other network.
  ///
  /// - Parameters:
  ///   - maps: What the layer gives.
  ///   - name: What it is called.
  ///   - settings: Into how many parts maps are cut.
  /// - Throws: `ComparisonError.mapsNotFinite`.
  public mutating func addOther(
    _ maps: Activation, named name: String, settings: DepthSettings
  ) throws(ComparisonError) {
    try check(maps, name)
    others.append(AlignmentSamples(partsOf: maps, side: settings.partsPerSide))
  }

  private func check(_ maps: Activation, _ name: String) throws(ComparisonError) {
    precondition(maps.shape.batch == 1, "pictures are taken one at a time")
    guard maps.values.allSatisfy(\.isFinite) else { throw .mapsNotFinite(layer: name) }
  }
}

/// What a layer gives for one picture.
struct LayerSamples: Sendable {
  /// What is compared where the units lie.
  struct Regression: Sendable {
    let moments: RegressionMoments

    /// Some of the positions: what the filters respond, and what the layer gives.
    let responses: AlignmentSamples
    let maps: AlignmentSamples
  }

  /// Nil where units see the whole picture.
  var regression: Regression?

  /// The means of the parts of the maps.
  let parts: AlignmentSamples
}

extension Activation {
  /// The values of all maps at some places, by their numbers in row-major order: 1×C×1×places.
  func taken(at places: [Int]) -> Activation {
    let plane = shape.height * shape.width
    var taken: [Float] = []
    taken.reserveCapacity(shape.channels * places.count)
    for channel in 0..<shape.channels {
      for place in places { taken.append(values[channel * plane + place]) }
    }
    return Activation(
      shape: Shape(channels: shape.channels, height: 1, width: places.count), values: taken)
  }
}

extension AlignmentSamples {
  /// Takes 1×C×1×samples.
  init(_ samples: Activation) {
    self.init(maps: samples.shape.channels, count: samples.shape.width, values: samples.values)
  }

  /// The means of equal parts of maps, so that layers of any grid have samples at the same places.
  ///
  /// - Parameters:
  ///   - maps: One picture's maps.
  ///   - side: Parts down and across; of a map with fewer rows or columns some are parts of several.
  init(partsOf maps: Activation, side: Int) {
    let (height, width) = (maps.shape.height, maps.shape.width)
    func range(_ index: Int, _ extent: Int) -> Range<Int> {
      let start = index * extent / side
      return start..<max(start + 1, (index + 1) * extent / side)
    }
    var values: [Float] = []
    values.reserveCapacity(maps.shape.channels * side * side)
    for channel in 0..<maps.shape.channels {
      for part in 0..<side * side {
        let (rows, columns) = (range(part / side, height), range(part % side, width))
        var sum = 0.0
        for row in rows {
          for column in columns {
            sum += Double(maps.values[(channel * height + row) * width + column])
          }
        }
        values.append(Float(sum / Double(rows.count * columns.count)))
      }
    }
    self.init(maps: maps.shape.channels, count: side * side, values: values)
  }
}
