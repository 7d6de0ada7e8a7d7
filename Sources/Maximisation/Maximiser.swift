public import Networks
import Pixels

/// Searches for pictures that make parts of a layer as large as possible: activation maximisation.
///
/// Erhan, Bengio, Courville and Vincent, "Visualizing higher-layer features of a deep network" (2009),
/// with what Olah, Mordvintsev and Schubert, "Feature visualization" (2017) add to it. Nothing is
/// computed but what the layer needs.
public struct Maximiser: Sendable {
  /// Maps of the layer, or scores.
  public let channels: Int

  /// Rows and columns of a map; 1 for scores.
  public let mapSize: (rows: Int, columns: Int)

  /// How many pictures are searched for at once.
  public let batch: Int

  private let gradient: UnitGradient
  private let targetShape: [Int]
  private let scale: PictureScale

  /// How many parts the pictures are computed in, each by a thread of its own.
  private let parts: Int

  /// Prepares a network.
  ///
  /// - Parameters:
  ///   - graph: A network of one input, of pictures.
  ///   - layer: The value that is maximised: N×C×H×W or N×C.
  ///   - scale: What the network reads of a picture.
  ///   - batch: How many pictures are searched for at once, 1 or more.
  ///   - threads: How many threads there will be: where the pictures can be divided among them, each
  ///     computes its own.
  /// - Throws: `LayerError` if pictures of that size or so many do not go in, if an operator on the way
  ///   has no gradient, or if the layer is neither maps nor scores, or the same for all pictures.
  public init(
    _ graph: Graph, layer: Graph.Value, scale: PictureScale, batch: Int, threads: Int = 1
  ) throws(LayerError) {
    parts = (1...max(1, min(threads, batch))).last { batch % $0 == 0 } ?? 1
    let size = batch / parts
    targetShape = try Self.shape(of: layer, in: graph, Self.input(scale, size))
    gradient = try UnitGradient(graph, layer, Self.input(scale, size))
    self.scale = scale
    self.batch = batch
    channels = targetShape[1]
    mapSize = targetShape.count == 4 ? (targetShape[2], targetShape[3]) : (1, 1)
  }

  /// Checks whether a layer can be maximised, without preparing anything.
  ///
  /// - Parameters:
  ///   - layer: A value of the network.
  ///   - graph: A network of one input, of pictures.
  ///   - scale: What the network reads of a picture.
  ///   - batch: How many pictures go in at once.
  /// - Returns: The shape of the layer: N×C×H×W or N×C.
  /// - Throws: `LayerError` as when it is prepared.
  public static func check(
    _ layer: Graph.Value, of graph: Graph, scale: PictureScale, batch: Int
  ) throws(LayerError) -> [Int] {
    let input = input(scale, batch)
    let shape = try shape(of: layer, in: graph, input)
    _ = try UnitGradient.graph(graph, layer, input)
    return shape
  }

  private static func input(_ scale: PictureScale, _ batch: Int) -> Shape {
    Shape(batch: batch, channels: scale.channels, height: scale.side, width: scale.side)
  }

  private static func shape(
    of layer: Graph.Value, in graph: Graph, _ input: Shape
  ) throws(LayerError) -> [Int] {
    let facts = try GraphSlice(graph, wanted: [layer]).facts(for: [Fact(input)])
    guard let fact = facts[layer], fact.type.isFloating, [2, 4].contains(fact.shape.count),
      fact.shape[0] == input.batch, fact.shape.allSatisfy({ $0 > 0 })
    else {
      let extents = facts[layer]?.shape ?? []
      let shape =
        extents.isEmpty ? "a number" : extents.map(String.init).joined(separator: "x")
      throw .unsuitable(
        "'\(graph.names[layer])' gives \(shape) for \(input.batch) "
          + "picture\(input.batch == 1 ? "" : "s"): neither maps nor scores of each")
    }
    return fact.shape
  }

