import Escaping
import Spelling

/// One block of a Lenslet kernel file while it is read: its keys and its rows.
struct KernelBlock {
  /// A value and the byte where it stands.
  private struct Placed<Value> {
    let value: Value
    let offset: Int
  }

  private enum Divisor {
    case number(Fraction)
    case sum
  }

  /// Where each key stands.
  private var keys: [KernelKey: Int] = [:]
  private var scale: Fraction?
  private var divisor: Divisor?
  private var offset: Fraction?
  private var anchor: Placed<Anchor>?

  /// The matrices.
  var rows = MatrixRows()

  /// How results are combined, where this block says so.
  private(set) var combination: Combination?

  /// Reads a `key: value` line.
  ///
  /// - Parameters:
  ///   - word: Where the key stands.
  ///   - value: What follows the colon.
  ///   - text: The text.
  ///   - isFirst: Whether this is the first block of the file.
  /// - Throws: `KernelError`.
  mutating func readKey(
    _ word: Range<Int>, value: Range<Int>, of text: KernelText, isFirst: Bool
  ) throws(KernelError) {
    guard let key = KernelKey(rawValue: text.string(word)) else {
      let problem = KernelTextProblem.unknownKey(
        text.excerpt(word), suggestion: nearestName(to: text.string(word), among: KernelKey.names))
      throw text.error(problem, at: word.lowerBound)
    }
    guard rows.weights.isEmpty else {
      throw text.error(.keyAfterRows(key.rawValue), at: word.lowerBound)
    }
    if let first = keys[key] {
      let line = text.place(of: first).line
      throw text.error(.duplicateKey(key.rawValue, firstLine: line), at: word.lowerBound)
    }
    keys[key] = word.lowerBound
    switch key {
    case .scale:
      scale = try number(of: key, value, in: text)
    case .divisor:
      divisor = try divisor(value, in: text)
    case .offset:
      offset = try number(of: key, value, in: text)
    case .anchor:
      let tokens = try values(of: key, 2, value, in: text)
      anchor = Placed(value: try position(tokens, in: text), offset: tokens[0].lowerBound)
    case .combine:
      guard isFirst else { throw text.error(.misplacedCombination, at: word.lowerBound) }
      combination = try combination(value, in: text)
    }
    if scale != nil, divisor != nil { throw text.error(.scaleAndDivisor, at: word.lowerBound) }
  }

  /// The kernel of the block.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - end: Where the block ends.
  /// - Returns: The kernel.
  /// - Throws: `noRows`, `anchorOutside`, `zeroSum`, `inexactSum`, `matrixHeight`.
  mutating func kernel(in text: KernelText, endingAt end: Int) throws(KernelError) -> Kernel {
    try rows.endMatrix(in: text)
    guard !rows.weights.isEmpty else { throw text.error(.noRows, at: end) }
    if let anchor, anchor.value.x >= rows.width || anchor.value.y >= rows.height {
      throw text.error(
        .anchorOutside(width: rows.width, height: rows.height), at: anchor.offset)
    }
    let unscaled = Kernel(
      channels: rows.channels, height: rows.height, width: rows.width, weights: rows.weights,
      offset: offset ?? .zero, anchor: anchor?.value)
    return unscaled.scaled(by: try factor(for: unscaled, in: text))
  }

  private func factor(for kernel: Kernel, in text: KernelText) throws(KernelError) -> Fraction {
    switch divisor {
    case nil:
      return scale ?? .one
    case .number(let number):
      return number.reciprocal ?? .one
    case .sum:
      let place = keys[.divisor] ?? 0
      guard !kernel.isZeroSum else { throw text.error(.zeroSum, at: place) }
      guard let factor = Fraction(exactly: kernel.sum)?.reciprocal else {
        throw text.error(.inexactSum, at: place)
      }
      return factor
    }
  }

  private func values(
    of key: KernelKey, _ count: Int, _ value: Range<Int>, in text: KernelText
  ) throws(KernelError) -> [Range<Int>] {
    let layout = CellLayout(value, of: text)
    if let place = layout.emptyCell { throw text.emptyCell(at: place) }
    if let mixed = layout.mixedFraction {
      throw text.error(.mixedFraction(text.excerpt(mixed)), at: mixed.lowerBound)
    }
    if count == 1, layout.count == 2, let pair = layout.pair { throw text.decimalComma(pair) }
    let found = layout.count
    guard found == count else {
      if nameOfUnusualCharacter(in: text.string(value)) != nil {
        let written = text.excerpt(text.trimmed(value))
        throw text.error(
          key == .anchor ? .notAPosition(written) : .notANumber(written),
          at: text.trimmed(value).lowerBound)
      }
      throw text.error(
        .valueCount(key: key.rawValue, expected: count, found: found),
        at: text.excess(in: value, over: count))
    }
    return text.tokens(in: value, atMost: count)
  }

  private func number(
    of key: KernelKey, _ value: Range<Int>, in text: KernelText
  ) throws(KernelError) -> Fraction {
    let token = try values(of: key, 1, value, in: text)[0]
    let number = try text.fraction(token, allowsFractions: true)
    guard key == .offset || number != .zero else {
      throw text.error(.zeroScale(key: key.rawValue), at: token.lowerBound)
    }
    return number
  }

  private func divisor(_ value: Range<Int>, in text: KernelText) throws(KernelError) -> Divisor {
    let token = try values(of: .divisor, 1, value, in: text)[0]
    return text.string(token) == "sum" ? .sum : .number(try number(of: .divisor, value, in: text))
  }

  private func position(
    _ tokens: [Range<Int>], in text: KernelText
  ) throws(KernelError) -> Anchor {
    var parts: [Int] = []
    for token in tokens {
      guard let part = text.wholeNumber(token) else {
        throw text.error(.notAPosition(text.excerpt(token)), at: token.lowerBound)
      }
      parts.append(part)
    }
    return Anchor(x: parts[0], y: parts[1])
  }

  private func combination(
    _ value: Range<Int>, in text: KernelText
  ) throws(KernelError) -> Combination {
    let token = try values(of: .combine, 1, value, in: text)[0]
    guard let combination = Combination(rawValue: text.string(token)) else {
      let suggestion = nearestName(
        to: text.string(token), among: Combination.allCases.map(\.rawValue))
      throw text.error(
        .unknownCombination(text.excerpt(token), suggestion: suggestion), at: token.lowerBound)
    }
    return combination
  }
}
