import Pixels

/// The curve of an ICC profile whose channels have one each and share it (ICC.1:2022, 10.6, 10.18).
///
/// Most profiles of cameras, displays and working spaces are such. Profiles of tables for all
/// channels together are not read.
struct ProfileCurve {
  /// How samples encode light.
  let curve: TransferCurve

  /// Reads a profile.
  ///
  /// - Parameter profile: The profile, untrusted.
  /// - Throws: `CodecError.unknownTransfer` where it has no such curve.
  init(_ profile: [UInt8]) throws(CodecError) {
    let tags = Self.tags(of: profile)
    let curves = ["rTRC", "gTRC", "bTRC", "kTRC"].compactMap { tags[$0] }
    guard let first = curves.first, tags["A2B0"] == nil else {
      throw .unknownTransfer("its ICC profile has no curves of single channels")
    }
    guard curves.allSatisfy({ $0 == first }) else {
      throw .unknownTransfer("the curves of its ICC profile differ by channel")
    }
    guard let read = Self.curve(first), Self.rises(read) else {
      throw .unknownTransfer("the curve of its ICC profile is damaged, or of an unknown kind")
    }
    curve = Self.isNearlySRGB(read) ? .srgb : read
  }

  /// The bytes of all tags that lie inside the profile, by their names (7.3).
  private static func tags(of profile: [UInt8]) -> [String: ArraySlice<UInt8>] {
    var tags: [String: ArraySlice<UInt8>] = [:]
    for index in 0..<min(profile.integer(at: 128) ?? 0, 1000) {
      let entry = 132 + 12 * index
      guard let offset = profile.integer(at: entry + 4), let count = profile.integer(at: entry + 8)
      else { break }
      guard offset <= profile.count, count <= profile.count - offset else { continue }
      let name = String(decoding: profile[entry..<entry + 4], as: UTF8.self)
      tags[name] = profile[offset..<offset + count]
    }
    return tags
  }

  private static func curve(_ bytes: ArraySlice<UInt8>) -> TransferCurve? {
    let tag = Array(bytes)
    switch tag.prefix(4) {
    case [UInt8]("curv".utf8)[...]: return sampled(tag)
    case [UInt8]("para".utf8)[...]: return parametric(tag)
    default: return nil
    }
  }

  /// No number for light itself, one for a power in 256ths, more for samples of the curve.
  private static func sampled(_ tag: [UInt8]) -> TransferCurve? {
    guard let count = tag.integer(at: 8), count <= (tag.count - 12) / 2 else { return nil }
    let values = (0..<count).map { Int(tag[12 + 2 * $0]) << 8 | Int(tag[13 + 2 * $0]) }
    switch count {
    case 0: return .linear
    case 1: return values[0] > 0 ? .power(Double(values[0]) / 256) : nil
    default: return .sampled(values.map { Double($0) / 65535 })
    }
  }

  /// Function types 0 to 4.
  private static func parametric(_ tag: [UInt8]) -> TransferCurve? {
    guard tag.count >= 12, tag[8] == 0, tag[9] < 5 else { return nil }
    let type = Int(tag[9])
    let count = [1, 3, 4, 5, 7][type]
    let numbers = (0..<count).compactMap { index in
      tag.integer(at: 12 + 4 * index).map { Double(Int32(truncatingIfNeeded: $0)) / 65536 }
    }
    guard numbers.count == count, numbers[0] > 0 else { return nil }
    var parameters = TransferCurve.Parameters(exponent: numbers[0])
    if type > 0 { (parameters.scale, parameters.shift) = (numbers[1], numbers[2]) }
    switch type {
    case 0: break
    case 1, 2:
      guard parameters.scale > 0 else { return nil }
      parameters.limit = -parameters.shift / parameters.scale
      if type == 2 { (parameters.rise, parameters.start) = (numbers[3], numbers[3]) }
    default:
      (parameters.slope, parameters.limit) = (numbers[3], numbers[4])
      if type == 4 { (parameters.rise, parameters.start) = (numbers[5], numbers[6]) }
    }
    return .parametric(parameters)
  }

  private static let probes = (0...256).map { Double($0) / 256 }

  /// Whether there is never less light for a greater sample, and some for one.
  private static func rises(_ curve: TransferCurve) -> Bool {
    if case .sampled(let values) = curve {
      return values[0] < values[values.count - 1]
        && zip(values, values.dropFirst()).allSatisfy { $0 <= $1 }
    }
    let lights = probes.map(curve.light)
    return lights[0] < lights[256] && zip(lights, lights.dropFirst()).allSatisfy { $0 <= $1 }
  }

  /// Profiles of sRGB round its numbers in different ways.
  private static func isNearlySRGB(_ curve: TransferCurve) -> Bool {
    probes.allSatisfy { abs(curve.light($0) - TransferCurve.srgb.light($0)) < 0.001 }
  }
}

extension [UInt8] {
  /// Four bytes as a number, the highest first; nil where they are not there.
  fileprivate func integer(at offset: Int) -> Int? {
    guard offset >= 0, offset <= count - 4 else { return nil }
    return self[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// Whether bytes are all of a profile: they have the length that it states, and its mark
  /// (ICC.1:2022, 7.2).
  var isWholeProfile: Bool {
    count >= 132 && self[..<4].reduce(0) { $0 << 8 | Int($1) } == count
      && self[36..<40].elementsEqual("acsp".utf8)
  }
}
