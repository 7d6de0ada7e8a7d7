/// Tells, over the rows of a kernel, commas between numbers from commas that mark decimals.
///
/// A comma never marks decimals here. Where a file was written by a program or a person that does
/// so, its numbers would be read as twice as many; it is refused unless commas can only be those
/// of lists: `1,2,1` and `1, 2, 1`, and rows whose numbers would not make a matrix otherwise.
struct DecimalCommas {
  private var first: CellLayout?
  private var suspect: CellLayout.Pair?
  private var isPossible = true
  private var hasLooseCommas = false
  private var column = Column()
  private var hasTabs = false
  /// A tab with which a row begins, where other rows begin with fewer.
  private var missingCell: Int?

  /// Looks at a row.
  ///
  /// - Parameters:
  ///   - layout: How its numbers are kept apart.
  ///   - text: The text.
  /// - Throws: `emptyCell`, and `decimalComma` for what is no list at first sight.
  mutating func add(_ layout: CellLayout, in text: KernelText) throws(KernelError) {
    if let place = layout.emptyCell { throw text.emptyCell(at: place) }
    if let mixed = layout.mixedFraction {
      throw text.error(.mixedFraction(text.excerpt(mixed)), at: mixed.lowerBound)
    }
    let tabs = (first ?? layout).leadingTabs
    if tabs.count != layout.leadingTabs.count {
      let longer = tabs.count > layout.leadingTabs.count ? tabs : layout.leadingTabs
      missingCell = missingCell ?? longer.lowerBound
    }
    hasTabs = hasTabs || layout.hasTabs
    if hasTabs, let missingCell { throw text.emptyCell(at: missingCell) }
    if let pair = layout.pair {
      let isLonely = layout.decimalCount == 1
      if layout.hasBlanks || pair.isPadded || (isLonely && pair.isGrouped) {
        throw text.decimalComma(pair)
      }
      if isLonely { column.add(pair) }
      suspect = suspect ?? pair
    }
    let first = first ?? layout
    self.first = first
    isPossible =
      isPossible && layout.decimalCount != nil
      && layout.decimalCount == first.decimalCount
    hasLooseCommas = hasLooseCommas || layout.hasLooseCommas
    if layout.count != first.count, isPossible, let suspect { throw text.decimalComma(suspect) }
  }

  /// Looks at all rows together.
  ///
  /// - Parameter text: The text.
  /// - Throws: `decimalComma` if the rows make a matrix with decimal commas too, and that is what
  ///   they look like.
  func check(in text: KernelText) throws(KernelError) {
    guard isPossible, let suspect, hasLooseCommas || column.looksDecimal else { return }
    throw text.decimalComma(suspect)
  }

  /// Rows of two numbers, or of one with a decimal comma.
  private struct Column {
    private var isZero = true
    private var isSmall = true
    private var hasOther = false
    private var hasHundredths = false
    private var hasExponent = false
    private var rowCount = 0
    private var isOfHalves = true

    mutating func add(_ pair: CellLayout.Pair) {
      let isNothing = pair.whole.elementsEqual("0".utf8)
      isZero = isZero && isNothing
      isSmall = isSmall && (isNothing || pair.whole.elementsEqual("1".utf8))
      hasOther = hasOther || !["0", "1"].contains { pair.rest.elementsEqual($0.utf8) }
      hasHundredths = hasHundredths || (isNothing && pair.rest.count > 1)
      hasExponent = hasExponent || pair.hasExponent
      rowCount += 1
      isOfHalves = isOfHalves && ["5", "25", "75"].contains { pair.rest.elementsEqual($0.utf8) }
    }

    /// Whether one column of decimals is likelier than two of whole numbers: halves and quarters
    /// in every row are no second column of a kernel.
    var looksDecimal: Bool {
      hasExponent || (rowCount > 1 && isOfHalves) || (isZero && hasOther)
        || (isSmall && hasHundredths)
    }
  }
}

extension KernelText {
  /// Why a list of a known length has another one.
  ///
  /// - Parameters:
  ///   - range: Where it stands.
  ///   - expected: How many numbers it should have.
  ///   - found: How many it has.
  /// - Returns: What is no number at all, `emptyCell`, `decimalComma` if that gives the expected
  ///   number, or `weightCount`.
  func wrongCount(in range: Range<Int>, expected: Int, found: Int) -> KernelError {
    for token in tokens(in: range, atMost: expected + 1) where !isHole(token) {
      do throws(KernelError) {
        _ = try weight(token, allowsFractions: false)
      } catch {
        return error
      }
    }
    let layout = CellLayout(range, of: self)
    if let place = layout.emptyCell { return emptyCell(at: place) }
    if let pair = layout.pair, layout.decimalCount == expected { return decimalComma(pair) }
    return error(
      .weightCount(expected: expected, found: found), at: excess(in: range, over: expected))
  }

  /// Whether a comma without blanks stands between two tokens.
  func isTightComma(between first: Range<Int>, _ second: Range<Int>) -> Bool {
    first.upperBound + 1 == second.lowerBound && bytes[first.upperBound] == UInt8(ascii: ",")
  }

  /// The error for a missing number.
  ///
  /// - Parameter place: Where the comma or the tab beside it stands.
  /// - Returns: The error with that place.
  func emptyCell(at place: Int) -> KernelError {
    let separator = bytes[place] == UInt8(ascii: ",") ? "comma" : "tab"
    return error(.emptyCell(beside: separator), at: place)
  }

  /// The error for two numbers that may be one.
  ///
  /// - Parameter pair: Both.
  /// - Returns: The error with the place of the first.
  func decimalComma(_ pair: CellLayout.Pair) -> KernelError {
    error(.decimalComma(excerpt(pair.range)), at: pair.range.lowerBound)
  }
}
