extension MapScaling {
  /// The forms that `init(text:)` reads, for messages and help.
  public static let forms =
    "map, layer, symmetric, percentile, percentile:LOWER:UPPER or LOW:HIGH, "
    + "the rules also with :layer"

  /// Reads a scaling as a user writes it; nil where it is none of the forms.
  ///
  /// `map` (each map from its smallest to its largest value), `layer` (one range for all maps),
  /// `symmetric` (about zero), `percentile` (the 1st to the 99th), `percentile:2:98`, and two
  /// numbers, `0:255`. `symmetric` and percentiles hold for each map, with `:layer` behind them
  /// for all maps together: `symmetric:layer`.
  ///
  /// - Parameter text: The words, separated by colons.
  public init?(text: String) {
    var words = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    var scope = Scope.map
    if words.count > 1, words.last == "layer" {
      scope = .layer
      words.removeLast()
    }
    switch (words[0], words.count) {
    case ("map", 1) where scope == .map: self = .perMap
    case ("layer", 1) where scope == .map: self = .perLayer
    case ("symmetric", 1): self = MapScaling(.symmetric, over: scope)
    case ("percentile", 1):
      self = MapScaling(.percentile(lower: 1, upper: 99), over: scope)
    case ("percentile", 3):
      guard let lower = Double(words[1]), let upper = Double(words[2]), lower >= 0, lower < upper,
        upper <= 100
      else { return nil }
      self = MapScaling(.percentile(lower: lower, upper: upper), over: scope)
    case (_, 2) where scope == .map:
      guard let low = Float(words[0]), let high = Float(words[1]), low < high,
        let range = DisplayRange(low: low, high: high)
      else { return nil }
      self = MapScaling(.fixed(range), over: .layer)
    default: return nil
    }
  }
}

extension MapScaling: CustomStringConvertible {
  /// The form that `init(text:)` reads.
  public var description: String {
    let suffix = scope == .layer ? ":layer" : ""
    return switch rule {
    case .extremes: scope == .layer ? "layer" : "map"
    case .symmetric: "symmetric" + suffix
    case .percentile(let lower, let upper): "percentile:\(lower):\(upper)" + suffix
    case .fixed(let range): "\(range.low):\(range.high)"
    }
  }
}
