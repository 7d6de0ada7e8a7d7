/// The fields of an EXIF block that matter to us: orientation and resolution.
///
/// EXIF is a TIFF structure, of which the first directory is read. Orientation and unit may be
/// integers of any type, a resolution also a fraction, as TIFF readers take them; what is damaged or
/// out of range counts as absent.
struct ExifFields: Equatable {
  /// How the picture must be turned, upright unless the block says otherwise.
  private(set) var orientation = Orientation.upright

  /// Pixels an inch or a centimetre.
  private(set) var resolution: Resolution?

  /// Whether these fields are of the types and in the ranges that the standard gives them.
  private(set) var isByTheBook = true

  /// Reads a block.
  ///
  /// - Parameter bytes: The TIFF structure, from its byte order mark on; none where there is none.
  init(_ bytes: [UInt8]) {
    if bytes.isEmpty { return }
    guard let directory = TIFFDirectory(bytes) else {
      isByTheBook = false
      return
    }
    // TIFF 6.0, section 2: the tags of a directory ascend, each occurs once.
    isByTheBook =
      directory.isWhole && Set(directory.entries.map(\.tag)).count == directory.entries.count
    var horizontal: Double?
    var vertical: Double?
    var unit = Resolution.Unit.inch
    for entry in directory.entries {
      switch entry.tag {
      case 0x0112:
        let known = directory.integer(entry).flatMap(Orientation.init(rawValue:))
        orientation = known ?? .upright
        expect(entry, .short, isKnown: known != nil)
      case 0x011a:
        horizontal = directory.positive(entry)
        expect(entry, .rational, isKnown: horizontal != nil)
      case 0x011b:
        vertical = directory.positive(entry)
        expect(entry, .rational, isKnown: vertical != nil)
      case 0x0128:
        let known = directory.integer(entry).flatMap(Self.unit)
        unit = known ?? .inch
        expect(entry, .short, isKnown: known != nil)
      default: break
      }
    }
    if let horizontal, let vertical {
      resolution = Resolution(horizontal: horizontal, vertical: vertical, unit: unit)
    }
  }

  /// The unit of a resolution (TIFF 6.0, ResolutionUnit); nil where there is no such number.
  private static func unit(_ number: Int) -> Resolution.Unit? {
    switch number {
    case 1: .ratio
    case 2: .inch
    case 3: .centimetre
    default: nil
    }
  }

  /// The TIFF structure of a block, which the six bytes that precede it in a JPEG may precede, as
  /// some programs write them again.
  ///
  /// - Parameter bytes: The block, untrusted.
  /// - Returns: The structure from its byte order mark on; nil where there is no such mark.
  static func block(_ bytes: [UInt8]) -> [UInt8]? {
    let prefix: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0]  // Exif
    var block = bytes[...]
    while block.starts(with: prefix) { block = block.dropFirst(prefix.count) }
    return TIFFDirectory(Array(block)) == nil ? nil : Array(block)
  }

  private mutating func expect(
    _ entry: TIFFDirectory.Entry, _ type: TIFFDirectory.ValueType, isKnown: Bool
  ) {
    if entry.type != type || entry.count != 1 || !isKnown { isByTheBook = false }
  }
}
