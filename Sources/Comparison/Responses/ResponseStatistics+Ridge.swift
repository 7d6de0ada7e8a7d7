extension ResponseStatistics {
  /// How much of what each learned filter sees the handcrafted ones see too.
  ///
  /// Ridge regression (Hoerl and Kennard 1970) with an intercept, fitted to the training samples:
  /// handcrafted responses are divided by their standard deviations, and `settings.ridge` is added
  /// to the diagonal of their correlations, whose mean is 1. The share is judged on the held-out
  /// samples: 1 - Σ(y - prediction)² / Σ(y - mean)². It takes p³ / 6 multiply-adds and p² more for
  /// each learned filter, for p handcrafted ones.
  ///
  /// With few samples it is high or low whatever the banks are, so it is refused by the rule of
  /// `linearCKA`.
  ///
  /// - Returns: Shares, at most 1; below 0 where the mean predicts better. Nil where a response is
  ///   constant, or where there are fewer than two samples of either kind.
  /// - Throws: `ComparisonError` as `linearCKA`.
  public func explainedShares() throws(ComparisonError) -> [Double?] {
    _ = try varying(in: all)
    guard training.count > 1, heldOut.count > 1 else {
      return [Double?](repeating: nil, count: learnedCount)
    }
    let means = training.means
    let heldOutMeans = heldOut.means
    let features = (learnedCount..<learnedCount + handcraftedCount).filter {
      training.varies($0, about: means)
    }
    let deviations = features.map { training.centred($0, $0, about: means).squareRoot() }
    guard let solver = correlations(features, deviations, means) else {
      return [Double?](repeating: nil, count: learnedCount)
    }
    let heldOutProducts = features.map { row in
      features.map { heldOut.centred(row, $0, about: means) }
    }
    return (0..<learnedCount).map { filter in
      guard training.varies(filter, about: means), heldOut.varies(filter, about: heldOutMeans)
      else { return nil }
      let targets = features.indices.map {
        training.centred(filter, features[$0], about: means) / deviations[$0]
      }
      let gains = zip(solver.solve(targets), deviations).map { $0 / $1 }
      var error = heldOut.centred(filter, filter, about: means)
      for (index, gain) in gains.enumerated() {
        var product = -2 * heldOut.centred(filter, features[index], about: means)
        for (other, products) in zip(gains, heldOutProducts[index]) { product += other * products }
        error += gain * product
      }
      return 1 - max(error, 0) / heldOut.centred(filter, filter, about: heldOutMeans)
    }
  }

  private func correlations(
    _ features: [Int], _ deviations: [Double], _ means: [Double]
  ) -> CholeskyFactor? {
    var matrix: [Double] = []
    matrix.reserveCapacity(features.count * features.count)
    for (row, feature) in features.enumerated() {
      for (column, other) in features.enumerated() {
        matrix.append(
          training.centred(feature, other, about: means) / (deviations[row] * deviations[column])
            + (row == column ? settings.ridge : 0))
      }
    }
    return CholeskyFactor(matrix, order: features.count)
  }
}
