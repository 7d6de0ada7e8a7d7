/// The formats in which images are read and written.
public enum ImageFormat: String, Hashable, Sendable, CaseIterable {
  /// Portable Network Graphics: lossless, 8 and 16 bits, with or without alpha.
  case png

  /// JPEG: lossy, 8 bits, without alpha.
  case jpeg

  /// The usual extension of file names, without the dot: `png` or `jpg`.
  public var fileExtension: String {
    switch self {
    case .png: "png"
    case .jpeg: "jpg"
    }
  }

  /// The name as people write it: `PNG` or `JPEG`.
  public var name: String {
    switch self {
    case .png: "PNG"
    case .jpeg: "JPEG"
    }
  }

  /// The largest width and height that the format can hold.
  public var maximumExtent: Int {
    switch self {
    case .png: 0x7fff_ffff
    case .jpeg: 65_500
    }
  }

  /// The format that the first bytes of a file show, whatever its name says.
  ///
  /// - Parameter bytes: The file, or at least its first 8 bytes.
  /// - Returns: The format, or nil where the bytes are neither; `FileContent` tells what they are.
  public static func detect(_ bytes: [UInt8]) -> ImageFormat? {
    if bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) { return .png }
    if bytes.starts(with: [0xff, 0xd8]) { return .jpeg }
    return nil
  }
}
