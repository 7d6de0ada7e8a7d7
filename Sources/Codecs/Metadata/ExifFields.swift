/// The fields of an EXIF block that matter to us: orientation and resolution.
///
/// EXIF is a TIFF structure: a byte order, then directories of 12-byte entries. Only the first
/// directory is read; what is damaged or out of range counts as absent.
struct ExifFields: Equatable {
  /// How the picture must be turned, upright unless the block says otherwise.
  private(set) var orientation = Orientation.upright

  /// Pixels an inch or a centimetre.
  private(set) var resolution: Resolution?

  /// Reads a block.
  ///
  /// - Parameter bytes: The TIFF structure, from its byte order mark on.
  init(_ bytes: [UInt8]) {
    guard let reader = TIFFReader(bytes) else { return }
    var horizontal: Double?
    var vertical: Double?
    var unit = Resolution.Unit.inch
    for entry in reader.firstDirectory {
      switch entry.tag {
      case 0x0112:
        orientation = reader.short(entry).flatMap(Orientation.init(rawValue:)) ?? .upright
      case 0x011a: horizontal = reader.rational(entry)
      case 0x011b: vertical = reader.rational(entry)
      case 0x0128:
        switch reader.short(entry) {
        case 1: unit = .ratio
        case 3: unit = .centimetre
        default: unit = .inch
        }
      default: break
      }
    }
    if let horizontal, let vertical {
      resolution = Resolution(horizontal: horizontal, vertical: vertical, unit: unit)
    }
  }
}

/// Bounds-checked reading of a TIFF structure in either byte order.
private struct TIFFReader {
  struct Entry {
    let tag: Int
    let type: Int
    let count: Int
    /// Where the value, or its offset, stands.
    let valueOffset: Int
  }

  private let bytes: [UInt8]
  private let bigEndian: Bool

  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0x49, 0x49, 0x2a, 0]) {
      bigEndian = false
    } else if bytes.starts(with: [0x4d, 0x4d, 0, 0x2a]) {
      bigEndian = true
    } else {
      return nil
    }
  }

  /// The entries of the first directory that lie inside the block.
  var firstDirectory: [Entry] {
    guard let start = integer(at: 4, size: 4), let count = integer(at: start, size: 2) else {
      return []
    }
    var entries: [Entry] = []
    for index in 0..<count {
      let offset = start + 2 + index * 12
      guard let tag = integer(at: offset, size: 2), let type = integer(at: offset + 2, size: 2),
        let values = integer(at: offset + 4, size: 4), integer(at: offset + 8, size: 4) != nil
      else { break }
      entries.append(Entry(tag: tag, type: type, count: values, valueOffset: offset + 8))
    }
    return entries
  }

  /// A single 16-bit value.
  func short(_ entry: Entry) -> Int? {
    guard entry.type == 3, entry.count == 1 else { return nil }
    return integer(at: entry.valueOffset, size: 2)
  }

  /// A single fraction of more than 0.
  func rational(_ entry: Entry) -> Double? {
    guard entry.type == 5, entry.count == 1,
      let offset = integer(at: entry.valueOffset, size: 4),
      let numerator = integer(at: offset, size: 4),
      let denominator = integer(at: offset + 4, size: 4), numerator > 0, denominator > 0
    else { return nil }
    return Double(numerator) / Double(denominator)
  }

  private func integer(at offset: Int, size: Int) -> Int? {
    guard offset >= 0, offset <= bytes.count - size else { return nil }
    let field = bytes[offset..<offset + size]
    return bigEndian
      ? field.reduce(0) { $0 << 8 | Int($1) } : field.reversed().reduce(0) { $0 << 8 | Int($1) }
  }
}
