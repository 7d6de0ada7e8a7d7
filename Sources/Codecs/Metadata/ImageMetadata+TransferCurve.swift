public import Pixels

extension ImageMetadata {
  /// How the samples encode light; sRGB where the file says nothing.
  ///
  /// The first of these that is there counts (PNG specification, third edition, 4.3): cICP, the
  /// profile, sRGB, gAMA. A gAMA within 1 % of 1/2.2 stands for sRGB, as its writers mean it.
  ///
  /// - Returns: The curve.
  /// - Throws: `CodecError.unknownTransfer` where the file says something that is not read.
  /// - Complexity: O(length of the profile).
  public func transferCurve() throws(CodecError) -> TransferCurve {
    if let codes = chunk(.cICP), let curve = try Self.curve(codePoints: codes.data) {
      return curve
    }
    if let iccProfile { return try ProfileCurve(iccProfile).curve }
    if chunk(.sRGB) != nil { return .srgb }
    guard let gamma = chunk(.gAMA)?.number, !(45_000...45_909).contains(gamma) else {
      return .srgb
    }
    return .power(100_000 / Double(gamma))
  }

  private func chunk(_ kind: ColourChunk.Kind) -> ColourChunk? {
    colourChunks.first { $0.kind == kind }
  }

  /// What cICP says by ITU-T H.273, 8.2; nil where it leaves the transfer open.
  private static func curve(codePoints: [UInt8]) throws(CodecError) -> TransferCurve? {
    let (transfer, isFullRange) = (codePoints[1], codePoints[3] != 0)
    let curve: TransferCurve
    switch transfer {
    case 2: return nil
    case 1, 6, 14, 15: curve = .rec709
    case 4: curve = .power(2.2)
    case 5: curve = .power(2.8)
    case 8: curve = .linear
    case 13: curve = .srgb
    default:
      let name = transferNames[transfer].map { " (\($0))" } ?? ""
      throw .unknownTransfer("its cICP chunk says transfer \(transfer)\(name)")
    }
    guard isFullRange else { throw .unknownTransfer("its cICP chunk says narrow range") }
    return curve
  }

  private static let transferNames: [UInt8: String] = [
    7: "SMPTE 240M", 9: "logarithmic", 10: "logarithmic", 11: "xvYCC", 12: "BT.1361", 16: "PQ",
    17: "SMPTE 428", 18: "HLG",
  ]
}
