import FoundationEssentials

/// Numbers that a page computes with, in the base64 text of their little-endian bytes.
public struct PageArray: Encodable, Sendable {
  /// How the numbers are stored.
  public enum Form: String, Encodable, Sendable {
    /// Whole numbers from 0 to 255.
    case bytes
    /// Whole numbers from 0 to 65535.
    case words
    /// 32-bit floating point.
    case floats
  }

  /// How the numbers are stored.
  public let form: Form

  /// The text.
  public let base64: String

  private init(_ form: Form, _ bytes: Data) {
    self.form = form
    base64 = bytes.base64EncodedString()
  }

  /// Stores numbers as bytes where all are whole and from 0 to 255, otherwise as floating point.
  ///
  /// - Parameter values: Any numbers.
  public init(_ values: [Float]) {
    if values.allSatisfy({ (0...255).contains($0) && $0 == $0.rounded(.towardZero) }) {
      self.init(.bytes, Data(values.map { UInt8($0) }))
    } else {
      self.init(.floats, values.withUnsafeBytes { Data($0) })
    }
  }

  /// Stores 8-bit samples.
  ///
  /// - Parameter values: The samples.
  public init(bytes values: [UInt8]) { self.init(.bytes, Data(values)) }

  /// Stores 16-bit samples.
  ///
  /// - Parameter values: The samples.
  public init(words values: [UInt16]) { self.init(.words, values.withUnsafeBytes { Data($0) }) }
}
