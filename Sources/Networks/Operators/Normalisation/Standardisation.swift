/// Mean and deviation of numbers, in `Double`.
struct Standardisation {
  /// The mean.
  let mean: Double

  /// One by the deviation.
  let factor: Double

  /// Sums numbers twice: first for the mean, then for the distances from it.
  ///
  /// - Parameters:
  ///   - numbers: The numbers; of none the mean is 0.
  ///   - epsilon: What is added to the variance.
  init(_ numbers: UnsafeBufferPointer<Float>, epsilon: Float) {
    let count = Double(max(numbers.count, 1))
    var sum = 0.0
    for number in numbers { sum += Double(number) }
    let mean = sum / count
    var squares = 0.0
    for number in numbers {
      let distance = Double(number) - mean
      squares += distance * distance
    }
    self.mean = mean
    factor = 1 / (squares / count + Double(epsilon)).squareRoot()
  }

  /// Standardises numbers, scales and shifts them, and rounds once.
  ///
  /// - Parameters:
  ///   - numbers: The numbers.
  ///   - scale: What they are multiplied by then.
  ///   - shift: What is added.
  ///   - output: Room for as many.
  func write(
    _ numbers: UnsafeBufferPointer<Float>, scale: Float, shift: Float,
    to output: UnsafeMutablePointer<Float>
  ) {
    let factor = factor * Double(scale)
    for place in 0..<numbers.count {
      output[place] = Float((Double(numbers[place]) - mean) * factor + Double(shift))
    }
  }
}
