public import Networks
public import Pixels
import Threads

/// How much each part of a picture counts for one place of a layer, found out by hiding it.
///
/// One block of pixels after the other is replaced by the mean of the picture, channel by channel,
/// and
/// the layer computed anew: the effect of a block is how far the values of the place move, as the
/// root
/// of the sum of their squared differences over the maps that are asked for. Exact, of any
/// operators,
/// and of this picture: where it has its mean colour already, hiding changes nothing. Luo, Li,
/// Urtasun
/// and Zemel, "Understanding the effective receptive field" (2016) look at it by gradients.
public struct EffectiveField: Sendable {
  /// The side of blocks in pixels.
  public let block: Int

  /// The rows of the input that were hidden, in blocks from the first on.
  public let rows: Range<Int>

  /// The columns that were hidden.
  public let columns: Range<Int>

  /// The effects of the blocks, row by row.
  public let effects: [Float]

  /// How many blocks lie beside each other.
  public var blockColumns: Int { Self.count(columns, block) }

  /// How many there are, each of which costs a computation of the layer.
  ///
  /// - Parameters:
  ///   - rows: Rows of the input.
  ///   - columns: Columns of the input.
  ///   - block: The side of blocks.
  /// - Returns: Blocks that cover them.
  public static func blockCount(rows: Range<Int>, columns: Range<Int>, block: Int) -> Int {
    count(rows, block) * count(columns, block)
  }

  private static func count(_ places: Range<Int>, _ block: Int) -> Int {
    (places.count + block - 1) / block
  }

  /// Hides one block after the other.
  ///
  /// - Parameters:
  ///   - place: The place of the layer.
  ///   - session: A network that is ready to compute the layer alone.
  ///   - input: What goes in, 1×C×H×W.
  ///   - rows: Rows of the input that the place can see.
  ///   - columns: Columns of the input that the place can see.
  ///   - block: The side of blocks in pixels, 1 or more.
  ///   - threads: How many blocks are hidden at once.
  /// - Throws: `LayerError` if the input does not fit, and `unsuitable` if values are not finite.
  /// - Complexity: A computation of the layer per block, and one more.
  public init(
    of place: UnitPlace, _ session: Session, input: Activation, rows: Range<Int>,
    columns: Range<Int>, block: Int, threads: Int
  ) throws(LayerError) {
    self.block = block
    self.rows = rows
    self.columns = columns
    let shown = try Self.values(of: place, session, input)
    let plane = input.shape.height * input.shape.width
    let means = (0..<input.shape.channels).map { channel in
      let sum = input.values[channel * plane..<(channel + 1) * plane].reduce(0) { $0 + Double($1) }
      return Float(sum / Double(max(plane, 1)))
    }
    let across = Self.count(columns, block)
    let results: [Result<Float, LayerError>] = computed(
      count: Self.count(rows, block) * across, threads: threads
    ) { index in
      let top = rows.lowerBound + index / across * block
      let left = columns.lowerBound + index % across * block
      let hidden = input.hiding(
        top..<min(top + block, rows.upperBound), left..<min(left + block, columns.upperBound),
        with: means)
      do throws(LayerError) {
        let values = try Self.values(of: place, session, hidden)
        let squares = zip(values, shown).reduce(0.0) {
          $0 + (Double($1.0) - Double($1.1)) * (Double($1.0) - Double($1.1))
        }
        return .success(Float(squares.squareRoot()))
      } catch {
        return .failure(error)
      }
    }
    var effects: [Float] = []
    for result in results { effects.append(try result.get()) }
    guard effects.allSatisfy(\.isFinite) else {
      throw .unsuitable("the values of the layer are not finite, so that nothing can be compared")
    }
    self.effects = effects
  }

  /// The values at a place, of the maps that are asked for.
  private static func values(
    of place: UnitPlace, _ session: Session, _ input: Activation
  ) throws(LayerError) -> [Float] {
    var values: [Float] = []
    do {
      try session.run([Tensor(input)]) { _, tensor in values = place.values(of: tensor.maps) }
    } catch let error as LayerError {
      throw error
    } catch {
      preconditionFailure("nothing else fails: \(error)")
    }
    return values
  }

  /// The effect of a pixel: its share of that of its block.
  ///
  /// - Parameters:
  ///   - row: A row of the input.
  ///   - column: A column of the input.
  /// - Returns: 0 outside the blocks.
  public func effect(row: Int, column: Int) -> Float {
    guard rows.contains(row), columns.contains(column) else { return 0 }
    let (y, x) = ((row - rows.lowerBound) / block, (column - columns.lowerBound) / block)
    let height = min(block, rows.count - y * block)
    let width = min(block, columns.count - x * block)
    return effects[y * blockColumns + x] / Float(height * width)
  }

  /// The share of the whole effect that lies in a part of the input.
  ///
  /// - Parameters:
  ///   - rows: Rows of the input; those outside count as well as none.
  ///   - columns: Columns of the input.
  /// - Returns: 0 to 1; nil where hiding changes nothing anywhere.
  public func share(rows: Range<Int>, columns: Range<Int>) -> Double? {
    let whole = effects.reduce(0) { $0 + Double($1) }
    guard whole > 0 else { return nil }
    var sum = 0.0
    for row in rows.clamped(to: self.rows) {
      for column in columns.clamped(to: self.columns) {
        sum += Double(effect(row: row, column: column))
      }
    }
    return min(sum / whole, 1)
  }
}

/// A place of a layer, in one of its maps or in all.
public struct UnitPlace: Equatable, Sendable {
  /// The map; nil for all.
  public let channel: Int?

  /// The row, from 0.
  public let row: Int

  /// The column, from 0.
  public let column: Int

  /// Names a place.
  ///
  /// - Parameters:
  ///   - channel: The map; nil for all.
  ///   - row: The row, from 0.
  ///   - column: The column, from 0.
  public init(channel: Int?, row: Int, column: Int) {
    self.channel = channel
    self.row = row
    self.column = column
  }

  /// The values at the place.
  func values(of maps: Activation) -> [Float] {
    let shape = maps.shape
    let channels = channel.map { [$0] } ?? Array(0..<shape.channels)
    return channels.map {
      maps.values[($0 * shape.height + row) * shape.width + column]
    }
  }
}

extension Activation {
  /// The maps with a part of them replaced by a number per map.
  fileprivate func hiding(
    _ rows: Range<Int>, _ columns: Range<Int>, with numbers: [Float]
  ) -> Activation {
    var values = values
    for (channel, number) in numbers.enumerated() {
      for row in rows {
        let start = (channel * shape.height + row) * shape.width
        for column in columns { values[start + column] = number }
      }
    }
    return Activation(shape: shape, values: values)
  }
}
