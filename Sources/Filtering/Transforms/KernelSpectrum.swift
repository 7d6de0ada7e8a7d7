/// The spectrum of a kernel in tiles of one size.
struct KernelSpectrum: Equatable, Sendable {
  /// The tiles.
  let tile: TransformTile

  /// Complex numbers in the order of `TileTransform.transform`, conjugated, as kernels are not turned,
  /// and divided by their count.
  let numbers: [Double]

  /// Computes the spectrum.
  ///
  /// - Parameters:
  ///   - weights: The weights in row-major order.
  ///   - geometry: Where the kernel lies, dilation included.
  ///   - tile: The tiles, in which it fits.
  init(_ weights: [Double], _ geometry: ConvolutionGeometry, tile: TransformTile) {
    let (extent, x, y) = (tile.extent, geometry.x, geometry.y)
    let width = (x.extent - 1) / x.dilation + 1
    let room = TileTransform(extent: extent)
    for (index, weight) in weights.enumerated() {
      room.row(index / width * y.dilation)[2 * (index % width * x.dilation)] = weight
    }
    room.transform()
    let scale = 1 / Double(extent * extent)
    self.tile = tile
    numbers = (0..<extent).flatMap { row in
      (0..<2 * extent).map { room.row(row)[$0] * ($0 % 2 == 0 ? scale : -scale) }
    }
  }

  /// How far a sum of a tile can be from the exact one, at most.
  ///
  /// A transform of n stages loses a few units in the last place a stage, relative to the root of the
  /// sum of squares; two transforms of samples and one of weights are taken.
  ///
  /// - Parameters:
  ///   - weights: The weights.
  ///   - maximum: The largest sample.
  ///   - tile: The tiles.
  /// - Returns: A distance; not-a-number or infinite where the weights are.
  static func error(of weights: [Double], maximum: Int, _ tile: TransformTile) -> Double {
    let norm = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
    // Two channels share a tile: the square root of two.
    let samples = 1.5 * Double(maximum) * Double(tile.extent)
    return norm * samples * Double(12 * tile.stages) * 0x1p-53
  }
}
