public import Pixels

/// The order in which filters take red, green and blue, and how that is known.
public struct KnownChannelOrder: Equatable, Sendable {
  /// The order.
  public let order: ChannelOrder

  /// How it is known, for example `as PyTorch names layers ('bn1.weight')`.
  public let reason: String

  /// Whether nothing tells, too little does, or signs disagree.
  public let isGuess: Bool

  /// An order that was stated.
  ///
  /// - Parameter order: The order.
  public init(stated order: ChannelOrder) {
    self.init(order, "as asked for")
  }

  init(_ order: ChannelOrder, _ reason: String, isGuess: Bool = false) {
    self.order = order
    self.reason = reason
    self.isGuess = isGuess
  }

  /// Weighs the signs of a file.
  ///
  /// What the file states comes first; then names that only one framework gives, the container, and
  /// what is merely usual. Of signs that disagree the surer ones are followed, and the order is a
  /// guess.
  ///
  /// - Parameter signs: All signs.
  init(_ signs: ChannelOrderSigns) {
    if let stated = signs.stated {
      self = stated
      return
    }
    let levels = [signs.names, signs.container, signs.usual]
    for (index, level) in levels.enumerated() {
      guard let sign = level.first, level.allSatisfy({ $0.order == sign.order }) else { continue }
      // What is merely usual contradicts nobody.
      let contrary = levels[..<2].joined().first { $0.order != sign.order }
      if let contrary {
        self.init(sign.order, "a guess: \(sign.text), but \(contrary.text)", isGuess: true)
      } else {
        let isGuess = index == 2 || sign.isUnsure
        self.init(sign.order, (isGuess ? "a guess: " : "") + sign.text, isGuess: isGuess)
      }
      return
    }
    let contrary = levels.joined().map(\.text).prefix(2).joined(separator: ", but ")
    self.init(
      .rgb, "a guess: " + (contrary.isEmpty ? "nothing in the file tells" : contrary),
      isGuess: true)
  }
}

extension KnownChannelOrder: CustomStringConvertible {
  /// The order and the reason.
  public var description: String { "channel order \(order.name), \(reason)" }
}
