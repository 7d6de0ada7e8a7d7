/// How the numbers of a line are kept apart, which tells lists from numbers of another locale.
///
/// A comma between two digits is *tight*; with a blank beside it, it is *loose*.
struct CellLayout {
  /// Numbers, or what stands in their places.
  private(set) var count = 0

  /// The comma or the tab beside the first cell without a number; nil if none is empty.
  private(set) var emptyCell: Int?

  /// The first two numbers that may be one, as `0,25` is with a decimal comma; nil for none.
  private(set) var pair: Pair?

  /// Numbers if tight commas mark decimals; nil if they cannot, as in `1,2,1`.
  private(set) var decimalCount: Int?

  /// A whole number, a blank and a fraction beside commas or tabs, which may be one number, as
  /// `1 1/2` is in a spreadsheet; nil for none.
  private(set) var mixedFraction: Range<Int>?

  /// The tabs before the first number; empty for none.
  private(set) var leadingTabs: Range<Int>

  /// Whether tabs part some numbers.
  private(set) var hasTabs = false

  /// Whether blanks alone part some numbers.
  private(set) var hasBlanks = false

  /// Whether commas with blanks beside them part some numbers.
  private(set) var hasLooseCommas = false

  /// Looks at a line.
  ///
  /// - Parameters:
  ///   - range: Where it stands, with the separators at its ends.
  ///   - text: The text.
  /// - Complexity: O(bytes).
  init(_ range: Range<Int>, of text: KernelText) {
    let tabs = text.bytes[range].prefix { $0 == Self.tab }
    leadingTabs = tabs.startIndex..<tabs.endIndex
    guard text.bytes[range].contains(where: { $0 == Self.comma || $0 == Self.tab }) else {
      count = text.tokenCount(in: range)
      decimalCount = count
      hasBlanks = count > 1
      return
    }
    var chains = Chains()
    var rest = range
    var previous: Range<Int>?
    while let token = text.token(in: rest) {
      let gap = rest.lowerBound..<token.lowerBound
      note(gap, of: text, allowed: previous == nil ? 0 : 1)
      if let previous {
        noteTabs(gap, of: text)
        noteMixedFraction(previous, token, of: text)
      }
      let isTight = gap.count == 1 && text.bytes[gap.lowerBound] == Self.comma
      let joined =
        isTight ? previous.flatMap { Pair(first: $0, second: token, of: text) } : nil
      pair = pair ?? joined
      if isTight {
        chains.extend(joins: joined != nil)
      } else {
        chains.end()
        let hasComma = text.bytes[gap].contains(Self.comma)
        if previous != nil { hasBlanks = hasBlanks || !hasComma }
        hasLooseCommas = hasLooseCommas || (previous != nil && hasComma)
      }
      count += 1
      previous = token
      rest = token.upperBound..<range.upperBound
    }
    chains.end()
    // Blanks alone part the numbers of a list.
    if !hasTabs, !text.bytes[range].contains(Self.comma) { mixedFraction = nil }
    // One comma may end a line; it adds no number.
    note(rest, of: text, allowed: count == 0 ? 0 : 1)
    decimalCount = chains.arePairs ? count - chains.pairs : nil
  }

  /// Looks for commas that have a number missing between them.
  private mutating func note(_ gap: Range<Int>, of text: KernelText, allowed: Int) {
    guard emptyCell == nil else { return }
    emptyCell = gap.lazy.filter { text.bytes[$0] == Self.comma }.dropFirst(allowed).first
  }

  /// Looks for tabs that have a number missing between them, as a spreadsheet copies empty cells.
  private mutating func noteTabs(_ gap: Range<Int>, of text: KernelText) {
    hasTabs = hasTabs || text.bytes[gap].contains(Self.tab)
    guard emptyCell == nil, text.bytes[gap].allSatisfy({ $0 == Self.tab || $0 == 0x20 }) else {
      return
    }
    emptyCell = gap.lazy.filter { text.bytes[$0] == Self.tab }.dropFirst().first
  }

