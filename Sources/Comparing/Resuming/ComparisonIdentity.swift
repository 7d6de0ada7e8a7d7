import Batches
import Comparison
import ComparisonReports
import Definitions
import Files
import Networks

/// What a comparison depends on beside its inputs, as hashes.
struct ComparisonIdentity: Sendable {
  /// Rises when the same settings give other bytes.
  private static let resultVersion = 1

  /// Of what is seen of inputs.
  let responses: String

  /// Of all that is written.
  private let results: String

  /// Works the hashes out.
  ///
  /// - Parameters:
  ///   - learned: The learned filters.
  ///   - handcrafted: The handcrafted filters.
  ///   - other: Filters of another network; nil for none.
  ///   - depth: The layers that are compared; nil for none.
  ///   - settings: How all are compared.
  ///   - source: Where the learned filters come from.
  ///   - texts: What else results depend on.
  ///   - isStrict: Whether files that are not by the book are refused.
  /// - Throws: `ComparingError.definition` where learned numbers cannot be read.
  /// - Complexity: O(learned numbers).
  init(
    _ learned: LearnedBank, with handcrafted: [HandcraftedFilter], other: OtherFilters?,
    depth: LayerComparison?, settings: ComparisonSettings, source: ComparisonSource,
    texts: [String], isStrict: Bool
  ) throws(ComparingError) {
    var hash = ContentHash()
    hash.add("compare \(Self.resultVersion), strict \(isStrict), \(source.order)")
    hash.add(learned)
    for filter in handcrafted { hash.add(filter.filter) }
    hash.add(propertiesOf: settings.responses)
    hash.add("\(settings.stride) \(settings.padding)")
    hash.add(propertiesOf: settings.input)
    if let depth {
      hash.add(propertiesOf: depth.settings)
      for layers in [depth.network, depth.other].compactMap(\.self) {
        hash.add(propertiesOf: layers.input)
        do throws(LayerError) {
          try hash.add(layers.network.graph, neededFor: layers.values)
        } catch {
          throw .definition(.layers(layers.network.path, error))
        }
      }
    }
    responses = hash.text
    hash.add(propertiesOf: settings)
    for filter in handcrafted { hash.add("\(filter.filter.name) \(filter.family)") }
    if let other {
      hash.add("\(other.path)")
      hash.add(other.bank)
    }
    hash.add("\(source.weights)")
    hash.add(propertiesOf: source.filters)
    hash.add(propertiesOf: source.tour as Any)
    hash.add(propertiesOf: source.beside as Any)
    for text in texts { hash.add(text) }
    results = hash.text
  }

  /// The hash of all that is written of some inputs.
  func results(of inputs: [ComparedInput]) -> String {
    var hash = ContentHash()
    hash.add(results)
    for input in inputs { hash.add(input.identity) }
    return hash.text
  }
}

extension ContentHash {
  fileprivate mutating func add(_ bank: LearnedBank) {
    add("\(bank.layer) \(bank.shape)")
    for filter in bank.filters { add(filter) }
    add(bank.bias ?? [])
  }

  fileprivate mutating func add(_ filter: Filter) {
    add("\(filter.channels) \(filter.height) \(filter.width)")
    add(filter.weights)
  }
}
