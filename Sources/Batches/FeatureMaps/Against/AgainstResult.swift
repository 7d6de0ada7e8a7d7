public import Files

/// How the layers of one input compare with maps that were made elsewhere.
public struct AgainstResult: Sendable {
  /// The image or tensor.
  public let input: Path

  /// The layers that have a counterpart, in the order in which they are computed.
  public let layers: [LayerAgreement]

  /// The names of those that have none.
  public let missing: [String]

  /// Why nothing was compared; nil where something was.
  public let error: BatchError?

  /// The layers that differ by more than is allowed, or could not be compared.
  ///
  /// - Parameter bound: The largest share that is allowed.
  /// - Returns: Those layers, in their order.
  public func differing(by bound: Double) -> [LayerAgreement] {
    layers.filter { !$0.agrees(within: bound) }
  }
}

/// How one layer compares with a file.
public struct LayerAgreement: Sendable {
  /// The name of the layer.
  public let layer: String

  /// The file.
  public let file: Path

  /// What became of the comparison.
  public let outcome: Outcome

  /// What can become of a comparison.
  public enum Outcome: Sendable {
    /// Both are of one shape.
    case compared(MapDifference)

    /// The file has another shape than the layer.
    case shape([Int], expected: [Int])

    /// The file cannot be read.
    case unreadable(BatchError)
  }

  /// Whether both are the same within a bound.
  ///
  /// - Parameter bound: The largest share that is allowed.
  /// - Returns: False where they could not be compared.
  public func agrees(within bound: Double) -> Bool {
    if case .compared(let difference) = outcome { difference.share <= bound } else { false }
  }
}

extension AgainstResult {
  /// What is told about one layer, or about an input of which nothing was compared.
  public struct Record: Encodable, Sendable {
    /// The image or tensor.
    public let input: String

    /// The layer.
    public let layer: String?

    /// The file that it was compared with; nil for a layer without a counterpart.
    public let file: String?

    /// Whether both are the same within the bound; nil where nothing was compared.
    public let agrees: Bool?

    /// The largest difference as a share of the largest value; nil where that is infinite, or the
    /// shapes differ.
    public let difference: Double?

    /// Where it is, slowest extent first.
    public let place: [Int]?

    /// What is wrong.
    public let error: String?
  }

  /// One record per layer, those without a counterpart last.
  ///
  /// - Parameter bound: The largest share that is allowed.
  /// - Returns: The records.
  public func records(bound: Double) -> [Record] {
    if let error {
      return [
        Record(
          input: input.text, layer: nil, file: nil, agrees: nil, difference: nil, place: nil,
          error: error.description)
      ]
    }
    return layers.map { layer in
      var (difference, place, error): (Double?, [Int]?, String?) = (nil, nil, nil)
      switch layer.outcome {
      case .compared(let found):
        difference = found.share.isFinite ? found.share : nil
        place = found.share > 0 ? found.place : nil
      case .shape(let found, let expected):
        error = LayerAgreement.text(found, expected)
      case .unreadable(let found): error = found.description
      }
      return Record(
        input: input.text, layer: layer.layer, file: layer.file.text,
        agrees: layer.agrees(within: bound), difference: difference, place: place, error: error)
    }
      + missing.map { name in
        Record(
          input: input.text, layer: name, file: nil, agrees: nil, difference: nil, place: nil,
          error: nil)
      }
  }
}

extension LayerAgreement {
  /// Two shapes, in words.
  package static func text(_ found: [Int], _ expected: [Int]) -> String {
    func text(_ shape: [Int]) -> String {
      shape.isEmpty ? "a single number" : shape.map(String.init).joined(separator: "x")
    }
    return "the file has the shape \(text(found)), the layer \(text(expected))"
  }
}
