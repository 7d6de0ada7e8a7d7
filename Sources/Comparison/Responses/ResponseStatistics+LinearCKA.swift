extension ResponseStatistics {
  /// Linear centred kernel alignment of the two banks' responses, over all samples.
  ///
  /// `‖YᵀX‖² / (‖XᵀX‖ ‖YᵀY‖)` with Frobenius norms of centred responses (Kornblith, Norouzi, Lee
  /// and Hinton, "Similarity of neural network representations revisited", 2019, section 3). It does
  /// not change where a bank is rotated or scaled as a whole. With few samples it is high whatever
  /// the banks are, so it is refused then; samples of one image are alike, so that many images are
  /// better than many samples of a few.
  ///
  /// - Returns: 0 to 1.
  /// - Throws: `ComparisonError.tooFewSamples` under `settings.samplesPerFilter` samples for each
  ///   filter, of the larger bank, whose responses vary; `constantResponses` where none varies.
  public func linearCKA() throws(ComparisonError) -> Double {
    let all = all
    let means = all.means
    let (learned, handcrafted) = try varying(in: all)
    func norm(_ rows: [Int], _ columns: [Int]) -> Double {
      var sum = 0.0
      for row in rows {
        for column in columns {
          let product = all.centred(row, column, about: means)
          sum += product * product
        }
      }
      return sum
    }
    let alignment = norm(learned, handcrafted)
    return min(
      alignment / (norm(learned, learned) * norm(handcrafted, handcrafted)).squareRoot(), 1)
  }

  /// The filters of both banks whose responses vary, where there are samples enough to compare them.
  ///
  /// - Parameter all: The moments of all samples.
  /// - Returns: Numbers of responses.
  /// - Throws: As `linearCKA`.
  func varying(
    in all: ResponseMoments
  ) throws(ComparisonError) -> (learned: [Int], handcrafted: [Int]) {
    let means = all.means
    let learned = (0..<learnedCount).filter { all.varies($0, about: means) }
    let handcrafted = (learnedCount..<learnedCount + handcraftedCount).filter {
      all.varies($0, about: means)
    }
    let features = max(learned.count, handcrafted.count)
    let needed = max(features * settings.samplesPerFilter, 2)
    guard sampleCount >= needed else {
      throw .tooFewSamples(samples: sampleCount, needed: needed, features: features)
    }
    guard !learned.isEmpty else { throw .constantResponses(.learned) }
    guard !handcrafted.isEmpty else { throw .constantResponses(.handcrafted) }
    return (learned, handcrafted)
  }
}
