import Spelling

/// What a file of weights says beside its tensors: texts by their keys.
///
/// Keys are bytes, as the names of tensors are: two that look the same are two keys.
public struct WeightsMetadata: Equatable, Sendable {
  private var texts: [ExactName: String]

  /// Whether nothing is said.
  public var isEmpty: Bool { texts.isEmpty }

  /// The keys and their texts, in the order of the keys' bytes.
  public var sorted: [(key: String, text: String)] {
    texts.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) }
  }

  /// Nothing that is said.
  public init() { texts = [:] }

  /// The text of a key; nil where there is none.
  ///
  /// - Parameter key: The key.
  public subscript(key: String) -> String? {
    get { texts[ExactName(key)] }
    set { texts[ExactName(key)] = newValue }
  }
}

extension WeightsMetadata: ExpressibleByDictionaryLiteral {
  /// Texts by their keys; of a key that occurs twice the last text counts.
  ///
  /// - Parameter elements: Keys and texts.
  public init(dictionaryLiteral elements: (String, String)...) {
    self.init()
    for (key, text) in elements { self[key] = text }
  }
}

/// The keys of the metadata.
enum MetadataKey {
  static let order = "channel_order"
  static let guess = "channel_order_guess"
  static let axes = "layout"
  static let source = "source"
  static let network = "network"
}
