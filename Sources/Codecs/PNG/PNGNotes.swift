import CImageCodecs

/// What the chunks of a PNG say about its pixels, as far as it is kept.
struct PNGNotes {
  /// What has been read when a chunk comes.
  enum Place: Comparable {
    case beforeHeader
    case beforePalette
    case beforePixels
    case afterPixels
  }

  /// What the data of a chunk is for.
  enum Use: Equatable {
    case nothing
    /// Nothing either, but it has so many bytes.
    case unused(ClosedRange<Int>)
    case profile
    case colour(ColourChunk.Kind)
    case resolution
    case exif
    case text(PNGText.Kind)

    /// Reads the name of a chunk.
    init(_ name: String) {
      if let kind = ColourChunk.Kind(rawValue: name) {
        self = .colour(kind)
      } else if let kind = PNGText.Kind(rawValue: name) {
        self = .text(kind)
      } else {
        switch name {
        case "iCCP": self = .profile
        case "pHYs": self = .resolution
        case "eXIf": self = .exif
        // Third edition, 11.3.2 to 11.3.4 and 11.3.6.
        case "acTL": self = .unused(8...8)
        case "bKGD": self = .unused(1...6)
        case "fcTL": self = .unused(26...26)
        case "hIST": self = .unused(2...512)
        case "sBIT": self = .unused(1...4)
        case "tIME": self = .unused(7...7)
        default: self = .nothing
        }
      }
    }

    /// Data at most; more is not taken into memory.
    var longest: Int {
      switch self {
      case .nothing, .unused: 0
      case .profile, .exif: Int(lenslet_max_profile_bytes)
      case .resolution: 9
      case .colour(let kind): kind.length
      case .text: PNGText.longest
      }
    }

    /// Whether data of a length can be by the book.
    func allows(_ length: Int) -> Bool {
      switch self {
      case .nothing, .text: true
      case .unused(let lengths): lengths.contains(length)
      case .profile, .exif, .resolution, .colour: length <= longest
      }
    }
  }

  /// What is said about colours beside the profile, in the order of the file.
  private(set) var colourChunks: [ColourChunk] = []

  /// Pixels a unit of length.
  private(set) var resolution: Resolution?

  /// The ICC profile.
  private(set) var profile: [UInt8]?

  private var hasResolution = false
  private var exifChunk: [UInt8]?
  private var exifText: [UInt8]?

  /// The EXIF block: that of the chunk, or else that of a text; empty where there is none.
  var exif: [UInt8] { exifChunk ?? exifText ?? [] }

  /// Keeps what a chunk says.
  ///
  /// - Parameters:
  ///   - data: Its data, whose checksum is right; no longer than the use allows.
  ///   - use: What it is for.
  ///   - place: Where it stands.
  /// - Returns: What about it is not by the book; it is left out then.
  mutating func add(_ data: [UInt8], as use: Use, at place: Place) -> ImageNotice? {
    switch use {
    case .nothing, .unused: return nil
    case .profile:
      if profile != nil || place != .beforePalette { return .chunk }
      profile = PNGText.profile(of: data)
      return profile == nil ? .colourProfile : nil
    case .colour(let kind):
      guard place == .beforePalette, !colourChunks.contains(where: { $0.kind == kind }),
        let chunk = ColourChunk(kind, data)
      else { return .chunk }
      colourChunks.append(chunk)
      return nil
    case .resolution:
      if hasResolution || place == .afterPixels || data.count != 9 { return .chunk }
      hasResolution = true
      resolution = Resolution(physicalPixels: data)
      // The unit is unknown or the metre.
      return data[8] > 1 ? .chunk : nil
    case .exif:
      guard exifChunk == nil, let block = ExifFields.block(data) else { return .chunk }
      exifChunk = block
      return block.count == data.count ? nil : .chunk
    case .text(let kind):
      guard PNGText.hasKeyword(data) else { return .chunk }
      guard exifText == nil,
        let text = PNGText.text(of: data, kind, keywords: RawExifText.keywords)
      else { return nil }
      let content = RawExifText.content(of: text)
      exifText = content.block
      return content.isByTheBook ? nil : .exif
    }
  }
}

extension Resolution {
  /// What pHYs says; nil where a number is 0, or square pixels are of unknown size.
  fileprivate init?(physicalPixels data: [UInt8]) {
    let horizontal = data[..<4].reduce(0) { $0 << 8 | Int($1) }
    let vertical = data[4..<8].reduce(0) { $0 << 8 | Int($1) }
    let isMetric = data[8] == 1
    guard horizontal > 0, vertical > 0, isMetric || horizontal != vertical else { return nil }
    self.init(
      horizontal: Double(horizontal), vertical: Double(vertical), unit: isMetric ? .metre : .ratio)
  }
}