  /// Searches for pictures.
  ///
  /// - Parameters:
  ///   - units: As many as `batch`, each a part of the layer.
  ///   - settings: How they are searched for.
  ///   - workers: Threads that share the work.
  ///   - progress: Is told how many steps are done.
  /// - Returns: A picture per unit.
  /// - Throws: `LayerError` if the values of the layer are no numbers.
  /// - Complexity: A computation of the layer and of its gradient a step.
  public func pictures(
    of units: [MaximisedUnit], _ settings: MaximisationSettings = MaximisationSettings(),
    workers: any Workers = OneWorker(), progress: (_ steps: Int) -> Void = { _ in }
  ) throws(LayerError) -> [MaximisedPicture] {
    precondition(units.count == batch, "as many units as pictures")
    precondition(units.allSatisfy { (0..<channels).contains($0.channel) }, "a unit is of the layer")
    let basis = PictureBasis(side: scale.side, usesFrequencies: settings.isNatural)
    var searched = units.map { SearchedPicture($0, scale, basis, settings) }
    let seed = seed(of: units)
    let first = shown(&searched, isMoved: false, workers)
    let start = try computed(first, seed, workers).values
    for step in 0..<settings.steps {
      let input = shown(&searched, isMoved: true, workers)
      let slopes = try computed(input, seed, workers).slopes
      searched.withUnsafeMutableBufferPointer { searched in
        slopes.withUnsafeBufferPointer { slopes in
          workers.perform(batch) { place in
            guard let start = slopes.baseAddress else { return }
            searched[place].climb(start + place * pictureCount)
          }
        }
      }
      progress(step + 1)
    }
    let last = shown(&searched, isMoved: false, workers)
    let values = try computed(last, seed, workers).values
    return units.indices.map { place in
      MaximisedPicture(
        unit: units[place], planes: searched[place].planes,
        input: Array(last[place * pictureCount..<(place + 1) * pictureCount]),
        start: start[place], value: values[place], idleSteps: searched[place].idleSteps)
    }
  }

  /// Numbers of what the network reads of a picture.
  private var pictureCount: Int { scale.channels * scale.count }

  /// What the network reads of the pictures.
  private func shown(
    _ searched: inout [SearchedPicture], isMoved: Bool, _ workers: any Workers
  ) -> [Float] {
    let count = batch * pictureCount
    return [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      guard let output = buffer.baseAddress else { return }
      searched.withUnsafeMutableBufferPointer { searched in
        workers.perform(batch) { place in
          let target = output + place * pictureCount
          target.initialize(repeating: 0, count: pictureCount)
          if isMoved {
            searched[place].showMoved(to: target)
          } else {
            searched[place].show(to: target)
          }
        }
      }
      filled = count
    }
  }

  /// Ones at the places that count, divided by how many there are.
  private func seed(of units: [MaximisedUnit]) -> [Float] {
    let plane = mapSize.rows * mapSize.columns
    var seed = [Float](repeating: 0, count: batch * channels * plane)
    for (place, unit) in units.enumerated() {
      let map = (place * channels + unit.channel) * plane
      if let place = unit.place {
        seed[map + place.row * mapSize.columns + place.column] = 1
      } else {
        for index in map..<map + plane { seed[index] = 1 / Float(plane) }
      }
    }
    return seed
  }

  /// The values of the units, and the gradient of their sum.
  private func computed(
    _ input: [Float], _ seed: [Float], _ workers: any Workers
  ) throws(LayerError) -> UnitGradient.Found {
    if parts == 1 { return try part(0, input, seed, workers) }
    var found = [Result<UnitGradient.Found, LayerError>?](repeating: nil, count: parts)
    found.withUnsafeMutableBufferPointer { found in
      workers.perform(parts) { number in
        found[number] = Result { () throws(LayerError) in
          try part(number, input, seed, OneWorker())
        }
      }
    }
    var whole = UnitGradient.Found()
    for result in found.compactMap(\.self) {
      let part = try result.get()
      whole.values += part.values
      whole.slopes += part.slopes
    }
    return whole
  }

  /// The same for the pictures of one part.
  private func part(
    _ number: Int, _ input: [Float], _ seed: [Float], _ workers: any Workers
  ) throws(LayerError) -> UnitGradient.Found {
    func own(_ numbers: [Float]) -> [Float] {
      let count = numbers.count / parts
      return parts == 1 ? numbers : Array(numbers[number * count..<(number + 1) * count])
    }
    let shape = Self.input(scale, batch / parts)
    return try gradient.compute(
      Tensor(Activation(shape: shape, values: own(input))),
      seed: Tensor(shape: targetShape, values: own(seed)), workers)
  }
}