  /// Looks for a whole number with blanks alone between it and a fraction without a sign.
  private mutating func noteMixedFraction(
    _ whole: Range<Int>, _ fraction: Range<Int>, of text: KernelText
  ) {
    guard mixedFraction == nil,
      text.bytes[whole.upperBound..<fraction.lowerBound].allSatisfy({ $0 == 0x20 })
    else { return }
    let digits = text.bytes[whole].drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    let parts = text.bytes[fraction].split(
      separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    if digits.allSatisfy(\.isDigit), parts.count == 2, parts.joined().allSatisfy(\.isDigit) {
      mixedFraction = whole.lowerBound..<fraction.upperBound
    }
  }

  private static let tab = UInt8(ascii: "\t")
  private static let comma = UInt8(ascii: ",")

  /// Numbers with tight commas between them: only two alone can be one with a decimal comma.
  private struct Chains {
    private var links = 0
    private var joins = true
    private(set) var pairs = 0
    private(set) var arePairs = true

    mutating func extend(joins isJoined: Bool) {
      links += 1
      joins = joins && isJoined
    }

    mutating func end() {
      if links > 1 || !joins { arePairs = false }
      if links == 1, joins { pairs += 1 }
      (links, joins) = (0, true)
    }
  }
}

extension CellLayout {
  /// Two numbers with a comma between them that are one in another locale.
  struct Pair {
    /// Both, with the comma.
    let range: Range<Int>

    /// The digits before the comma, without sign: of `-0,25` the `0`.
    let whole: ArraySlice<UInt8>

    /// What follows the comma.
    let rest: ArraySlice<UInt8>

    /// Takes two numbers, or nil if they are two in every locale.
    init?(first: Range<Int>, second: Range<Int>, of text: KernelText) {
      var whole = text.bytes[first]
      if let sign = whole.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        whole = whole.dropFirst()
      }
      self.whole = whole
      rest = text.bytes[second]
      range = first.lowerBound..<second.upperBound
      guard let last = whole.last, last.isDigit, let next = rest.first, next.isDigit else {
        return nil
      }
      guard (isWhole || isGrouped) && isFraction || isWhole && endsInGroup else { return nil }
    }

    /// `12`: digits alone stand before the comma.
    private var isWhole: Bool { whole.allSatisfy(\.isDigit) }

    /// `1.000`: groups of three digits with points between them stand before the comma.
    var isGrouped: Bool {
      let groups = whole.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      return groups.count > 1 && (1...3).contains(groups[0].count)
        && groups[0].first != UInt8(ascii: "0") && groups.dropFirst().allSatisfy { $0.count == 3 }
        && groups.joined().allSatisfy(\.isDigit)
    }

    /// `25` or `5E-3`: digits that may follow a decimal comma.
    private var isFraction: Bool {
      let tail = rest.drop(while: \.isDigit)
      guard let mark = tail.first else { return true }
      let power = tail.dropFirst().drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
      return mark | 0x20 == UInt8(ascii: "e") && power.allSatisfy(\.isDigit)
    }

    /// `000.5` after one to three digits, as thousands are parted in English.
    private var endsInGroup: Bool {
      let tail = rest.drop(while: \.isDigit)
      return rest.count - tail.count == 3 && whole.count <= 3 && tail.first == UInt8(ascii: ".")
    }

    /// Whether zeros stand before the digits after the comma alone: `1,05`, `1,000`.
    var isPadded: Bool { rest.isPadded && !whole.isPadded }

    /// Whether a power of ten follows.
    var hasExponent: Bool { rest.contains { $0 | 0x20 == UInt8(ascii: "e") } }
  }
}

extension ArraySlice<UInt8> {
  /// Whether a zero stands before another digit.
  fileprivate var isPadded: Bool {
    count > 1 && first == UInt8(ascii: "0") && self[startIndex + 1].isDigit
  }
}

extension UInt8 {
  /// Whether this is an ASCII digit.
  fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
