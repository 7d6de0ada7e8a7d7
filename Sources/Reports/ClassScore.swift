/// A class of a classifier, and how probable it is.
public struct ClassScore: Codable, Equatable, Sendable {
  /// Its number, from 0.
  public let number: Int

  /// What it is called; nil if nobody has said.
  public let label: String?

  /// From 0 to 1.
  public let probability: Double

  /// Describes a class.
  ///
  /// - Parameters:
  ///   - number: Its number, from 0.
  ///   - label: What it is called; nil if nobody has said.
  ///   - probability: From 0 to 1.
  public init(number: Int, label: String?, probability: Double) {
    self.number = number
    self.label = label
    self.probability = probability
  }

  private enum CodingKeys: String, CodingKey {
    case number = "class"
    case label
    case probability
  }
}
