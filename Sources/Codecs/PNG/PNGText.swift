import CImageCodecs

/// What stands in a PNG behind a keyword: texts and a profile (PNG specification, third edition,
/// 11.3.2.3 and 11.3.3).
enum PNGText {
  /// The chunks that hold texts.
  enum Kind: String {
    case tEXt
    case zTXt
    case iTXt
  }

  /// Bytes of a text at most, packed and unpacked; longer ones are passed over.
  static let longest = 1 << 22

  /// Whether data begins with a keyword, of 1 to 79 bytes.
  static func hasKeyword(_ data: [UInt8]) -> Bool {
    data.prefix(80).firstIndex(of: 0).map { $0 > 0 } ?? false
  }

  /// The text of a chunk that has one of the keywords.
  ///
  /// - Parameters:
  ///   - data: The data of the chunk, untrusted, no more than `longest`.
  ///   - kind: Which chunk it is.
  ///   - keywords: Those that are wanted, in small letters.
  /// - Returns: The text; nil where it has another keyword, is damaged or longer than `longest`.
  static func text(of data: [UInt8], _ kind: Kind, keywords: Set<String>) -> [UInt8]? {
    // A keyword has 79 bytes at most.
    guard let end = data.prefix(80).firstIndex(of: 0),
      keywords.contains(String(decoding: data[..<end], as: UTF8.self).lowercased())
    else { return nil }
    let text = data[(end + 1)...]
    switch kind {
    case .tEXt: return Array(text)
    case .zTXt: return text.first == 0 ? unpacked(text.dropFirst(), longest: longest) : nil
    case .iTXt:
      // Whether it is packed, how, its language and the keyword in that, each of which ends with 0.
      let parts = text.dropFirst(2).split(
        separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
      guard text.count >= 2, parts.count == 3 else { return nil }
      if text[text.startIndex] == 0 { return Array(parts[2]) }
      return text[text.startIndex + 1] == 0 ? unpacked(parts[2], longest: longest) : nil
    }
  }

  /// The profile of an iCCP chunk.
  ///
  /// - Parameter data: The data of the chunk, untrusted.
  /// - Returns: The profile; nil where it is none or longer than `lenslet_max_profile_bytes`.
  static func profile(of data: [UInt8]) -> [UInt8]? {
    guard let end = data.prefix(80).firstIndex(of: 0), data[(end + 1)...].first == 0,
      let profile = unpacked(data[(end + 2)...], longest: Int(lenslet_max_profile_bytes)),
      profile.isWholeProfile
    else { return nil }
    return profile
  }

  /// Unpacks a zlib stream; nil where it is damaged, or longer than allowed.
  private static func unpacked(_ packed: ArraySlice<UInt8>, longest: Int) -> [UInt8]? {
    guard let inflater = lenslet_inflater_open() else { return nil }
    defer { lenslet_inflater_close(inflater) }
    return packed.withUnsafeBytes { packed in
      var input = lenslet_bytes(packed)
      var text: [UInt8] = []
      var isAtEnd = false
      var piece = [UInt8](repeating: 0, count: 1 << 14)
      while !isAtEnd {
        var made = 0
        var outcome = lenslet_outcome()
        let before = input.count
        guard
          lenslet_inflate(inflater, &input, &piece, piece.count, &made, &isAtEnd, &outcome),
          isAtEnd || made > 0 || input.count < before, text.count + made <= longest
        else { return nil }
        text += piece[..<made]
      }
      return text
    }
  }
}
