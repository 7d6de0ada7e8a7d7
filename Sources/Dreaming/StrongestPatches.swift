import Batches
import Definitions
import Files
import Maximisation
import Networks
import Pixels

/// A part of a photograph that makes a unit large: all that the strongest place of the photograph sees.
public struct Patch: Encodable, Sendable {
  /// The photograph.
  public let image: String

  /// The value of the unit there.
  public let value: Float

  /// The part as a square picture, below the folder of the results.
  public internal(set) var file = ""

  /// The first column of the part, in pixels of the photograph as the network takes it.
  public let x: Int

  /// The first row.
  public let y: Int

  /// Columns of the part.
  public let width: Int

  /// Rows of the part.
  public let height: Int
}

/// The parts of photographs that make units of a layer largest, one a photograph.
struct StrongestPatches {
  /// A part and its pixels.
  struct Found {
    var patch: Patch
    let picture: Image
  }

  /// How many are kept of each unit.
  static let count = 4

  private let session: Session
  private let graph: Graph
  private let layer: Graph.Value
  private let units: [MaximisedUnit]
  private var found: [[Found]]

  /// Prepares a layer.
  ///
  /// - Parameters:
  ///   - graph: A network of one input, of pictures.
  ///   - layer: The value that is looked at, maps or scores.
  ///   - units: Which of its maps; their places are left aside.
  /// - Throws: `LayerError` if what is learned cannot be read.
  init(_ graph: Graph, layer: Graph.Value, units: [MaximisedUnit]) throws(LayerError) {
    session = try Session(GraphSlice(graph, wanted: [layer]))
    self.graph = graph
    self.layer = layer
    self.units = units
    found = units.map { _ in [] }
  }

  /// The strongest parts of a unit, the strongest first.
  subscript(unit: Int) -> [Found] { found[unit] }

  /// Looks at a photograph.
  ///
  /// - Parameters:
  ///   - shown: The photograph as the network takes it.
  ///   - path: The file.
  ///   - workers: Threads that share the work.
  /// - Throws: `LayerError` if it does not go in.
  mutating func look(
    at shown: FieldInput, _ path: Path, workers: any Workers
  ) throws(LayerError) {
    let field = try UnitField(graph, value: layer, input: shown.maps.shape)
    let maps = try maps(of: shown.maps, workers)
    let plane = maps.shape.height * maps.shape.width
    for (place, unit) in units.enumerated() {
      let values = maps.values[unit.channel * plane..<(unit.channel + 1) * plane]
      guard let strongest = values.indices.max(by: { values[$0] < values[$1] }),
        values[strongest].isFinite
      else { continue }
      let weakest = found[place].count < Self.count ? nil : found[place].last?.patch.value
      if let weakest, values[strongest] <= weakest { continue }
      let (row, column) = (strongest - values.startIndex).quotientAndRemainder(
        dividingBy: maps.shape.width)
      let (rows, columns) = (field.rows(row), field.columns(column))
      let patch = Patch(
        image: "\(path)", value: values[strongest], x: columns.lowerBound, y: rows.lowerBound,
        width: columns.count, height: rows.count)
      found[place].append(Found(patch: patch, picture: shown.picture))
      found[place].sort { $0.patch.value > $1.patch.value }
      found[place] = Array(found[place].prefix(Self.count))
    }
  }

  private func maps(
    of input: Activation, _ workers: any Workers
  ) throws(LayerError) -> Activation {
    var maps: Activation?
    do {
      try session.run([Tensor(input)], workers: workers) { _, tensor in maps = tensor.maps }
    } catch let error as LayerError {
      throw error
    } catch {
      preconditionFailure("nothing else fails: \(error)")
    }
    guard let maps else { preconditionFailure("the layer was asked for") }
    return maps
  }
}

extension StrongestPatches.Found {
  /// The pixels of the part, grey around them where it is no square, at another size.
  ///
  /// - Parameter side: Pixels along the side.
  /// - Returns: 8-bit RGB samples.
  func square(side: Int) -> [UInt8] {
    guard case .uint8(let samples) = picture.samples else { return [] }
    let longest = max(patch.width, patch.height, 1)
    var pixels = [UInt8](repeating: 128, count: 3 * side * side)
    for row in 0..<side {
      for column in 0..<side {
        let y = row * longest / side - (longest - patch.height) / 2
        let x = column * longest / side - (longest - patch.width) / 2
        guard (0..<patch.height).contains(y), (0..<patch.width).contains(x) else { continue }
        let source = 3 * ((patch.y + y) * picture.width + patch.x + x)
        let target = 3 * (row * side + column)
        for channel in 0..<3 { pixels[target + channel] = samples[source + channel] }
      }
    }
    return pixels
  }
}

extension Image {
  /// A picture with others at its right, all of them squares of one side, a gap between them.
  ///
  /// - Parameters:
  ///   - others: 8-bit RGB samples.
  ///   - count: How many have room; those that are missing are dark.
  /// - Returns: An 8-bit RGB picture.
  func beside(_ others: [[UInt8]], count: Int) -> Image {
    let (side, gap) = (width, 2)
    let total = side + count * (side + gap)
    var pixels = [UInt8](repeating: 34, count: 3 * total * side)
    for (number, square) in ([colours] + others).enumerated() {
      for row in 0..<side {
        let target = 3 * (row * total + number * (side + gap))
        pixels.replaceSubrange(
          target..<target + 3 * side, with: square[3 * row * side..<3 * (row + 1) * side])
      }
    }
    return Image(
      size: ImageSize(width: total, height: side), layout: .rgb, samples: .uint8(pixels))
  }

  /// 8-bit samples as red, green and blue.
  private var colours: [UInt8] {
    guard case .uint8(let samples) = samples else { return [] }
    return channels == 3 ? samples : samples.flatMap { [$0, $0, $0] }
  }
}
