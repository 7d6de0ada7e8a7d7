import Networks
public import Pixels

/// The independent filters of a handcrafted bank, run at single positions of what goes into a network.
public struct BankProbe: Sendable {
  /// Numbers in the bank of the filters that are run: the others are nearly weighted sums of these.
  public let numbers: [Int]

  /// Rows and columns of the windows.
  public let size: Int

  private let layer: ConvolutionLayer

  /// Chooses the independent filters of a bank.
  ///
  /// - Parameters:
  ///   - bank: Handcrafted filters in the order red, green, blue.
  ///   - size: Rows and columns of the windows in whose middle they lie.
  ///   - channels: Channels of what goes into the network, 1 or 3.
  ///   - order: Their order, where there are three.
  /// - Throws: `ComparisonError.emptyBank` where no filter is left, `layer` where a size is not
  ///   possible.
  public init(
    _ bank: [Filter], size: Int, channels: Int, order: ChannelOrder
  ) throws(ComparisonError) {
    let area = size * size
    let window = Filter(
      name: "", channels: channels, height: size, width: size,
      weights: [Float](repeating: 0, count: channels * area))
    let placed = bank.map { $0.inMiddle(of: window) }
    numbers = independentFilters(placed)
    guard !numbers.isEmpty else { throw .emptyBank(.handcrafted) }
    self.size = size
    let weights = numbers.flatMap { number -> [Float] in
      let planes = (0..<channels).map { placed[number][$0 * area..<($0 + 1) * area] }
      return Array((channels == 3 ? order.redFirst(planes) : planes).joined())
    }
    do {
      layer = try ConvolutionLayer(
        weights: weights, outputChannels: numbers.count, groupChannels: channels,
        kernelHeight: size, kernelWidth: size, stride: Step(x: size, y: 1))
    } catch {
      throw .layer(error)
    }
  }

  /// What the filters respond where units of a layer look.
  ///
  /// Each filter lies on the centre of the unit's receptive field, half a position above and at the
  /// left where both have no common centre; outside the input there are zeros.
  ///
  /// - Parameters:
  ///   - input: What goes into the network: one image.
  ///   - places: Units by their numbers in row-major order.
  ///   - width: Columns of the layer's map.
  ///   - field: What a unit sees.
  /// - Returns: 1×filters×1×places.
  /// - Throws: `ComparisonError.fieldOfAll` where a unit sees everything, `layer` where there are too
  ///   many places.
  func responses(
    to input: Activation, at places: [Int], width: Int, field: ReceptiveField
  ) throws(ComparisonError) -> Activation {
    var corners: [(row: Int, column: Int)] = []
    let half = Double(size - 1) / 2
    for place in places {
      guard let y = field.y.centre(of: place / width), let x = field.x.centre(of: place % width)
      else { throw .fieldOfAll }
      // Farther away there is nothing to see.
      corners.append(
        (
          Int((min(max(y, -1e6), 1e6) - half).rounded(.down)),
          Int((min(max(x, -1e6), 1e6) - half).rounded(.down))
        ))
    }
    let strip = windowStrip(of: input, corners: corners, height: size, width: size)
    do { return try layer.forward(strip) } catch { throw .layer(error) }
  }
}
