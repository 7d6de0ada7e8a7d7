/// What a pipeline file says about how images become maps.
public struct InputSettings: Equatable, Sendable {
  /// The channels of the maps.
  public enum Colour: String, CaseIterable, Sendable {
    /// One channel, the luma of Rec. 601.
    case grey

    /// Red, green and blue.
    case rgb

    /// Blue, green and red, as Caffe's networks expect.
    case bgr

    /// How many channels there are.
    public var channels: Int { self == .grey ? 1 : 3 }
  }

  /// The channels of the maps; `rgb` where the file does not tell.
  public let colour: Colour

  /// Reads the section.
  ///
  /// - Parameter value: The section; nil where it is left out.
  /// - Throws: `PipelineFileError`.
  init(_ value: PlacedValue?) throws(PipelineFileError) {
    let fields = try value?.fields(["colour"])
    colour = try fields?["colour"]?.word(Colour.self) ?? .rgb
  }
}
