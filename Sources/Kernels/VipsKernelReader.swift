/// Reads matrix files of libvips.
///
/// The first line holds `width height [scale [offset]]`; each line after it is a row. Numbers are
/// separated by any mixture of spaces, tabs, commas and quotation marks, as libvips documents.
/// The weighted sum is divided by the scale, then the offset is added. Unlike libvips, blank lines
/// are skipped, and anything that is left over is an error.
enum VipsKernelReader {
  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - file: The name of the file.
  /// - Returns: A bank of one kernel.
  /// - Throws: `KernelError.malformed`.
  static func read(_ bytes: [UInt8], file: String) throws(KernelError) -> KernelBank {
    if bytes.starts(with: "MATLAB ".utf8) {
      throw .malformed(.matlab, file: file, line: 1, column: 1)
    }
    let text = try KernelText(bytes, file: file, separators: " \t,\"")
    var header: Header?
    var rows = MatrixRows()
    var rowCount = 0
    var room = KernelLimits.weights
    var start = 0
    while start < text.bytes.count {
      let (line, next) = text.line(at: start)
      let content = text.trimmed(line)
      start = next
      guard !content.isEmpty else { continue }
      guard let header else {
        header = try Header(content, of: text)
        continue
      }
      guard rowCount < header.height else {
        throw text.error(
          .rowCount(expected: header.height, found: rowCount + 1), at: content.lowerBound)
      }
      try checkLength(of: content, expected: header.width, in: text)
      try rows.append(content, of: text, allowsFractions: false, room: &room)
      rowCount += 1
    }
    guard let header else { throw text.error(.noRows, at: text.bytes.count) }
    guard rowCount == header.height else {
      throw text.error(
        .rowCount(expected: header.height, found: rowCount), at: text.bytes.count)
    }
    return KernelBank(
      name: KernelFile.bankName(of: file),
      kernels: [
        Kernel(
          height: header.height, width: header.width, weights: rows.weights, scale: header.scale,
          offset: header.offset)
      ])
  }

  private static func checkLength(
    of row: Range<Int>, expected: Int, in text: KernelText
  ) throws(KernelError) {
    let count = text.tokenCount(in: row)
    if count != expected { throw text.wrongCount(in: row, expected: expected, found: count) }
  }

  /// The numbers of the first line.
  private struct Header {
    let width: Int
    let height: Int
    let scale: Fraction
    let offset: Fraction

    init(_ line: Range<Int>, of text: KernelText) throws(KernelError) {
      let tokens = text.tokens(in: line, atMost: 5)
      guard
        (2...4).contains(tokens.count), let width = text.wholeNumber(tokens[0]),
        let height = text.wholeNumber(tokens[1]), width > 0, height > 0
      else { throw text.error(.vipsHeader(text.excerpt(line)), at: line.lowerBound) }
      if let pair = Self.decimalScale(tokens, of: text) { throw text.decimalComma(pair) }
      guard width <= KernelLimits.side, height <= KernelLimits.side else {
        throw text.error(.matrixTooLarge, at: line.lowerBound)
      }
      var numbers: [Fraction] = []
      for token in tokens.dropFirst(2) {
        numbers.append(try text.fraction(token, allowsFractions: false))
      }
      guard let scale = (numbers.first ?? .one).reciprocal else {
        throw text.error(.zeroScale(key: "scale"), at: tokens[2].lowerBound)
      }
      self.width = width
      self.height = height
      self.scale = scale
      self.offset = numbers.count > 1 ? numbers[1] : .zero
    }

    /// The scale and the offset if they may be one number: only a comma stands between them, and
    /// something else between the numbers before.
    private static func decimalScale(_ tokens: [Range<Int>], of text: KernelText) -> CellLayout
      .Pair?
    {
      guard tokens.count == 4, !text.isTightComma(between: tokens[1], tokens[2]) else { return nil }
      return CellLayout(tokens[2].lowerBound..<tokens[3].upperBound, of: text).pair
    }
  }
}
