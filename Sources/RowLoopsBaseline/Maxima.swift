// The loop of max pooling.

/// Takes one tap in; the first starts the output.
@inline(__always)
private func takeLarger(
  _ values: UnsafePointer<Float>, step: Int, first: Bool, _ output: UnsafeMutablePointer<Float>,
  _ count: Int
) {
  for i in 0..<count {
    let value = values[i &* step]
    // Not-a-number is the only value that differs from itself.
    let isLarger = first || value > output[i] || value != value
    output[i] = isLarger ? value : output[i]
  }
}

@inline(__always)
private func maximumOfTaps(
  _ taps: UnsafePointer<UnsafePointer<Float>>, _ tapCount: Int, step: Int,
  _ output: UnsafeMutablePointer<Float>, _ count: Int
) {
  takeLarger(taps[0], step: step, first: true, output, count)
  for tap in 1..<max(tapCount, 1) { takeLarger(taps[tap], step: step, first: false, output, count) }
}

func maximumOfTaps(
  _ taps: UnsafePointer<UnsafePointer<Float>>, _ tapCount: Int, _ step: Int,
  _ output: UnsafeMutablePointer<Float>, _ count: Int
) {
  // The usual steps are constants of their loops, so that these are vectorised.
  switch step {
  case 1: maximumOfTaps(taps, tapCount, step: 1, output, count)
  case 2: maximumOfTaps(taps, tapCount, step: 2, output, count)
  default: maximumOfTaps(taps, tapCount, step: step, output, count)
  }
}
