import Loops
/// The spectrum of a kernel in tiles of one size.
struct KernelSpectrum {
  /// Complex numbers in the order of `TileTransform.transform`, conjugated, as kernels are not turned,
  /// and divided by their count.
  let numbers: Scratch<Double>

  /// Computes the spectrum.
  ///
  /// - Parameters:
  ///   - weights: The weights in row-major order.
  ///   - geometry: Where the kernel lies, dilation included.
  ///   - room: A tile of zeros, in which the kernel fits; it is used up.
  init(_ weights: [Double], _ geometry: ConvolutionGeometry, in room: TileTransform) {
    let (extent, x, y) = (room.extent, geometry.x, geometry.y)
    let width = (x.extent - 1) / x.dilation + 1
    for (index, weight) in weights.enumerated() {
      room.row(index / width * y.dilation)[2 * (index % width * x.dilation)] = weight
    }
    room.transform()
    let scale = 1 / Double(extent * extent)
    numbers = Scratch(count: 2 * extent * extent)
    for row in 0..<extent {
      let (numbers, target) = (room.row(row), numbers.start + 2 * row * extent)
      for i in 0..<extent {
        (target + 2 * i).initialize(to: numbers[2 * i] * scale)
        (target + (2 * i + 1)).initialize(to: numbers[2 * i + 1] * -scale)
      }
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
