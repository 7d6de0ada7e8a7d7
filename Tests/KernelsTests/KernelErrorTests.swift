import Kernels
import Testing

/// The message that reading a text as a kernel file ends with.
func message(_ text: String, name: String = "bad.kernel", format: KernelFormat? = nil) -> String? {
  do throws(KernelError) {
    _ = try KernelFile.parse(text: text, name: name, format: format)
    return nil
  } catch {
    return error.description
  }
}

@Suite("errors of kernel files")
struct KernelErrorTests {
  @Test(
    "a bad number is named with its place",
    arguments: [
      ("1 2 3\n4 5 6\n7 8 abc\n", "bad.kernel:3:5: expected a number, found 'abc'"),
      ("1 2 nan\n", "bad.kernel:1:5: expected a finite number, found 'nan'"),
      ("1 -Inf 2\n", "bad.kernel:1:3: expected a finite number, found '-Inf'"),
      ("1 1/0 2\n", "bad.kernel:1:3: '1/0' divides by zero"),
      ("\t1\t1e39\n", "bad.kernel:1:4: expected a number of at most 3.4e38, found '1e39'"),
      ("1e999999999999999999999", "expected a number of at most 3.4e38"),
      ("1 0x10", "bad.kernel:1:3: expected a number, found '0x10'"),
      ("1 1.5/3", "bad.kernel:1:3: expected a number, found '1.5/3'"),
      ("1 1/-3", "bad.kernel:1:3: expected a number, found '1/-3'"),
      ("1 1/", "bad.kernel:1:3: expected a number, found '1/'"),
      ("1 /3", "bad.kernel:1:3: expected a number, found '/3'"),
      ("1 1e", "bad.kernel:1:3: expected a number, found '1e'"),
      ("1 .", "bad.kernel:1:3: expected a number, found '.'"),
      ("1 --2", "bad.kernel:1:3: expected a number, found '--2'"),
      ("1 −2", "bad.kernel:1:3: expected a number, found '−2'"),
      ("# größer\n1 ü 2", "bad.kernel:2:3: expected a number, found 'ü'"),
      (
        "1 1/16777217",
        "bad.kernel:1:3: expected whole numbers up to 16777216 on both sides of '/', "
          + "found '1/16777217': write it as a decimal"
      ),
      (
        "1 1/1000000000000000000000",
        "bad.kernel:1:3: '1/1000000000000000000000' has too many digits to be kept exactly: "
          + "shorten it, or write a fraction"
      ),
      ("1 a\u{7}b", "bad.kernel:1:3: expected a number, found 'a\\u{0007}b'"),
      (
        "1 " + String(repeating: "x", count: 100),
        "found '" + String(repeating: "x", count: 32) + "…'"
      ),
    ])
  func numbers(text: String, expected: String) throws {
    #expect(try #require(message(text)).contains(expected))
  }

  @Test(
    "rows that do not make a matrix are named with their place",
    arguments: [
      ("", "bad.kernel:1:1: expected rows of numbers, found none"),
      ("# only a comment\n\n", "bad.kernel:3:1: expected rows of numbers, found none"),
      ("scale: 2\n", "bad.kernel:2:1: expected rows of numbers, found none"),
      ("1 2\n---\n", "bad.kernel:3:1: expected rows of numbers, found none"),
      ("---\n1 2\n", "bad.kernel:1:1: expected rows of numbers, found none"),
      ("1\n---\n---\n1", "bad.kernel:3:1: expected rows of numbers, found none"),
      ("1 2 3\n4 5\n", "bad.kernel:2:4: expected 3 numbers as in the first row, found 2"),
      ("1\n4  5 6\n", "bad.kernel:2:4: expected 1 number as in the first row, found 3"),
      ("1 2 3\r\n4 5 # 6\r\n", "bad.kernel:2:4: expected 3 numbers as in the first row, found 2"),
      (
        "1\n2\n\n 3\n",
        "bad.kernel:4:2: expected 2 rows as in the first matrix of the block, found 1 "
          + "(a blank line starts the matrix of the next channel)"
      ),
      ("1\n\n2\n---\n3\n", "bad.kernel:6:1: expected 2 matrices as in the first block, found 1"),
      ("1\n---\n2\n\n3\n", "bad.kernel:5:1: expected 1 matrix as in the first block, found 2"),
    ])
  func rows(text: String, expected: String) {
    #expect(message(text) == expected)
  }

