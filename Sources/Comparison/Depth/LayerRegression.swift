/// How much of what a layer computes can be predicted from responses of handcrafted filters.
public struct LayerShare: Equatable, Sendable {
  /// The share of the variance of all maps together that is explained on pictures that were held out;
  /// below 0 where the mean of each map predicts better.
  public let share: Double

  /// The share of each map; nil for a map that is constant.
  public let maps: [Double?]

  /// What was added to the diagonal, for each part that was held out.
  public let ridges: [Double]
}

/// The sums of one layer, apart for each part of the pictures.
struct LayerRegression: Equatable, Sendable {
  private var folds: [RegressionMoments]

  /// Creates the sums of no samples.
  init(folds: Int, filters: Int, maps: Int) {
    self.folds = [RegressionMoments](
      repeating: RegressionMoments(filters: filters, maps: maps), count: folds)
  }

  /// Adds the sums of a picture.
  ///
  /// - Parameters:
  ///   - moments: The sums.
  ///   - picture: Its number: pictures go to the parts in turn.
  mutating func merge(_ moments: RegressionMoments, picture: Int) {
    folds[picture % folds.count].merge(moments)
  }

  /// Stores the sums.
  func store(in numbers: inout StoredSums) { for fold in folds { fold.store(in: &numbers) } }

  /// Takes sums that were stored; nil where there are none of these filters and maps.
  init?(folds: Int, filters: Int, maps: Int, from numbers: inout StoredSumsReader) {
    self.folds = []
    for _ in 0..<folds {
      guard let fold = RegressionMoments(filters: filters, maps: maps, from: &numbers) else {
        return nil
      }
      self.folds.append(fold)
    }
  }

  /// How many maps the layer has.
  var mapCount: Int { folds[0].mapCount }

  /// How many samples there are.
  var count: Int { folds.reduce(0) { $0 + $1.count } }

  /// Ridge regression of all maps, each part predicted from the others.
  ///
  /// With an intercept; responses are divided by their standard deviations (Hoerl and Kennard 1970).
  /// What is added to the diagonal is chosen for each part that is held out, without looking at it: on
  /// the next part, by a fit to those that remain, and one for all maps. Then all but the part that is
  /// held out are fitted. Explained is `1 − Σ(y − prediction)² / Σ(y − mean)²` over all parts, for the
  /// layer with both sums over all maps: the mean of the maps' shares, weighted by their variances.
  ///
  /// - Parameter settings: What may be added, and how many samples are needed.
  /// - Returns: The shares.
  /// - Throws: `ComparisonError.tooFewPositions` under `settings.samplesPerFilter` training samples for
  ///   each filter; `constantResponses` where no map or no response varies.
  /// - Complexity: O(parts · (ridges · filters³ + maps · filters²)).
  func share(_ settings: DepthSettings) throws(ComparisonError) -> LayerShare {
    let parts = folds.filter { $0.count > 0 }
    let width = folds[0].responses.width
    let training = count - (parts.map(\.count).max() ?? 0)
    let needed = max(width * settings.samplesPerFilter, 2)
    guard parts.count > 2, training >= needed else {
      throw .tooFewPositions(training, needed: needed, filters: width)
    }
    var errors = [Double](repeating: 0, count: folds[0].mapCount)
    var ridges: [Double] = []
    for heldOut in parts.indices {
      let next = (heldOut + 1) % parts.count
      let rest = Self.sum(parts, without: [heldOut, next])
      let sample = Swift.stride(
        from: 0, to: errors.count, by: max(1, errors.count / settings.channelsOfChoice))
      let choices = settings.ridges.map { ridge -> (ridge: Double, error: Double) in
        guard let fit = RidgeFit(rest, ridge: ridge) else { return (ridge, .infinity) }
        return (ridge, fit.errors(of: Array(sample), on: parts[next]).reduce(0, +))
      }
      guard let best = choices.min(by: { $0.error < $1.error }), best.error < .infinity,
        let fit = RidgeFit(Self.sum(parts, without: [heldOut]), ridge: best.ridge)
      else { throw .constantResponses(.handcrafted) }
      ridges.append(best.ridge)
      let own = fit.errors(of: Array(errors.indices), on: parts[heldOut])
      for (map, error) in own.enumerated() { errors[map] += error }
    }
    let all = Self.sum(parts, without: [])
    let totals = errors.indices.map { map -> Double in
      let total = all.centred(map: map, mean: all.sums[map] / Double(all.count))
      // What rounding leaves of a constant is no variance.
      return total > 1e-10 * all.squares[map] ? total : 0
    }
    let total = totals.reduce(0, +)
    guard total > 0 else { throw .constantResponses(.learned) }
    let explained = errors.indices.reduce(0) { totals[$1] > 0 ? $0 + errors[$1] : $0 }
    return LayerShare(
      share: 1 - explained / total,
      maps: errors.indices.map { totals[$0] > 0 ? 1 - errors[$0] / totals[$0] : nil },
      ridges: ridges)
  }

  private static func sum(
    _ parts: [RegressionMoments], without left: Set<Int>
  ) -> RegressionMoments {
    var sum = RegressionMoments(filters: parts[0].responses.width, maps: parts[0].mapCount)
    for (index, part) in parts.enumerated() where !left.contains(index) { sum.merge(part) }
    return sum
  }
}

/// A regression that was fitted to some samples.
private struct RidgeFit {
  private let training: RegressionMoments
  private let means: [Double]

  /// The responses that vary, and their deviations.
  private let features: [Int]
  private let deviations: [Double]
  private let factor: CholeskyFactor

  /// Prepares the fit; nil where no response varies, or rounding leaves nothing to solve.
  init?(_ training: RegressionMoments, ridge: Double) {
    let moments = training.responses
    let means = moments.means
    let features = (0..<moments.width).filter { moments.varies($0, about: means) }
    guard !features.isEmpty else { return nil }
    let deviations = features.map { moments.centred($0, $0, about: means).squareRoot() }
    var matrix: [Double] = []
    matrix.reserveCapacity(features.count * features.count)
    for (row, feature) in features.enumerated() {
      for (column, other) in features.enumerated() {
        matrix.append(
          moments.centred(feature, other, about: means) / (deviations[row] * deviations[column])
            + (row == column ? ridge : 0))
      }
    }
    guard let factor = CholeskyFactor(matrix, order: features.count) else { return nil }
    self.training = training
    self.means = means
    self.features = features
    self.deviations = deviations
    self.factor = factor
  }

  /// The sums of squared errors of maps on other samples.
  func errors(of maps: [Int], on heldOut: RegressionMoments) -> [Double] {
    let products = features.map { row in
      features.map { heldOut.responses.centred(row, $0, about: means) }
    }
    return maps.map { map in
      let mean = training.sums[map] / Double(training.count)
      let targets = features.indices.map { index in
        training.centred(map: map, mean: mean, response: features[index], about: means)
          / deviations[index]
      }
      let gains = zip(factor.solve(targets), deviations).map { $0 / $1 }
      var error = heldOut.centred(map: map, mean: mean)
      for (index, gain) in gains.enumerated() {
        var product =
          -2 * heldOut.centred(map: map, mean: mean, response: features[index], about: means)
        let row = products[index]
        for other in gains.indices { product += gains[other] * row[other] }
        error += gain * product
      }
      return max(error, 0)
    }
  }
}
