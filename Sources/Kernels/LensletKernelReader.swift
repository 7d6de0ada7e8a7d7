/// Reads the project's own kernel format; `kernels/README.md` describes it.
struct LensletKernelReader {
  private let text: KernelText
  private var block = KernelBlock()
  private var commas = DecimalCommas()
  private var kernels: [Kernel] = []
  private var combination: Combination?
  private var purpose: [String] = []
  private var isHead = true
  private var room = KernelLimits.weights

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - file: The name of the file.
  /// - Returns: The bank.
  /// - Throws: `KernelError.malformed`.
  static func read(_ bytes: [UInt8], file: String) throws(KernelError) -> KernelBank {
    var reader = LensletKernelReader(
      text: try KernelText(bytes, file: file, separators: " \t,"))
    return try reader.read()
  }

  private init(text: KernelText) {
    self.text = text
  }

  private mutating func read() throws(KernelError) -> KernelBank {
    var start = 0
    while start < text.bytes.count {
      let (line, next) = text.line(at: start)
      try read(line)
      start = next
    }
    try endBlock(at: text.bytes.count)
    return KernelBank(
      name: KernelFile.bankName(of: text.file), purpose: purpose.joined(separator: " "),
      kernels: kernels, combination: combination)
  }

  private mutating func read(_ line: Range<Int>) throws(KernelError) {
    let comment = text.bytes[line].firstIndex(of: UInt8(ascii: "#"))
    if let comment { try text.refuseSpreadsheetError(at: comment, endingBy: line.upperBound) }
    let cells = line.lowerBound..<(comment ?? line.upperBound)
    let content = text.trimmed(cells)
    if content.isEmpty {
      if let comma = CellLayout(cells, of: text).emptyCell { throw text.emptyCell(at: comma) }
      // A row of empty cells, as a spreadsheet copies it: a tab fewer than there are columns.
      if cells.count > 1, cells.count == block.rows.width - 1,
        text.bytes[cells].allSatisfy({ $0 == UInt8(ascii: "\t") })
      {
        throw text.emptyCell(at: cells.lowerBound)
      }
    }
    if let comment, content.isEmpty {
      if isHead { readHead(comment + 1..<line.upperBound) }
      return
    }
    if !purpose.isEmpty || !content.isEmpty { isHead = false }
    if content.isEmpty {
      try block.rows.endMatrix(in: text)
    } else if isBlockEnd(content) {
      try endBlock(at: content.lowerBound)
    } else if let word = word(at: content) {
      try readKeyLine(content, word: word)
    } else {
      try checkChannels(at: content.lowerBound)
      try commas.add(CellLayout(cells, of: text), in: text)
      try block.rows.append(content, of: text, allowsFractions: true, room: &room)
    }
  }

  /// Takes the text of the first comment as the purpose; a comment without text ends it.
  private mutating func readHead(_ comment: Range<Int>) {
    let words = text.string(comment).split(whereSeparator: \.isWhitespace)
    if words.isEmpty {
      isHead = purpose.isEmpty
    } else {
      purpose.append(words.joined(separator: " "))
    }
  }

  private func isBlockEnd(_ content: Range<Int>) -> Bool {
    content.count >= 3 && text.bytes[content].allSatisfy { $0 == UInt8(ascii: "-") }
  }

  /// The word that a line starts with, where the line is meant as `key: value`.
  private func word(at content: Range<Int>) -> Range<Int>? {
    let letters = text.bytes[content].prefix { byte in
      let lower = byte | 0x20
      return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
        || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
    }
    guard !letters.isEmpty, text.bytes[content.lowerBound] != UInt8(ascii: "-") else { return nil }
    let word = letters.startIndex..<letters.endIndex
    let rest = text.trimmed(word.upperBound..<content.upperBound)
    let hasColon = !rest.isEmpty && text.bytes[rest.lowerBound] == UInt8(ascii: ":")
    return hasColon || KernelKey(rawValue: text.string(word)) != nil ? word : nil
  }

  private mutating func readKeyLine(
    _ content: Range<Int>, word: Range<Int>
  ) throws(KernelError) {
    let rest = text.trimmed(word.upperBound..<content.upperBound)
    guard !rest.isEmpty, text.bytes[rest.lowerBound] == UInt8(ascii: ":") else {
      throw text.error(
        .missingColon(key: text.string(word), found: text.excerpt(rest)), at: word.upperBound)
    }
    try block.readKey(
      word, value: rest.lowerBound + 1..<rest.upperBound, of: text, isFirst: kernels.isEmpty)
  }

  /// Refuses a matrix more than the first block has, before it is read.
  private func checkChannels(at offset: Int) throws(KernelError) {
    guard let first = kernels.first, block.rows.channels == first.channels else { return }
    throw text.error(
      .channelCount(expected: first.channels, found: first.channels + 1), at: offset)
  }

  private mutating func endBlock(at end: Int) throws(KernelError) {
    let kernel = try block.kernel(in: text, endingAt: end)
    try commas.check(in: text)
    if let first = kernels.first, kernel.channels != first.channels {
      throw text.error(
        .channelCount(expected: first.channels, found: kernel.channels), at: end)
    }
    combination = combination ?? block.combination
    kernels.append(kernel)
    block = KernelBlock()
    commas = DecimalCommas()
  }
}
