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

  private let session: Session
  private let gradient: Graph.Value
  private let target: Graph.Value
  private let targetShape: [Int]
  private let scale: PictureScale

  /// Prepares a network.
  ///
  /// - Parameters:
  ///   - graph: A network of one input, of pictures.
  ///   - layer: The value that is maximised: N×C×H×W or N×C.
  ///   - scale: What the network reads of a picture.
  ///   - batch: How many pictures are searched for at once, 1 or more.
  /// - Throws: `LayerError` if pictures of that size or so many do not go in, if an operator on the way
  ///   has no gradient, or if the layer is neither maps nor scores, or the same for all pictures.
  public init(
    _ graph: Graph, layer: Graph.Value, scale: PictureScale, batch: Int
  ) throws(LayerError) {
    let (shape, gradient, found) = try Self.gradient(of: layer, graph, scale, batch)
    session = try Session(GraphSlice(gradient.graph))
    self.gradient = found
    target = layer
    targetShape = shape
    self.scale = scale
    self.batch = batch
    channels = shape[1]
    mapSize = shape.count == 4 ? (shape[2], shape[3]) : (1, 1)
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
  ) throws(LayerError) -> [Int] { try gradient(of: layer, graph, scale, batch).shape }

  private static func gradient(
    of layer: Graph.Value, _ graph: Graph, _ scale: PictureScale, _ batch: Int
  ) throws(LayerError) -> (shape: [Int], graph: GradientGraph, gradient: Graph.Value) {
    let input = Self.input(scale, batch)
    let shape = try shape(of: layer, in: graph, input)
    let gradient = try GradientGraph(
      graph, of: layer, withRespectTo: [graph.inputs[0].value], inputs: [Fact(input)])
    guard let found = gradient.gradients[graph.inputs[0].value] else {
      throw .unsuitable("'\(graph.names[layer])' does not depend on the picture")
    }
    return (shape, gradient, found)
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
      let slopes = try computed(input, seed, workers).gradient
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
        input: Array(last.values[place * pictureCount..<(place + 1) * pictureCount]),
        start: start[place], value: values[place], idleSteps: searched[place].idleSteps)
    }
  }

  /// Numbers of what the network reads of a picture.
  private var pictureCount: Int { scale.channels * scale.count }

  /// What the network reads of the pictures.
  private func shown(
    _ searched: inout [SearchedPicture], isMoved: Bool, _ workers: any Workers
  ) -> Activation {
    let count = batch * pictureCount
    let values = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
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
    return Activation(shape: Self.input(scale, batch), values: values)
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
    _ input: Activation, _ seed: [Float], _ workers: any Workers
  ) throws(LayerError) -> (values: [Float], gradient: [Float]) {
    var (values, slopes): ([Float], [Float]) = ([], [])
    let images = seed.count / batch
    do {
      try session.run(
        [Tensor(input), Tensor(shape: targetShape, values: seed)], workers: workers
      ) { value, tensor in
        if value == gradient { slopes = tensor.floats }
        guard value == target else { return }
        let numbers = tensor.floats
        values = (0..<batch).map { image in
          var sum = 0.0
          for place in image * images..<(image + 1) * images where seed[place] != 0 {
            sum += Double(seed[place]) * Double(numbers[place])
          }
          return Float(sum)
        }
      }
    } catch let error as LayerError {
      throw error
    } catch {
      preconditionFailure("nothing else fails: \(error)")
    }
    guard values.allSatisfy(\.isFinite), slopes.allSatisfy(\.isFinite) else {
      throw .unsuitable("values of the layer, or their gradients, are not numbers")
    }
    return (values, slopes)
  }
}
