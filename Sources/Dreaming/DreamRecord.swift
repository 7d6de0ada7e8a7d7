/// What `index.jsonl` tells about one picture that was found.
public struct DreamRecord: Encodable, Sendable {
  let command = "dream"
  let status = "done"

  /// The layer.
  public let layer: String

  /// The channel, or the class.
  public let channel: Int

  /// What the class is called; nil if nobody has said.
  public let label: String?

  /// The column of the place on the map; nil for the mean of all places.
  public let column: Int?

  /// The row of the place.
  public let row: Int?

  /// The picture, below the folder of the results.
  public let file: String

  /// The sheet of the pictures of its layer.
  public let sheet: String

  /// What the network reads of it, 1×C×H×W; nil if it was not asked for.
  public let array: String?

  /// Pixels along the side.
  public let size: Int

  /// How often the picture was changed.
  public let steps: Int

  /// What random numbers start from.
  public let seed: UInt64

  /// The value of the unit for the grey noise from which the search started.
  public let start: Float

  /// The value of the unit for the picture, before its samples are rounded to 8 bits.
  public let value: Float

  /// The parts of photographs that make the unit largest, the strongest first; nil if there were none
  /// to look at.
  public let patches: [Patch]?

  /// What a reader has to know.
  public let notes: [String]
}
