/// What a PNG says about the colours of its samples in a chunk of its own, beside a profile.
///
/// See the PNG specification, third edition, 11.3.2. The bytes are kept as they are.
public struct ColourChunk: Hashable, Sendable {
  /// Which chunk it is.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Primaries, transfer and range as code points of Rec. ITU-T H.273.
    case cICP
    /// The primaries of the display that the picture was mastered on.
    case mDCV
    /// The light levels of the content.
    case cLLI
    /// sRGB, with a rendering intent.
    case sRGB
    /// The exponent from light to samples.
    case gAMA
    /// The chromaticities of primaries and white.
    case cHRM

    /// Bytes of its data.
    var length: Int {
      switch self {
      case .cICP, .gAMA: 4
      case .mDCV: 24
      case .cLLI: 8
      case .sRGB: 1
      case .cHRM: 32
      }
    }
  }

  /// Which chunk it is.
  public let kind: Kind

  /// Its data, as long as the kind has it.
  public let data: [UInt8]

  /// Creates a chunk; nil where the data is not what the kind has.
  ///
  /// - Parameters:
  ///   - kind: Which chunk.
  ///   - data: Its bytes, without length, name and checksum.
  public init?(_ kind: Kind, _ data: [UInt8]) {
    guard data.count == kind.length else { return nil }
    self.kind = kind
    self.data = data
    switch kind {
    case .gAMA where !Self.gammas.contains(number): return nil
    case .sRGB where data[0] > 3: return nil
    case .gAMA, .sRGB, .cICP, .mDCV, .cLLI, .cHRM: break
    }
  }

  /// Exponents times 100,000 that mean something: libpng has the same.
  private static let gammas = 16...625_000_000

  /// The first four bytes as a number, the highest first.
  var number: Int { data.prefix(4).reduce(0) { $0 << 8 | Int($1) } }
}
