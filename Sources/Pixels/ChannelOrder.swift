/// The order in which filters take the three channels of a picture.
public enum ChannelOrder: String, CaseIterable, Codable, Sendable {
  /// Red, green, blue.
  case rgb

  /// Blue, green, red, as in networks that were trained with Caffe.
  case bgr

  /// The order that this one is not.
  public var other: ChannelOrder { self == .rgb ? .bgr : .rgb }

  /// The order as it is written: `RGB` or `BGR`.
  public var name: String { self == .rgb ? "RGB" : "BGR" }

  /// Brings three values to the order red, green, blue, or back.
  ///
  /// - Parameter values: One value a channel in this order; one for all is returned as it is.
  /// - Returns: The same values, red first.
  public func redFirst<Value>(_ values: [Value]) -> [Value] {
    self == .rgb ? values : values.reversed()
  }
}
