import Glibc

/// Damaged files: every beginning of good ones, and good ones that were changed at random.
///
/// `Scripts/fuzz` goes on where they end.
public struct DamagedFiles {
  /// What came of reading them.
  public struct Report: Sendable {
    /// How many files were read.
    public internal(set) var count = 0

    /// How many of them were taken for good ones.
    public internal(set) var accepted = 0

    /// The longest time of a processor that one took, in seconds.
    public internal(set) var longest = 0.0

    /// The file that took it.
    public internal(set) var slowest: [UInt8] = []
  }

  private let seeds: [[UInt8]]
  private let repair: ([UInt8]) -> [UInt8]

  /// Takes good files.
  ///
  /// - Parameters:
  ///   - seeds: Good files, at least one.
  ///   - repair: Mends checksums of a file that was changed, behind which a reader would not come.
  public init(
    _ seeds: [[UInt8]], repairing repair: @escaping ([UInt8]) -> [UInt8] = { $0 }
  ) {
    self.seeds = seeds
    self.repair = repair
  }

  /// Reads them.
  ///
  /// - Parameters:
  ///   - mutations: How many changed files are read.
  ///   - read: Reads a file to its end; throws where it is refused.
  /// - Returns: What came of it. A reader that does not come back is the caller's to notice.
  public func exercise(mutations: Int = 2000, _ read: ([UInt8]) throws -> Void) -> Report {
    var report = Report()
    func exercise(_ bytes: [UInt8]) {
      let start = Self.processorSeconds
      if (try? read(bytes)) != nil { report.accepted += 1 }
      let seconds = Self.processorSeconds - start
      report.count += 1
      if seconds > report.longest { (report.longest, report.slowest) = (seconds, bytes) }
    }
    for seed in seeds {
      // Of a long file every 37th place: no two headers have that distance.
      for end in stride(from: 0, to: seed.count, by: seed.count > 4000 ? 37 : 1) {
        exercise(Array(seed[..<end]))
      }
    }
    var generator = SeededGenerator(seed: 16)
    for _ in 0..<mutations { exercise(changed(&generator)) }
    return report
  }

  /// A file that was changed in a few places.
  private func changed(_ generator: inout SeededGenerator) -> [UInt8] {
    var bytes = seeds[Int.random(in: 0..<seeds.count, using: &generator)]
    for _ in 0..<(1 << Int.random(in: 0..<4, using: &generator)) where !bytes.isEmpty {
      change(&bytes, &generator)
    }
    return Bool.random(using: &generator) ? repair(bytes) : bytes
  }

  private func change(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let length = min(
      bytes.count - place, 1 << Int.random(in: 0..<7, using: &generator))
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 2: bytes.removeSubrange(place..<place + length)
    case 3: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
    case 4: bytes.removeSubrange(place...)
    case 5:
      let number = Self.numbers[Int.random(in: 0..<Self.numbers.count, using: &generator)]
      let width = min(length, 8)
      let isBig = Bool.random(using: &generator)
      for digit in 0..<width {
        let shift = 8 * (isBig ? width - 1 - digit : digit)
        bytes[place + digit] = UInt8(truncatingIfNeeded: number >> shift)
      }
    case 6:
      let other = seeds[Int.random(in: 0..<seeds.count, using: &generator)]
      let start = Int.random(in: 0..<max(other.count, 1), using: &generator)
      let part = other[start..<min(other.count, start + length)]
      bytes.replaceSubrange(place..<min(bytes.count, place + part.count), with: part)
    case 7: for index in place..<place + length { bytes[index] = 0 }
    default:
      let other = Int.random(in: 0..<bytes.count, using: &generator)
      bytes.swapAt(place, other)
    }
  }

  /// Numbers at which readers err: bounds, and those just beside them.
  private static let numbers: [UInt64] = [
    0, 1, 2, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fff_ffff, 0x8000_0000,
    0xffff_ffff, 0x1_0000_0000, 0x7fff_ffff_ffff_ffff, 0x8000_0000_0000_0000,
    0xffff_ffff_ffff_ffff,
  ]

  private static var processorSeconds: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}

/// A PNG whose chunks have the checksums that they should, as far as its chunks can be told apart.
///
/// - Parameter bytes: The file.
/// - Returns: The file, mended.
public func withChunkChecksums(_ bytes: [UInt8]) -> [UInt8] {
  var bytes = bytes
  var place = 8
  while place + 12 <= bytes.count {
    let length = bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
    guard length <= bytes.count - place - 12 else { break }
    let checksum = plainCRC32(Array(bytes[place + 4..<place + 8 + length]))
    for digit in 0..<4 {
      bytes[place + 8 + length + digit] = UInt8(truncatingIfNeeded: checksum >> (24 - 8 * digit))
    }
    place += 12 + length
  }
  return bytes
}
