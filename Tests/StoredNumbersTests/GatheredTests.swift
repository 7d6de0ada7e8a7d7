import StoredNumbers
import Testing

@Suite("Elements that lie apart")
struct GatheredTests {
  @Test(
    "bytes come in the order of the axes, whatever their strides",
    arguments: [
      ([3], [2], 0, [0, 1, 2, 3, 4, 5]), ([3], [3], 1, [1, 2, 4, 5, 7, 8]),
      ([2, 3], [2, 4], 0, [0, 1, 4, 5, 8, 9, 2, 3, 6, 7, 10, 11]),
      ([2, 2], [0, 2], 4, [4, 5, 6, 7, 4, 5, 6, 7]), ([], [], 6, [6, 7]), ([0, 5], [1, 1], 0, []),
    ] as [([Int], [Int], Int, [UInt8])])
  func bytes(shape: [Int], strides: [Int], start: Int, expected: [UInt8]) {
    let stored = [UInt8](0..<12)
    let gathered = stored.withUnsafeBytes {
      gatheredBytes($0, size: 2, start: start, shape: shape, strides: strides)
    }
    #expect(gathered == expected)
  }

  @Test("values of rows, columns and filters become filters, rows and columns")
  func values() {
    #expect(
      gatheredValues([1, 2, 3, 4, 5, 6], shape: [3, 2], strides: [1, 3]) == [1, 4, 2, 5, 3, 6])
  }

  @Test("whole numbers keep their signs, unsigned ones of 64 bits their bits")
  func whole() {
    let bytes: [UInt8] = [0xff, 0xff, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff]
    func read(_ type: ElementType) -> [Int64] { bytes.withUnsafeBytes { type.values(of: $0) } }
    #expect(read(.int8) == [-1, -1, -2, -1, -1, -1, -1, -1])
    #expect(read(.uint16) == [65535, 65534, 65535, 65535])
    #expect(read(.int32) == [-65537, -1])
    #expect(read(.uint64) == [-65537])
    #expect(read(.bool) == [1, 1, 1, 1, 1, 1, 1, 1])
  }
}
