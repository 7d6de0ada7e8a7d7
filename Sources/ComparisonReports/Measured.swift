import Reports

/// A measured number of a record: nil where there is none.
///
/// What is not finite becomes nil, and numbers are rounded to nine significant digits, which tell
/// any two `Float` values apart and leave out the noise of sums. A record without the number is
/// encoded without its key.
@propertyWrapper
public struct Measured: Encodable, Equatable, Sendable {
  private var number: Double?

  /// No number.
  public init() {}

  /// A number as it is stored.
  ///
  /// - Parameter wrappedValue: The number; nil or not finite for none.
  public init(wrappedValue: Double?) { self.wrappedValue = wrappedValue }

  /// The number, rounded; nil for none.
  public var wrappedValue: Double? {
    get { number }
    set {
      number = newValue.flatMap {
        // Adding zero makes a negative zero a plain one.
        $0.isFinite ? $0.rounded(significantDigits: CSVText.digits) + 0 : nil
      }
    }
  }
}

extension KeyedEncodingContainer {
  /// Leaves out the key of a number that was not measured.
  ///
  /// The compiler calls this for properties with the wrapper, in place of the general function.
  mutating func encode(_ value: Measured, forKey key: Key) throws {
    try encodeIfPresent(value.wrappedValue, forKey: key)
  }
}
