import FoundationEssentials

/// Numbers that a page computes with, in the base64 text of their little-endian bytes.
public struct PageArray: Codable, Sendable {
  /// How the numbers are stored.
  public enum Form: String, Codable, Sendable {
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

  /// Extents, slowest first; nil for a list, or where something else says them.
  package let shape: [Int]?

  private init(_ form: Form, _ bytes: Data, shape: [Int]? = nil) {
    self.form = form
    self.shape = shape
    base64 = bytes.base64EncodedString()
  }

  /// Stores numbers as bytes where all are whole and from 0 to 255, otherwise as floating point.
  ///
  /// - Parameter values: Any numbers.
  public init(_ values: [Float]) { self.init(values, shape: nil) }

  /// Stores numbers of a shape.
  ///
  /// - Parameters:
  ///   - values: Any numbers.
  ///   - shape: Extents, slowest first; nil where something else says them.
  package init(_ values: [Float], shape: [Int]?) {
    if values.allSatisfy({ (0...255).contains($0) && $0 == $0.rounded(.towardZero) }) {
      self.init(.bytes, Data(values.map { UInt8($0) }), shape: shape)
    } else {
      self.init(.floats, values.withUnsafeBytes { Data($0) }, shape: shape)
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
