/// A type of numbers in memory that the elements of files are converted to.
///
/// The conversions are not generic where they are called, so that modules that are compiled without
/// optimisation lose nothing by calling them.
package protocol StoredNumber: Sendable {
  /// Converts stored elements.
  ///
  /// - Parameters:
  ///   - bytes: Elements one after another, at any alignment; a rest that is no element is left.
  ///   - type: The type of the elements.
  ///   - isBigEndian: Whether the first byte of an element is the highest.
  /// - Returns: The numbers in the same order.
  static func values(
    of bytes: UnsafeRawBufferPointer, as type: ElementType, isBigEndian: Bool
  ) -> [Self]
}

extension ElementType {
  /// Converts stored elements to `Float`, `Double` or `Int64`.
  ///
  /// Halves, bfloat16 and integers of up to 24 bits are exact as `Float`, all but integers of more
  /// than 53 bits as `Double`; the others are rounded to nearest. As `Int64`, `uint64` keeps its
  /// bits, and numbers with a fraction are no elements.
  ///
  /// - Parameters:
  ///   - bytes: Elements one after another, at any alignment; a rest that is no element is left.
  ///   - isBigEndian: Whether the first byte of an element is the highest.
  /// - Returns: The numbers in the same order.
  /// - Complexity: O(bytes).
  package func values<Value: StoredNumber>(
    of bytes: UnsafeRawBufferPointer, isBigEndian: Bool = false
  ) -> [Value] {
    Value.values(of: bytes, as: self, isBigEndian: isBigEndian)
  }
}

extension Float: StoredNumber {
  package static func values(
    of bytes: UnsafeRawBufferPointer, as type: ElementType, isBigEndian: Bool
  ) -> [Float] {
    StoredElements(bytes: bytes, isBigEndian: isBigEndian).real(type)
  }
}

extension Double: StoredNumber {
  package static func values(
    of bytes: UnsafeRawBufferPointer, as type: ElementType, isBigEndian: Bool
  ) -> [Double] {
    StoredElements(bytes: bytes, isBigEndian: isBigEndian).real(type)
  }
}

extension Int64: StoredNumber {
  package static func values(
    of bytes: UnsafeRawBufferPointer, as type: ElementType, isBigEndian: Bool
  ) -> [Int64] {
    precondition(type.isWhole, "whole numbers are read of whole numbers")
    return StoredElements(bytes: bytes, isBigEndian: isBigEndian).whole(type)
  }
}
