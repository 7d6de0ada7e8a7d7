import Pixels

/// The linear map from results to samples that an output range stands for.
struct ValueMapping: Equatable {
  /// Whether magnitudes are taken first.
  let absolute: Bool

  /// The result that becomes 0.
  let black: Float

  /// The result that becomes the largest sample.
  let white: Float

  /// What the distance from black is multiplied with.
  let factor: Float

  /// A map that shifts results by whole samples and does not scale them.
  ///
  /// - Parameters:
  ///   - bias: What is added to every result.
  ///   - absolute: Whether magnitudes are taken first.
  ///   - maximum: The largest sample.
  init(bias: Int, absolute: Bool, maximum: Int) {
    self.absolute = absolute
    black = Float(-bias)
    white = Float(maximum - bias)
    factor = 1
  }

  /// A map from the least and greatest results of a picture to the whole range of samples.
  ///
  /// Where all results are equal, `minmax` makes them black and `symmetric` keeps zero mid-grey.
  ///
  /// - Parameters:
  ///   - extremes: The least and the greatest result.
  ///   - symmetric: Whether zero becomes mid-grey.
  ///   - maximum: The largest sample.
  init(_ extremes: ResultExtremes, symmetric: Bool, maximum: Int) {
    let (least, greatest) = extremes.ends
    absolute = false
    let reach = max(abs(least), abs(greatest))
    if symmetric && reach == 0 {
      black = -Float(maximum) / 2
      white = Float(maximum) / 2
      factor = 1
    } else {
      black = symmetric ? -reach : least
      white = symmetric ? reach : greatest
      let factor = white > black ? Float(maximum) / (white - black) : 0
      // The quotient may be rounded down; zero is still to be mid-grey, which is rounded up.
      let isLow = symmetric && reach * factor < Float(maximum) / 2
      self.factor = isLow ? factor.nextUp : factor
    }
  }
}

extension OutputRange {
  /// What is added to every result before rounding: 128, or 32768 for 16 bits, with `offset`.
  ///
  /// - Parameter unit: What an 8-bit unit is worth.
  /// - Returns: A whole number of samples.
  func bias(unit: Int) -> Int { self == .offset ? (unit == 1 ? 128 : 32768) : 0 }

  /// Whether an engine's own integers are the samples: nothing is stretched.
  ///
  /// - Parameter type: The samples.
  /// - Returns: Whether rounding is the last step of the engine.
  func leavesIntegers(_ type: SampleType) -> Bool { !needsExtremes && type != .float32 }

  /// Whether the map depends on the results of the whole picture.
  var needsExtremes: Bool { self == .minmax || self == .symmetric }
}
