import CommandLineKit
import Files

/// A number of bytes as an argument: `512M`, `2G`.
struct ByteCount: ExpressibleByArgument {
  /// How many.
  let bytes: Int

  /// Reads a whole number, in bytes or with K, M or G for powers of 1024.
  init?(argument: String) {
    let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
    let unit = argument.uppercased().last.flatMap { units[$0] }
    let digits = unit == nil ? argument[...] : argument.dropLast()
    guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }), let number = Int(digits)
    else { return nil }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
    guard !overflow, bytes > 0 else { return nil }
    self.bytes = bytes
  }

  /// What is expected.
  static var expectedArgument: String { "a size such as 512M or 2G" }

  /// The size as it is given.
  var defaultValueDescription: String { bytes.bytesText }
}
