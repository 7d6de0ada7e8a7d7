import CXXHash
import Glibc

/// What a file held at a moment, for a record that is to tell later whether it still does.
public struct FileStamp: Codable, Equatable, Sendable {
  /// Its length in bytes.
  public let bytes: Int

  /// When it was last changed, in nanoseconds since 1970.
  public let modified: Int

  /// When it was read for the stamp, in nanoseconds since 1970.
  public let seen: Int

  /// The hash of all bytes, as `ContentHash` writes it.
  public let hash: String

  /// A file that is changed within so many nanoseconds of being read may keep its time: clocks of
  /// file systems go in steps, of two seconds at most.
  private static let clockStep = 2_000_000_000

  /// Reads a whole file.
  ///
  /// - Parameter path: The file; symbolic links are followed.
  /// - Throws: `FileError.system`.
  /// - Complexity: O(bytes), at the speed of memory where the system still has them.
  public init(of path: Path) throws(FileError) {
    seen = Self.now
    let reader = try FileReader(path)
    bytes = reader.status.byteCount
    modified = reader.status.modified
    var content = ContentHash()
    let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { block.deallocate() }
    while true {
      let count = try reader.read(into: block)
      if count == 0 { break }
      content.update(UnsafeRawBufferPointer(rebasing: block[..<count]))
    }
    hash = content.text
  }

  /// The stamp of a file that was written with some bytes.
  ///
  /// - Parameters:
  ///   - bytes: All of its bytes.
  ///   - path: The file, whose time is looked up.
  /// - Throws: `FileError.system`.
  public init(of bytes: [UInt8], writtenTo path: Path) throws(FileError) {
    seen = Self.now
    self.bytes = bytes.count
    modified = try FileStatus(of: path).modified
    var content = ContentHash()
    bytes.withUnsafeBytes { content.update($0) }
    hash = content.text
  }

  /// Whether a file holds what it held.
  ///
  /// Length and time are trusted, but where somebody else changed the file just before it was read.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - isOwn: Whether we have written it, so that its time is not doubted.
  ///   - readsContent: Whether its bytes are read in any case.
  /// - Returns: Whether it does; a file that cannot be read does not.
  public func holds(for path: Path, isOwn: Bool = false, readsContent: Bool = false) -> Bool {
    guard let status = try? FileStatus(of: path), status.byteCount == bytes else { return false }
    let isSettled = isOwn || modified < seen - Self.clockStep
    if !readsContent, isSettled, status.modified == modified { return true }
    return (try? FileStamp(of: path))?.hash == hash
  }

  private static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}

/// XXH3 of 128 bits (xxHash 0.8, its canonical form), which tells contents apart and withstands no
/// attacker.
public struct ContentHash: ~Copyable {
  private let state: OpaquePointer

  /// Begins with no bytes.
  public init() {
    guard let state = XXH3_createState() else { fatalError("out of memory for 576 bytes") }
    XXH3_128bits_reset(state)
    self.state = state
  }

  deinit { XXH3_freeState(state) }

  /// Takes the next bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    XXH3_128bits_update(state, bytes.baseAddress, bytes.count)
  }

  /// The hash of all bytes so far: 32 hexadecimal digits.
  public var text: String {
    let hash = XXH3_128bits_digest(state)
    return Self.digits(hash.high64) + Self.digits(hash.low64)
  }

  private static func digits(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension ContentHash {
  /// A number for bytes, the upper half of their hash.
  public static func number(of bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { XXH3_128bits($0.baseAddress, $0.count).high64 }
  }

  /// The hash of a text, in UTF-8.
  public static func text(of text: String) -> String {
    var hash = ContentHash()
    var text = text
    text.withUTF8 { hash.update(UnsafeRawBufferPointer($0)) }
    return hash.text
  }
}
