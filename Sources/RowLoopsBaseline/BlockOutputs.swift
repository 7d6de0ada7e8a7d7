import RowLoopTable

// What becomes of the values of blocks before they are stored.

/// A vector of values that lie anywhere.
@inline(__always)
func floats(_ values: UnsafePointer<Float>) -> Floats {
  UnsafeRawPointer(values).loadUnaligned(as: Floats.self)
}

/// Where a vector of channels lies, counted from the first block.
///
/// - Parameters:
///   - vector: The number of the vector, counted through the blocks.
///   - distance: Values between blocks.
/// - Returns: The place of its first channel.
@inline(__always)
func place(of vector: Int, _ distance: Int) -> Int {
  let lane = vector &* Floats.scalarCount
  return lane / 16 &* distance &+ lane % 16
}

extension BlockOutput {
  /// Finishes some vectors of channels of some pixels.
  ///
  /// - Parameters:
  ///   - values: The channels, pixel by pixel.
  ///   - first: The number of the first vector, counted through the blocks.
  ///   - pixel: The number of a pixel among all.
  @inline(__always)
  func finish<let m: Int, let n: Int>(
    _ values: inout InlineArray<m, InlineArray<n, Floats>>, first: Int, _ pixel: (Int) -> Int
  ) {
    if let normalisation {
      for v in 0..<n {
        let numbers = normalisation + place(of: first &+ v, 48)
        let (mean, factor) = (floats(numbers), floats(numbers + 16))
        let offset = floats(numbers + 32)
        for i in 0..<m { values[i][v] = (values[i][v] - mean) * factor + offset }
      }
    }
    if let addend {
      for i in 0..<m {
        let other = addend + addendPlaces[pixel(i)]
        for v in 0..<n { values[i][v] += floats(other + place(of: first &+ v, addendDistance)) }
      }
    }
    let (low, high) = (Floats(repeating: floor), Floats(repeating: ceiling))
    for i in 0..<m {
      for v in 0..<n {
        values[i][v].replace(with: low, where: values[i][v] .< low)
        values[i][v].replace(with: high, where: values[i][v] .> high)
      }
    }
  }

  /// Finishes a vector of channels of a pixel and stores it.
  ///
  /// - Parameters:
  ///   - value: The channels.
  ///   - pixel: The number of the pixel.
  ///   - vector: The number of the vector, counted through the blocks.
  @inline(__always)
  func store(_ value: Floats, pixel: Int, vector: Int) {
    var values: InlineArray<1, InlineArray<1, Floats>> = [[value]]
    finish(&values, first: vector) { _ in pixel }
    store(values[0][0], at: pixel, vector: vector)
  }

  /// Stores a vector of channels of a pixel as it is.
  @inline(__always)
  func store(_ value: Floats, at pixel: Int, vector: Int) {
    UnsafeMutableRawPointer(start + (places[pixel] &+ place(of: vector, distance)))
      .storeBytes(of: value, as: Floats.self)
  }
}

func blockValue(
  _ input: UnsafePointer<Float>, _ windows: UnsafePointer<Int>, _ count: Int,
  _ output: BlockOutput
) {
  let length = Floats.scalarCount
  for i in 0..<count {
    let pixel = input + windows[i]
    for v in 0..<16 / length { output.store(floats(pixel + v &* length), pixel: i, vector: v) }
  }
}
