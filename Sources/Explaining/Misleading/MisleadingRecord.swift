public import Reports

/// What `index.jsonl` tells about a picture that was changed.
public struct MisleadingRecord: Codable, Sendable {
  private(set) var command = "mislead"
  private(set) var status = "done"

  /// The picture.
  public let input: String

  /// `fgsm` or `pgd`.
  public let method: String

  /// How many levels of 255 any sample may change.
  public let radius: Int

  /// Steps that were taken to the result.
  public let steps: Int

  /// The class that was asked for; nil for any other than the first answer.
  public let target: ClassScore?

  /// Whether the answer to the file of the result is what was asked for.
  public let isMisled: Bool

  /// The five most probable classes of the picture.
  public let before: [ClassScore]

  /// Those of the result, read from its file.
  public let after: [ClassScore]

  /// The smallest radius with which it succeeds; nil if none up to `largestRadius` does.
  public let smallestRadius: Int?

  /// The largest radius that was tried.
  public let largestRadius: Int

  /// The largest change of a sample, in levels.
  public let largestChange: Int

  /// The share of samples that have changed.
  public let changedShare: Double

  /// What the difference is multiplied by in its picture.
  public let differenceFactor: Int

  /// What becomes of it as JPEG.
  public let jpeg: [JPEGSurvival]

  /// Pictures on the way from the picture to the result.
  public let way: [WayStep]

  /// The picture in eight bits, without orientation and alpha.
  public let original: String

  /// The result.
  public let file: String

  /// The difference.
  public let difference: String

  /// All three side by side, with the classes.
  public let sheet: String
}

/// What a network says of a picture that was changed and then saved as JPEG.
public struct JPEGSurvival: Codable, Sendable {
  /// From 1 to 100.
  public let quality: Int

  /// The most probable class of the result as JPEG.
  public let answer: ClassScore

  /// Whether that is what was asked for.
  public let isMisled: Bool

  /// The most probable class of the picture itself as JPEG.
  public let original: ClassScore
}

/// A picture on the way to the result.
public struct WayStep: Codable, Sendable {
  /// How many levels any sample has changed at most.
  public let levels: Int

  /// Its five most probable classes.
  public let classes: [ClassScore]
}
