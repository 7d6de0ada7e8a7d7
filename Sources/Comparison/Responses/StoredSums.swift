/// Numbers one after the other as bytes, of which sums are stored to be gone on with later.
///
/// The bytes are those of the machine: they are read by the same one, or by one like it.
public struct StoredSums: Sendable {
  /// The bytes of all numbers so far.
  public private(set) var bytes: [UInt8] = []

  /// Begins without numbers.
  public init() {}

  /// Adds a whole number.
  mutating func add(_ number: Int) { add([number]) }

  /// Adds numbers of any kind by their bits.
  mutating func add<Number: BitwiseCopyable>(_ numbers: [Number]) {
    numbers.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }
}

/// Reads numbers as they were stored.
public struct StoredSumsReader {
  private var rest: ArraySlice<UInt8>

  /// Starts at the first number.
  ///
  /// - Parameter bytes: What `StoredSums` has given.
  public init(_ bytes: [UInt8]) { rest = bytes[...] }

  /// Whether no number is left.
  public var isAtEnd: Bool { rest.isEmpty }

  /// The next whole number, in a range; nil where there is none, or another.
  mutating func number(in range: ClosedRange<Int>) -> Int? {
    guard let number = numbers(1, of: Int.self)?[0], range.contains(number) else { return nil }
    return number
  }

  /// The next numbers of a kind; nil where there are fewer.
  mutating func numbers<Number: BitwiseCopyable>(_ count: Int, of: Number.Type) -> [Number]? {
    let (size, isTooLarge) = count.multipliedReportingOverflow(by: MemoryLayout<Number>.stride)
    guard !isTooLarge, size <= rest.count else { return nil }
    let part = rest.prefix(size)
    rest = rest.dropFirst(size)
    return part.withUnsafeBytes { bytes in
      [Number](unsafeUninitializedCapacity: count) { numbers, made in
        UnsafeMutableRawBufferPointer(numbers).copyMemory(from: bytes)
        made = count
      }
    }
  }
}
