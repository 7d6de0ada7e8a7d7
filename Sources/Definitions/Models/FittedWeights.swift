import Networks
import Pixels
public import Weights

/// A network of the catalogue in the form that a file of weights was learned in, and what of the
/// file belongs where.
public struct FittedWeights: Sendable {
  /// The network, of the form that the names of the file tell.
  public let model: Model

  /// The name of the network that was asked for.
  public let asked: String

  /// Who named the tensors of the file.
  public let origin: WeightOrigin

  /// The file.
  public let weights: ModelWeights

  /// Names of tensors that the network has and the file has not, as the file would call them.
  public let missing: [String]

  /// Tensors of the file that the network has no use for.
  public let unexpected: [String]

  /// Tensors whose shape is not that of the network's.
  public let misshapen: [MisshapenWeights]

  /// Whether the file is named otherwise than the network of the catalogue.
  let isNamedOtherwise: Bool

  let fit: WeightFit

  init(_ fit: WeightFit, of model: Model, asked: Model, _ weights: ModelWeights) {
    self.fit = fit
    self.weights = weights
    self.asked = asked.name
    self.model = fit.names.input.map { model.expecting($0(model.inputShape.height)) } ?? model
    origin = fit.names.origin
    unexpected = fit.unexpected
    isNamedOtherwise = asked.weightNames.first?.origin != fit.names.origin
    var (missing, misshapen): ([String], [MisshapenWeights]) = ([], [])
    for value in fit.order {
      switch fit.found[value] {
      case .missing(let name, _): missing.append(name)
      case .misshapen(let found): misshapen.append(found)
      case .source, .problem, nil: break
      }
    }
    self.missing = missing
    self.misshapen = misshapen
  }

  /// Whether another form of the network is computed than was asked for.
  public var isOfOtherForm: Bool { model.name != asked }

  /// What a user should know, a line each: the form that is computed, what is missing, what has
  /// another shape, and what the network has no use for.
  ///
  /// - Parameter isWhole: Whether the whole network is looked at; for some layers of it what the
  ///   others need is no news.
  /// - Returns: The lines.
  public func lines(isWhole: Bool) -> [String] {
    var lines: [String] = []
    if isOfOtherForm {
      lines.append(
        "weights: named as by \(origin.title), so that '\(model.name)' is computed, the form that "
          + "they were learned in, not '\(asked)'")
    } else if isNamedOtherwise {
      lines.append("weights: named as by \(origin.title)")
    }
    if isWhole, !missing.isEmpty {
      lines.append("weights: \(missing.count) missing: \(missing.joined(separator: ", "))")
    }
    if isWhole, !misshapen.isEmpty {
      lines.append(
        "weights: \(misshapen.count) of another shape: \(ModelError.listed(misshapen))")
    }
    if !unexpected.isEmpty {
      lines.append(
        "weights: \(unexpected.count) without a place in '\(model.name)': "
          + unexpected.joined(separator: ", "))
    }
    return lines
  }

  /// What was decided about the first filters; nil where the file cannot tell, or the names have
  /// told more.
  public var choice: FilterChoice? {
    guard let source = firstFilters, let choice = try? weights.layer(source.entry.name) else {
      return nil
    }
    // The names of the whole network say how its weights expect pictures.
    let isKnown = isOfOtherForm || isNamedOtherwise
    return isKnown && choice.order?.isGuess == true ? nil : choice
  }

  /// The filters that see pictures.
  var firstFilters: FittedTensor? {
    for value in fit.order {
      guard case .source(let source) = fit.found[value] else { return nil }
      return source.tensor
    }
    return nil
  }
}
