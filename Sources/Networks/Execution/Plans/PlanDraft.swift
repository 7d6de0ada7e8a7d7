import Pixels

/// A step on maps in blocks before it is known where its values lie.
struct PlanDraft {
  /// What is computed.
  enum Kind {
    /// A convolution.
    case convolution(ConvolutionLayer, ConvolutionWay, WindowGeometry)

    /// Pooling by windows.
    case pooling(Pooling.Kind, WindowGeometry)

    /// Normalisation across channels.
    case normalisation(LocalResponseNormalisation)

    /// Values that are finished, without anything before.
    case values

    /// Maps behind each other.
    case concatenation([Graph.Value])

    /// The same value under another name.
    case alias

    /// Whole blocks of a value, from a channel on.
    case part(channel: Int)

    /// A gradient that passes where the input lies between bounds.
    case gate(GatedGradient, upstream: Graph.Value)

    /// The gradient of the largest values under windows of maps; the input is that of the results.
    case maximaGradient(WindowGeometry, maps: Graph.Value)

    /// The gradient of maps that were normalised; the input is that of the results.
    case normalisationGradient(LocalResponseNormalisation, maps: Graph.Value)

    /// Maps of phases laid between each other.
    case interleaving(Interleaving)
  }

  /// The numbers of the nodes, in their order.
  var nodes: [Int]

  /// What is computed first.
  let kind: Kind

  /// What goes in first.
  let input: Graph.Value

  /// What comes out of the last node.
  var output: Graph.Value

  /// What becomes of the values before they are stored.
  var finish = Finish()

  /// The name of the plan.
  var planName: String {
    if case .convolution(_, let way, _) = kind { way.rawValue } else { LayerPlan.blocked.rawValue }
  }

  /// All that goes in.
  var inputs: [Graph.Value] {
    let others: [Graph.Value] =
      switch kind {
      case .gate(_, let value), .maximaGradient(_, let value), .normalisationGradient(_, let value):
        [value]
      case .concatenation(let parts): parts
      default: []
      }
    return [input] + others + [finish.addend].compactMap(\.self)
  }

  /// Whether nodes that follow can be taken in.
  var takesMore: Bool {
    switch kind {
    case .convolution, .values: true
    default: false
    }
  }
}
