/// How an entry of a zip archive is compressed.
package enum ZipMethod: Hashable, Sendable {
  /// Not at all.
  case stored

  /// With deflate (RFC 1951).
  case deflated

  /// With a method that is not read.
  case other(UInt16)

  /// The method of a number of the format.
  init(_ number: UInt16) {
    switch number {
    case 0: self = .stored
    case 8: self = .deflated
    default: self = .other(number)
    }
  }

  /// What people call the method of a number (APPNOTE 4.4.5).
  static func name(of number: UInt16) -> String {
    switch number {
    case 9: "deflate64"
    case 12: "bzip2"
    case 14: "LZMA"
    case 93: "Zstandard"
    case 95: "xz"
    case 99: "AES encryption"
    default: "method \(number)"
    }
  }
}
