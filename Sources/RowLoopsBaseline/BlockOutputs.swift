import RowLoopTable

// What becomes of the values of blocks before they are stored.

/// A vector of values that lie anywhere.
@inline(__always)
func floats(_ values: UnsafePointer<Float>) -> Floats {
  UnsafeRawPointer(values).loadUnaligned(as: Floats.self)
}

extension BlockOutput {
  /// Where a vector of channels of a pixel goes.
  ///
  /// - Parameters:
  ///   - pixel: The number of the pixel.
  ///   - vector: The number of the vector, counted through the blocks.
  /// - Returns: The place of its first channel.
  @inline(__always)
  func place(pixel: Int, vector: Int) -> UnsafeMutablePointer<Float> {
    let lane = vector &* Floats.scalarCount
    return start + (places[pixel] &+ lane / 16 &* distance &+ lane % 16)
  }

  /// Finishes a vector of channels of a pixel and stores it.
  ///
  /// - Parameters:
  ///   - values: The channels.
  ///   - pixel: The number of the pixel.
  ///   - vector: The number of the vector, counted through the blocks.
  @inline(__always)
  func store(_ values: Floats, pixel: Int, vector: Int) {
    let length = Floats.scalarCount
    let (block, lane) = (vector &* length / 16, vector &* length % 16)
    var values = values
    if let normalisation {
      let numbers = normalisation + (block &* 48 &+ lane)
      values = (values - floats(numbers)) * floats(numbers + 16) + floats(numbers + 32)
    }
    if let addend {
      values += floats(addend + (addendPlaces[pixel] &+ block &* addendDistance &+ lane))
    }
    let (low, high) = (Floats(repeating: floor), Floats(repeating: ceiling))
    values.replace(with: low, where: values .< low)
    values.replace(with: high, where: values .> high)
    let place = place(pixel: pixel, vector: vector)
    UnsafeMutableRawPointer(place).storeBytes(of: values, as: Floats.self)
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
