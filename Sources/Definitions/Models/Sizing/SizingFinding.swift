/// A layer that breaks one of the rules for the sizes of networks.
public struct SizingFinding: Encodable, Equatable, Sendable {
  /// A rule that lectures teach for building networks.
  public enum Rule: String, Encodable, Sendable {
    /// Windows fill the maps that go in: no row or column at the end is left unread.
    case fits

    /// Kernels have a middle: odd rows and columns.
    case oddKernel

    /// As much is padded before as after, so that maps are not shifted.
    case evenPadding

    /// Maps are looked at by a kernel larger than 1×1 before they are pooled.
    case latePooling

    /// Windows leave no gaps: the step is not larger than the window.
    case noGaps
  }

  /// Which rule is broken.
  public let rule: Rule

  /// The name of the first value that the layer gives.
  public let layer: String

  /// What the layer does.
  public let what: String

  /// What comes of it.
  public let why: String

  /// What to do about it.
  public let advice: String

  /// The finding in one line.
  public var line: String { "\(layer): \(what): \(why); \(advice)" }
}
