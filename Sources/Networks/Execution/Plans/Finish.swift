import RowLoopTable

/// What becomes of the values of a step before they are stored: what the nodes behind it compute.
///
/// First they are normalised, then something is added, then they are cut off; with the bits that
/// the nodes give one after the other.
struct Finish: Sendable {
  /// Sixteen means, factors and offsets a block; nil for values that are not normalised.
  var normalisation: AlignedFloats?

  /// What is added; nil for nothing.
  var addend: Graph.Value?

  /// What smaller values become.
  var floor = -Float.infinity

  /// What larger values become.
  var ceiling = Float.infinity

  /// Whether values are cut off already.
  var isCutOff: Bool { floor > -.infinity || ceiling < .infinity }

  /// Takes a node in that follows.
  ///
  /// - Parameters:
  ///   - operation: What the node computes of the values.
  ///   - constants: Its inputs that are known.
  ///   - other: The other input of a sum.
  /// - Returns: Whether the node could be taken in.
  mutating func take(
    _ operation: any Operator, _ constants: [Tensor?], addend other: Graph.Value?
  ) -> Bool {
    if isCutOff { return false }
    if let rectifier = operation as? ReLU, rectifier.slope == 0 {
      floor = 0
      return true
    }
    if operation is Clip {
      let bounds: [Float?] = constants.dropFirst().map { $0?.floats.first }
      let low = bounds.first.flatMap(\.self) ?? -.infinity
      let high = bounds.dropFirst().first.flatMap(\.self) ?? .infinity
      // Channels that fill up the last block have to stay zeros.
      guard low <= 0, high >= 0 else { return false }
      (floor, ceiling) = (low, high)
      return true
    }
    if addend != nil { return false }
    if let arithmetic = operation as? Arithmetic, arithmetic.function == .add, let other {
      addend = other
      return true
    }
    if normalisation == nil, let arithmetic = operation as? Arithmetic,
      arithmetic.function == .mul, let factors = constants.dropFirst().first?.flatMap(\.self)
    {
      normalisation = AlignedFloats(factors: factors.floats)
      return true
    }
    guard normalisation == nil, let operation = operation as? BatchNormalisationOperator,
      let layer = try? operation.layer(constants)
    else { return false }
    normalisation = layer.blocks
    return true
  }
}

/// Where a finished value goes, with the tables that its loops need.
struct FinishedOutput: Sendable {
  private let layout: BlockedLayout
  private let places: [Int]
  private let finish: Finish
  private let addend: BlockedLayout?
  private let addendPlaces: [Int]

  /// Makes the tables.
  ///
  /// - Parameters:
  ///   - layout: Where the values go.
  ///   - finish: What becomes of them.
  ///   - addend: Where what is added lies; nil for nothing.
  init(_ layout: BlockedLayout, _ finish: Finish, addend: BlockedLayout?) {
    self.layout = layout
    self.finish = finish
    self.addend = addend
    places = layout.places
    addendPlaces = addend?.places ?? []
  }

  /// What loops need to store pixels of another image.
  ///
  /// - Parameters:
  ///   - output: The output of the first image.
  ///   - image: The number of the image.
  /// - Returns: Its output.
  func output(_ output: BlockOutput, image: Int) -> BlockOutput {
    var output = output
    output.start += image * layout.imageDistance
    if let addend, let start = output.addend {
      output.addend = start + image * addend.imageDistance
    }
    return output
  }

  /// Hands out what loops need to store pixels.
  ///
  /// - Parameters:
  ///   - memory: What places count from.
  ///   - image: The number of the image.
  ///   - body: Takes the output of the first block and the first pixel.
  func with(
    _ memory: UnsafeMutablePointer<Float>, image: Int, _ body: (BlockOutput) -> Void
  ) {
    places.withUnsafeBufferPointer { places in
      addendPlaces.withUnsafeBufferPointer { addendPlaces in
        guard let places = places.baseAddress else { return }
        var output = BlockOutput(
          start: memory + layout.start + image * layout.imageDistance, places: places,
          distance: layout.blockDistance)
        output.normalisation = finish.normalisation.map { UnsafePointer($0.start) }
        if let addend, let table = addendPlaces.baseAddress {
          output.addend = UnsafePointer(memory + addend.start + image * addend.imageDistance)
          output.addendPlaces = table
          output.addendDistance = addend.blockDistance
        }
        output.floor = finish.floor
        output.ceiling = finish.ceiling
        body(output)
      }
    }
  }
}

extension AlignedFloats {
  /// Sixteen means, factors and offsets a block, of which the factors alone are not 0.
  fileprivate convenience init(factors: [Float]) {
    self.init(repeating: 0, count: factors.count.pieces(of: 16) * 48)
    for (channel, factor) in factors.enumerated() {
      start[channel / 16 * 48 + 16 + channel % 16] = factor
    }
  }
}

extension BatchNormalisation {
  /// Sixteen means, factors and offsets a block, with zeros behind the last map.
  fileprivate var blocks: AlignedFloats {
    let blocks = AlignedFloats(repeating: 0, count: (mean.count + 15) / 16 * 48)
    for channel in mean.indices {
      let place = blocks.start + channel / 16 * 48 + channel % 16
      place[0] = mean[channel]
      place[16] = factor(of: channel)
      place[32] = beta?[channel] ?? 0
    }
    return blocks
  }
}