  @Test(
    "a bad key is named with its place",
    arguments: [
      ("scal: 2\n1", "bad.kernel:1:1: unknown key 'scal'; did you mean 'scale'?"),
      (
        "\nwidth: 3\n1",
        "bad.kernel:2:1: unknown key 'width'; expected scale, divisor, offset, anchor, combine"
      ),
      ("Scale: 2\n1", "bad.kernel:1:1: unknown key 'Scale'; did you mean 'scale'?"),
      ("scale 2\n1", "bad.kernel:1:6: expected ':' after 'scale'"),
      ("scale = 2\n1", "bad.kernel:1:6: expected ':' after 'scale'"),
      (
        "scale: 2\noffset: 1\nscale: 3\n1",
        "bad.kernel:3:1: 'scale' is given a second time; the first is on line 1"
      ),
      (
        "1 2\nscale: 2\n",
        "bad.kernel:2:1: 'scale' stands below the numbers: write it above the first row of its block"
      ),
      ("scale:\n1", "bad.kernel:1:7: expected 1 value after 'scale:', found none"),
      ("scale: 1 2\n1", "bad.kernel:1:10: expected 1 value after 'scale:', found 2"),
      ("offset: 1, 5\n1", "bad.kernel:1:12: expected 1 value after 'offset:', found 2"),
      ("scale: 2\ndivisor: 3\n1", "bad.kernel:2:1: both 'scale' and 'divisor' are given: keep one"),
      ("scale: 0\n1", "bad.kernel:1:8: 'scale' must not be zero"),
      ("divisor: 0\n1", "bad.kernel:1:10: 'divisor' must not be zero"),
      ("divisor: 1/0\n1", "bad.kernel:1:10: '1/0' divides by zero"),
      ("scale: two\n1", "bad.kernel:1:8: expected a number, found 'two'"),
      ("scale: nan\n1", "bad.kernel:1:8: expected a finite number, found 'nan'"),
      (
        "offset: 0.1234567890123456789\n1",
        "bad.kernel:1:9: '0.1234567890123456789' has too many digits to be kept exactly: "
          + "shorten it, or write a fraction"
      ),
      ("scale: 1e40\n1", "'1e40' has too many digits to be kept exactly"),
      (
        "# zero\n divisor: sum\n1 -1",
        "bad.kernel:2:2: the weights sum to zero, so they cannot be divided by their sum: "
          + "give a number"
      ),
      ("divisor: sum\n0.1 0.2 -0.3", "the weights sum to zero"),
      (
        "divisor: sum\n1e-30 1e-30",
        "bad.kernel:1:1: the sum of the weights has too many digits to divide by: give a number"
      ),
      ("anchor: 1\n1", "bad.kernel:1:10: expected 2 values after 'anchor:', found 1"),
      (
        "anchor: 0 -1\n1",
        "bad.kernel:1:11: expected a column and a row, counted from 0, found '-1'"
      ),
      ("anchor: 0.5 1\n1", "expected a column and a row, counted from 0, found '0.5'"),
      (
        "anchor: 3,0\n1 2 3\n4 5 6",
        "bad.kernel:1:9: expected a column from 0 to 2 and a row from 0 to 1"
      ),
      (
        "combine: magnitud\n1",
        "bad.kernel:1:10: unknown combination 'magnitud'; did you mean 'magnitude'?"
      ),
      (
        "combine: average\n1",
        "bad.kernel:1:10: unknown combination 'average'; expected magnitude, max, sum"
      ),
      (
        "1\n---\ncombine: max\n1",
        "bad.kernel:3:1: 'combine' belongs to the whole file: write it in the first block"
      ),
    ])
  func keys(text: String, expected: String) throws {
    #expect(try #require(message(text)).contains(expected))
  }

  @Test("what is too large is refused at the first number too many")
  func limits() {
    let row = String(repeating: "1 ", count: 1024)
    #expect(message(row) == nil)
    #expect(
      message(row + "1") == "bad.kernel:1:2049: a kernel has at most 1024 rows and 1024 columns")
    let column = String(repeating: "1\n", count: 1024)
    #expect(
      message(column + "1")
        == "bad.kernel:1025:1: a kernel has at most 1024 rows and 1024 columns")
    let blocks = Array(repeating: row, count: 257).joined(separator: "\n---\n")
    #expect(message(blocks) == "bad.kernel:513:1: a kernel file has at most 262144 numbers")
  }

  @Test(
    "bytes that are not UTF-8 are refused where they stand",
    arguments: [
      (
        [0x31, 0x20, 0xff],
        "x.kernel:1:3: expected UTF-8 text, found the byte 0xFF: save it as UTF-8"
      ),
      (
        [0x0a, 0x23, 0xc3],
        "x.kernel:2:2: expected UTF-8 text, found the byte 0xC3: save it as UTF-8"
      ),
      (
        [0x89, 0x50, 0x4e, 0x47],
        "x.kernel:1:1: expected UTF-8 text, found the byte 0x89: save it as UTF-8"
      ),
      (
        [0xff, 0xfe, 0x31, 0x00],
        "x.kernel:1:1: expected UTF-8 text, found UTF-16: save it as UTF-8"
      ),
    ] as [([UInt8], String)])
  func encoding(bytes: [UInt8], expected: String) throws {
    let error = try #require(throws: KernelError.self) {
      try KernelFile.parse(bytes: bytes, name: "x.kernel")
    }
    #expect(error.description == expected)
  }
}
