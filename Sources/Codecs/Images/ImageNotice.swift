/// What is not by the book in a file whose pixels can be shown.
///
/// Such a file is read, and `DecodingLimits.isStrict` refuses it. The raw value is what records and
/// summaries call it.
public enum ImageNotice: String, Hashable, Sendable, CaseIterable {
  /// A sequential JPEG whose scans name parameters of other kinds, which nobody uses.
  case scanParameters = "JPEG scan parameters"

  /// Bytes between the segments of a JPEG.
  case padding = "JPEG padding"

  /// An Adobe marker without a known transform, or with another than the colours are taken for: those
  /// of JFIF are YCbCr, and of three components that say nothing they are too.
  case adobeTransform = "JPEG Adobe transform"

  /// A JPEG of a version of JFIF that does not exist.
  case jfifVersion = "JFIF version"

  /// Scans of a progressive JPEG that repeat what came before, or come before their turn.
  case progression = "JPEG progression"

  /// A scan of a JPEG behind the one that had all pixels.
  case surplusScan = "JPEG surplus scan"

  /// Scans of a progressive JPEG that leave out frequencies or their last bits: the file may have been
  /// cut between two scans.
  case incompleteScans = "JPEG incomplete scans"

  /// A marker of a JPEG that is out of place, or contradicts the header: a restart marker outside of
  /// scans, TEM, another height in DNL, a JFIF thumbnail of another size.
  case marker = "JPEG marker"

  /// Bytes behind the end of the picture, which are not looked at.
  case trailingBytes = "trailing bytes"

  /// A colour profile that is damaged and left out.
  case colourProfile = "colour profile"

  /// An EXIF block that is damaged, or whose orientation or resolution is of another type or out of
  /// range.
  case exif = "EXIF"

  /// A wrong checksum of a PNG chunk that touches no pixel, which is left out.
  case chunkChecksum = "PNG chunk checksum"

  /// A PNG chunk that is malformed, out of place or there twice, which is left out.
  case chunk = "PNG chunk"

  /// A PNG whose pixels repeat what lies farther back than they declare.
  case window = "PNG window"

  /// Data behind the last pixel of a PNG, which is left out.
  case surplusData = "PNG surplus data"

  /// Pixels of a PNG that name no colour of its palette, which are black.
  case paletteIndex = "PNG palette index"
}

extension ImageNotice: CustomStringConvertible {
  /// What is not by the book, as a part of a sentence.
  public var description: String {
    switch self {
    case .scanParameters: "scan parameters of another kind of JPEG"
    case .padding: "stray bytes between the segments"
    case .adobeTransform: "an Adobe marker of an unknown or another transform"
    case .jfifVersion: "an unknown version of JFIF"
    case .progression: "scans that repeat others or come before their turn"
    case .surplusScan: "a scan behind the last pixel"
    case .incompleteScans: "scans that leave out details, as of a file that was cut"
    case .marker: "a marker that is out of place or contradicts the header"
    case .trailingBytes: "bytes behind the end of the picture"
    case .colourProfile: "a damaged colour profile"
    case .exif: "EXIF values of unexpected types or out of range"
    case .chunkChecksum: "a wrong checksum of a chunk without pixels"
    case .chunk: "a chunk that is malformed, out of place or there twice"
    case .window: "a declared window that is too small"
    case .surplusData: "data behind the last pixel"
    case .paletteIndex: "pixels of colours that are not in the palette"
    }
  }
}

extension ImageNotice: Comparable {
  /// Orders notices by what they are called.
  public static func < (left: ImageNotice, right: ImageNotice) -> Bool {
    left.rawValue < right.rawValue
  }
}
