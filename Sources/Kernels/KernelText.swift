import Escaping

/// The UTF-8 text of a kernel file, cut into lines and tokens by offsets into its bytes.
struct KernelText {
  /// The bytes, without a byte order mark.
  let bytes: [UInt8]

  /// The name of the file in errors.
  let file: String

  private let separators: [Bool]

  /// Takes the bytes of a text.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, with or without a byte order mark.
  ///   - file: The name of the file in errors.
  ///   - separators: The ASCII characters that stand between tokens.
  /// - Throws: `notUTF8`; `zeroByte`, since texts with such bytes may look like UTF-16 once they
  ///   are written with other line breaks.
  init(_ bytes: [UInt8], file: String, separators: String) throws(KernelError) {
    do throws(EncodingMistake) {
      self.bytes = try textInUTF8(bytes)
    } catch {
      let place = error.place
      throw .malformed(.notUTF8(error), file: file, line: place.line, column: place.column)
    }
    self.file = file
    var table = [Bool](repeating: false, count: 256)
    for byte in separators.utf8 { table[Int(byte)] = true }
    self.separators = table
    if let offset = self.bytes.firstIndex(of: 0) { throw error(.zeroByte, at: offset) }
  }

  /// The line that starts at an offset, and where the next one starts.
  ///
  /// - Parameter start: The offset of its first byte.
  /// - Returns: The bytes before the line's end (LF, CR LF or CR), and the first after it.
  func line(at start: Int) -> (content: Range<Int>, next: Int) {
    var end = start
    while end < bytes.count, bytes[end] != Self.lineFeed, bytes[end] != Self.carriageReturn {
      end += 1
    }
    guard end < bytes.count else { return (start..<end, end) }
    // Both are one end, and so is a pair that was written as text once more: `\r\r\n`.
    let returns = bytes[end...].prefix(2).prefix { $0 == Self.carriageReturn }.count
    let last = end + returns
    let isPair = returns > 0 && last < bytes.count && bytes[last] == Self.lineFeed
    return (start..<end, isPair ? last + 1 : end + 1)
  }

  /// The next token of a range: the bytes up to a separator.
  ///
  /// - Parameter range: Where to look; it may start with separators.
  /// - Returns: The token, or nil where only separators are left.
  func token(in range: Range<Int>) -> Range<Int>? {
    var start = range.lowerBound
    while start < range.upperBound, separators[Int(bytes[start])] { start += 1 }
    guard start < range.upperBound else { return nil }
    var end = start + 1
    while end < range.upperBound, !separators[Int(bytes[end])] { end += 1 }
    return start..<end
  }

  /// How many tokens a range has.
  ///
  /// - Parameter range: Where to look.
  /// - Returns: Their number.
  func tokenCount(in range: Range<Int>) -> Int {
    var count = 0
    var rest = range
    while let token = token(in: rest) {
      count += 1
      rest = token.upperBound..<range.upperBound
    }
    return count
  }

  /// The first tokens of a range.
  ///
  /// - Parameters:
  ///   - range: Where to look.
  ///   - limit: How many are wanted.
  /// - Returns: The tokens in their order, `limit` or fewer.
  func tokens(in range: Range<Int>, atMost limit: Int) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var rest = range
    while found.count < limit, let token = token(in: rest) {
      found.append(token)
      rest = token.upperBound..<range.upperBound
    }
    return found
  }

  /// Where a list of another length than expected goes wrong.
  ///
  /// - Parameters:
  ///   - range: Where the list stands.
  ///   - count: How many tokens it should have.
  /// - Returns: The start of the first token too many, or the end of the last one where it is short.
  func excess(in range: Range<Int>, over count: Int) -> Int {
    let tokens = tokens(in: range, atMost: count + 1)
    return tokens.count > count ? tokens[count].lowerBound : trimmed(range).upperBound
  }

  /// The range without the separators at its ends.
  ///
  /// - Parameter range: Any range.
  /// - Returns: A part of it, empty where it holds only separators.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, separators[Int(bytes[start])] { start += 1 }
    while end > start, separators[Int(bytes[end - 1])] { end -= 1 }
    return start..<end
  }

  /// The characters of a range.
  ///
  /// - Parameter range: Any range.
  /// - Returns: Its text.
  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The characters of a range as an error keeps them: not too many.
  ///
  /// - Parameter range: Any range.
  /// - Returns: The text, or its start, which is longer than what a message shows.
  func excerpt(_ range: Range<Int>) -> String {
    let limit = KernelError.shownCharacters + 1
    let start = range.clamped(to: range.lowerBound..<range.lowerBound + limit * 16)
    return String(string(start).prefix(limit))
  }

  /// An error at a place.
  ///
  /// - Parameters:
  ///   - problem: What is wrong.
  ///   - offset: The byte where it is seen.
  /// - Returns: The error with file, line and column.
  func error(_ problem: KernelTextProblem, at offset: Int) -> KernelError {
    let place = place(of: offset)
    return .malformed(problem, file: file, line: place.line, column: place.column)
  }

  /// The line and the column of a byte, both from 1, the column in characters.
  ///
  /// - Parameter offset: The offset of the byte; the end of the text is allowed.
  /// - Returns: Its place.
  func place(of offset: Int) -> (line: Int, column: Int) {
    var number = 1
    var start = 0
    while true {
      let (content, next) = line(at: start)
      let isLast = next == bytes.count && content.upperBound == next
      if offset < next || isLast {
        return (number, String(decoding: bytes[start..<offset], as: UTF8.self).count + 1)
      }
      number += 1
      start = next
    }
  }

  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
}
