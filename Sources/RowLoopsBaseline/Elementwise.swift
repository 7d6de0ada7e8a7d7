// Loops over single values: combining the results of a bank, and samples as `Float`.

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
