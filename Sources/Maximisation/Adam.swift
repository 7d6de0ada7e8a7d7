import func Glibc.powf

/// Steps uphill whose lengths follow the mean and the spread of a gradient: Kingma and Ba, "Adam: a
/// method for stochastic optimization" (2015), with their numbers.
struct Adam: Sendable {
  private var means: [Float]
  private var squares: [Float]
  private var steps = 0
  private let rate: Float

  /// Starts with nothing known.
  ///
  /// - Parameters:
  ///   - count: How many numbers there are.
  ///   - rate: How far a number goes in a step at most, about.
  init(count: Int, rate: Float) {
    means = [Float](repeating: 0, count: count)
    squares = means
    self.rate = rate
  }

  /// Changes numbers so that what the gradient is of becomes larger.
  ///
  /// - Parameters:
  ///   - numbers: The numbers.
  ///   - gradient: As many.
  mutating func climb(_ numbers: inout [Float], _ gradient: [Float]) {
    steps += 1
    let (meanShare, squareShare): (Float, Float) = (0.9, 0.999)
    let correction = (1 - powf(squareShare, Float(steps))).squareRoot()
    let length = rate * correction / (1 - powf(meanShare, Float(steps)))
    let smallest = 1e-8 * correction
    for place in numbers.indices {
      let slope = gradient[place]
      means[place] += (1 - meanShare) * (slope - means[place])
      squares[place] += (1 - squareShare) * (slope * slope - squares[place])
      numbers[place] += length * means[place] / (squares[place].squareRoot() + smallest)
    }
  }
}
