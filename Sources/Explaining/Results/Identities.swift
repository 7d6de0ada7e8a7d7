import Batches
import Codecs
import Files
import Networks

extension ExplanationBatch {
  /// Rises when the same settings give other bytes.
  private static var resultVersion: Int { 1 }

  /// The hash of all that results depend on beside a picture: the network with what it has learned, by its
  /// bits, how pictures go in, and what is asked of it.
  ///
  /// - Throws: `ExplainingError.layers` where learned numbers cannot be read.
  /// - Complexity: O(learned numbers).
  func identity() throws(ExplainingError) -> String {
    var hash = ContentHash()
    hash.add("explain \(Self.resultVersion), strict \(running.limits.isStrict)")
    do throws(LayerError) { try hash.add(network) } catch { throw .layers(path, error) }
    hash.add(propertiesOf: stage)
    hash.add(propertiesOf: settings)
    let checked = checks.map { "\($0)" }.sorted()
    hash.add("\(score.rawValue) \(methods.map(\.rawValue)) \(checked)")
    hash.add(propertiesOf: chosen)
    hash.add("\(labels)")
    hash.add(layer.map { "\($0.value) \($0.name)" } ?? "")
    for bank in kernels { hash.add(propertiesOf: bank) }
    return hash.text
  }
}

extension MisleadingBatch {
  /// Rises when the same settings give other bytes.
  private static var resultVersion: Int { 1 }

  /// The hash of all that results depend on beside a picture.
  ///
  /// - Throws: `ExplainingError.layers` where learned numbers cannot be read.
  /// - Complexity: O(learned numbers).
  func identity() throws(ExplainingError) -> String {
    var hash = ContentHash()
    hash.add("mislead \(Self.resultVersion), strict \(running.limits.isStrict)")
    do throws(LayerError) { try hash.add(network) } catch { throw .layers(path, error) }
    hash.add(propertiesOf: stage)
    hash.add(propertiesOf: settings)
    hash.add(propertiesOf: target as Any)
    hash.add("\(labels)")
    return hash.text
  }
}

extension ContentHash {
  fileprivate mutating func add(_ network: ExplainedNetwork) throws(LayerError) {
    let values = [network.logits, network.probabilities, network.logarithms]
    add("\(network.input) \(values)")
    try add(network.graph, neededFor: values)
  }
}
