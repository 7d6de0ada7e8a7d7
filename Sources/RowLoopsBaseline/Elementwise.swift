// Loops over single values: combining the results of a bank, and samples in another type or order.

func addSquares(
  _ values: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, _ count: Int
) {
  for i in 0..<count { output[i] += values[i] * values[i] }
}

func squareRoot(
  _ values: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, _ count: Int
) {
  for i in 0..<count { output[i] = values[i].squareRoot() }
}

func maximum(_ values: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, _ count: Int) {
  for i in 0..<count { output[i] = values[i] > output[i] ? values[i] : output[i] }
}

func add(_ values: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>, _ count: Int) {
  for i in 0..<count { output[i] += values[i] }
}

func deinterleave(
  _ values: UnsafePointer<Float>, _ channels: Int, _ output: UnsafeMutablePointer<Float>,
  _ distance: Int, _ count: Int
) {
  if channels == 3 {
    let (second, third) = (output + distance, output + 2 * distance)
    for i in 0..<count {
      let pixel = values + 3 &* i
      output[i] = pixel[0]
      second[i] = pixel[1]
      third[i] = pixel[2]
    }
    return
  }
  for channel in 0..<channels {
    let plane = output + channel * distance
    for i in 0..<count { plane[i] = values[i &* channels &+ channel] }
  }
}

func convertUInt8Int16(
  _ samples: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<Int16>, _ count: Int
) {
  for i in 0..<count { output[i] = Int16(samples[i]) }
}

func convertUInt8(
  _ samples: UnsafePointer<UInt8>, _ output: UnsafeMutablePointer<Float>, _ count: Int
) {
  for i in 0..<count { output[i] = Float(samples[i]) }
}

func convertUInt16(
  _ samples: UnsafePointer<UInt16>, _ output: UnsafeMutablePointer<Float>, _ count: Int
) {
  for i in 0..<count { output[i] = Float(samples[i]) }
}
