/// What of a layer is to become as large as possible.
public struct MaximisedUnit: Hashable, Sendable {
  /// A place on a map.
  public struct Place: Hashable, Sendable {
    /// The row, from 0.
    public let row: Int

    /// The column, from 0.
    public let column: Int

    /// Names a place.
    ///
    /// - Parameters:
    ///   - row: The row, from 0.
    ///   - column: The column, from 0.
    public init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  /// The map, or the class of scores.
  public let channel: Int

  /// The place on the map; nil for the mean of all.
  public let place: Place?

  /// Names a unit.
  ///
  /// - Parameters:
  ///   - channel: The map, or the class of scores.
  ///   - place: The place on the map; nil for the mean of all.
  public init(channel: Int, place: Place? = nil) {
    self.channel = channel
    self.place = place
  }
}

/// How pictures are searched for.
public struct MaximisationSettings: Sendable {
  /// How often a picture is changed, 1 or more.
  public var steps = 512

  /// How far numbers go in a step.
  public var rate: Float = 0.05

  /// What random numbers start from.
  public var seed: UInt64 = 1

  /// Whether a picture is made of frequencies and of colours as photographs have them, and moved
  /// before the network looks at it; without, pixels alone are changed.
  public var isNatural = true

  /// The settings of `lucid`.
  public init() {}
}

/// A picture that was found, and what the unit makes of it.
public struct MaximisedPicture: Sendable {
  /// What was to become large.
  public let unit: MaximisedUnit

  /// Red, green and blue, or grey alone, from 0 to 1, plane by plane.
  public let planes: [Float]

  /// What the network reads of it.
  public let input: [Float]

  /// The value of the unit for the picture from which the search started.
  public let start: Float

  /// The value of the unit for the picture.
  public let value: Float

  /// How many steps moved nothing, as the unit did not change with the picture, not even behind
  /// rectifiers.
  public let idleSteps: Int
}
