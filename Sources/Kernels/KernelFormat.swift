import Escaping

/// The kinds of kernel files that are read and written.
public enum KernelFormat: String, Hashable, Sendable, CaseIterable {
  /// The project's own text format: see `kernels/README.md`.
  case lenslet

  /// A matrix file of libvips: `width height [scale [offset]]`, then the rows.
  case vips

  /// A kernel string of ImageMagick: `3x3: 1,2,1,…`.
  case imageMagick = "imagemagick"

  /// A NumPy array of 2, 3 or 4 dimensions.
  case numpy

  /// The extension of such files, without the dot.
  public var fileExtension: String {
    switch self {
    case .lenslet: "kernel"
    case .vips: "mat"
    case .imageMagick: "txt"
    case .numpy: "npy"
    }
  }

  /// Finds the format of a file by its extension, else by its content.
  ///
  /// - Parameters:
  ///   - name: The name of the file, with or without folders.
  ///   - bytes: Its content.
  /// - Returns: The format of the extension `.kernel`, `.mat` or `.npy`; with any other extension
  ///   `numpy` for the signature of such files, `imageMagick` for a text that begins with a size
  ///   and a colon, `lenslet` for anything else.
  public static func detect(name: String, bytes: [UInt8]) -> KernelFormat {
    let named: [KernelFormat] = [.lenslet, .vips, .numpy]
    if let format = named.first(where: { name.lowercased().hasSuffix("." + $0.fileExtension) }) {
      return format
    }
    if bytes.starts(with: [0x93] + Array("NUMPY".utf8)) { return .numpy }
    let text = bytes.starts(with: byteOrderMark) ? bytes.dropFirst(byteOrderMark.count) : bytes[...]
    let head = text.lazy.filter { $0 > 0x20 }.prefix(64).prefix { $0 != UInt8(ascii: ":") }
    let isGeometry = head.count < 64 && head.allSatisfy { "0123456789xX+-@<>".utf8.contains($0) }
    return isGeometry && head.count < text.count && text.contains(UInt8(ascii: ":"))
      ? .imageMagick : .lenslet
  }
}
