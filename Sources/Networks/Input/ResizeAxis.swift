/// Which samples of one axis make which others, and how much each counts.
///
/// Sample `i` covers the places from `i` to `i + 1`, its centre is `i + 0.5`. Output `o` lies at
/// `(o + 0.5) · inputs / outputs`. Samples beyond the ends are left out, and the weights of those
/// that remain add up to 1.
struct ResizeAxis {
  /// The first input of each output.
  let starts: [Int]

  /// Where the weights of each output begin, and after the last where they end.
  let offsets: [Int]

  /// The weights of all outputs, one after the other.
  let weights: [Float]

  /// Works out the weights, in `Double`.
  ///
  /// - Parameters:
  ///   - inputs: Samples that there are, 1 or more.
  ///   - outputs: Samples that the whole axis gets, 1 or more.
  ///   - wanted: The outputs that are made, at least one.
  ///   - filter: The curve that weighs the samples.
  ///   - antialias: Whether the curve is widened by the factor that the axis shrinks by.
  init(inputs: Int, outputs: Int, wanted: Range<Int>, filter: ResizeFilter, antialias: Bool) {
    let step = Double(inputs) / Double(outputs)
    let stretch = antialias ? max(step, 1) : 1
    let reach = filter.support * stretch
    var starts: [Int] = []
    var offsets = [0]
    var weights: [Float] = []
    for output in wanted {
      let centre = (Double(output) + 0.5) * step
      let start = max(0, Int(centre - reach + 0.5))
      let end = min(inputs, Int(centre + reach + 0.5))
      let heights = (start..<end).map { filter.weight(at: (Double($0) + 0.5 - centre) / stretch) }
      let sum = heights.reduce(0, +)
      starts.append(start)
      weights += heights.map { Float($0 / sum) }
      offsets.append(weights.count)
    }
    self.starts = starts
    self.offsets = offsets
    self.weights = weights
  }

  /// An axis that keeps its samples.
  ///
  /// - Parameter wanted: The samples that are kept.
  init(keeping wanted: Range<Int>) {
    starts = Array(wanted)
    offsets = Array(0...wanted.count)
    weights = Array(repeating: 1, count: wanted.count)
  }

  /// How many outputs are made.
  var count: Int { starts.count }

  /// The inputs that an output is made of.
  ///
  /// - Parameter output: Which of the outputs that are made.
  /// - Returns: Their places on the axis.
  func inputs(of output: Int) -> Range<Int> {
    starts[output]..<starts[output] + offsets[output + 1] - offsets[output]
  }

  /// All inputs that any output is made of.
  var inputs: Range<Int> {
    inputs(of: 0).lowerBound..<inputs(of: count - 1).upperBound
  }
}
