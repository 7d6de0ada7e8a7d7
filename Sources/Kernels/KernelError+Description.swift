import Escaping

extension KernelError: CustomStringConvertible {
  /// Where it is, what is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .malformed(let problem, let file, let line, let column):
      "\(file):\(line):\(column): \(Self.wording(of: problem))"
    case .unusableArray(let problem, let file):
      "\(file): \(Self.wording(of: problem))"
    case .inexpressible(let feature, let name, let format):
      "\(name): a file of the format '\(format.rawValue)' cannot hold "
        + Self.wording(of: feature, in: format)
    case .foldedScale(let scale, let name):
      "\(name): a weight times the scale \(scale) is no 32-bit number: write a .kernel file"
    case .parameter(let parameter, let found, let allowed):
      Self.wording(of: parameter, found: found, allowed: allowed)
    case .tooManyWeights(let count):
      "the kernels would have \(count) numbers, but a kernel file has at most "
        + "\(KernelLimits.weights): make fewer, or smaller ones"
    case .vanishes(let purpose):
      "every weight would be 0: change the wavelength or the phase of this one: \(purpose)"
    }
  }

  private static func wording(
    of parameter: KernelParameter, found: Double, allowed: ClosedRange<Double>
  ) -> String {
    let kind = parameter == .size ? "a whole number" : "a number"
    let unit = parameter.unit.map { " " + $0 } ?? ""
    return "the \(parameter.rawValue) is \(kind) from \(allowed.lowerBound.shortestText) to "
      + "\(allowed.upperBound.shortestText)\(unit), not \(found.shortestText)"
  }

  private static func wording(of problem: KernelTextProblem) -> String {
    switch problem {
    case .notUTF8(let mistake):
      mistake.description
    case .zeroByte:
      "found U+0000 NULL, which is no character of a text (delete it)"
    case .noRows:
      "expected rows of numbers, found none"
    case .notANumber(let found):
      "expected a number, found \(quoted(found))" + advice(on: found)
    case .decimalComma(let found):
      "\(quoted(found)) may be one number or two: write decimals with a point, thousands "
        + "without a mark, and a blank after a comma between numbers"
    case .mixedFraction(let found):
      "\(quoted(found)) may be one number or two: write it as one fraction or decimal, or a comma "
        + "between two numbers"
    case .emptyCell(let separator):
      "a number is missing beside this \(separator): write 0 if that is meant"
    case .spreadsheetError(let found):
      "\(quoted(found)) is an error of a spreadsheet, not a number: correct the cell "
        + "(a comment has a blank after '#')"
    case .notFinite(let found):
      "expected a finite number, found \(quoted(found))"
    case .tooLarge(let found):
      "expected a number of at most 3.4e38, found \(quoted(found))"
    case .zeroDenominator(let found):
      "\(quoted(found)) divides by zero"
    case .fractionTooLong(let found):
      "expected whole numbers up to \(KernelLimits.fractionPart) on both sides of '/', "
        + "found \(quoted(found)): write it as a decimal"
    case .tooManyDigits(let found):
      "\(quoted(found)) has too many digits to be kept exactly: shorten it, or write a fraction"
    case .rowLength(let expected, let found):
      "expected \(count(expected, "number")) as in the first row, found \(found)"
    case .matrixHeight(let expected, let found):
      "expected \(count(expected, "row")) as in the first matrix of the block, found \(found) "
        + "(a blank line starts the matrix of the next channel)"
    case .channelCount(let expected, let found):
      "expected \(count(expected, "matrix", "matrices")) as in the first block, found \(found)"
    case .unknownKey(let key, let suggestion):
      "unknown key \(quoted(key))" + hint(suggestion, among: KernelKey.names)
    case .missingColon(let key, let found):
      "expected ':' after '\(key)'"
        + (nameOfUnusualCharacter(in: found).map { ", found \($0)" } ?? "")
    case .duplicateKey(let key, let firstLine):
      "'\(key)' is given a second time; the first is on line \(firstLine)"
    case .keyAfterRows(let key):
      "'\(key)' stands below the numbers: write it above the first row of its block"
    case .valueCount(let key, let expected, let found):
      "expected \(count(expected, "value")) after '\(key):', found \(found == 0 ? "none" : "\(found)")"
    case .scaleAndDivisor:
      "both 'scale' and 'divisor' are given: keep one"
    case .zeroScale(let key):
      "'\(key)' must not be zero"
    case .zeroSum:
      "the weights sum to zero, so they cannot be divided by their sum: give a number"
    case .inexactSum:
      "the sum of the weights has too many digits to divide by: give a number"
    case .notAPosition(let found):
      "expected a column and a row, counted from 0, found \(quoted(found))"
    case .anchorOutside(let width, let height):
      "expected a column from 0 to \(width - 1) and a row from 0 to \(height - 1)"
    case .unknownCombination(let found, let suggestion):
      "unknown combination \(quoted(found))"
        + hint(suggestion, among: Combination.allCases.map(\.rawValue))
    case .misplacedCombination:
      "'combine' belongs to the whole file: write it in the first block"
    case .matrixTooLarge:
      "a kernel has at most \(KernelLimits.side) rows and \(KernelLimits.side) columns"
    case .tooManyWeights:
      "a kernel file has at most \(KernelLimits.weights) numbers"
    case .matlab:
      "expected a matrix of libvips, found a file of MATLAB: save its numbers as text in a .kernel "
        + "file, or as .npy"
    case .vipsHeader(let found):
      "expected 'width height', 'width height scale' or 'width height scale offset', "
        + "found \(quoted(found))"
    case .rowCount(let expected, let found):
      "expected \(count(expected, "row")) as the first line says, found \(found)"
    case .geometry(let found):
      "expected a size such as '3x3' or '3x3+1+1' before ':', found \(quoted(found))"
    case .builtInKernel(let name):
      "\(quoted(name)) is a kernel that ImageMagick computes: write its size and numbers, "
        + "such as '3x3: 1,2,1,…'"
    case .notSquare(let count):
      "expected a square number of weights without a size, found \(count): "
        + "write a size such as '3x3:' in front"
    case .weightCount(let expected, let found):
      "expected \(count(expected, "number")) as the size says, found \(found)"
    case .rotation(let flag):
      flag == "@"
        ? "'@' turns 3x3 kernels only"
        : "'\(flag)' turns square kernels, single rows and columns only"
    }
  }

  private static func wording(of problem: KernelArrayProblem) -> String {
    switch problem {
    case .notText:
      "holds a NumPy array, not the text of a kernel"
    case .shape(let shape):
      "expected an array of the shape rows x columns, channels x rows x columns or "
        + "kernels x channels x rows x columns, found \(shape.map(String.init).joined(separator: "x"))"
    case .matrixTooLarge(let shape):
      "a kernel has at most \(KernelLimits.side) rows and \(KernelLimits.side) columns, "
        + "found \(shape.map(String.init).joined(separator: "x"))"
    case .notFinite(let index):
      "value \(index) (counted from 0) is not a finite 32-bit number"
    }
  }

  private static func wording(of feature: KernelFeature, in format: KernelFormat) -> String {
    switch feature {
    case .bank: "several kernels: write them one by one"
    case .channels: "one matrix per channel" + refuge
    case .combination: "'combine'" + refuge
    case .offset(let offset): "the offset \(offset)" + refuge
    case .scale(let scale):
      "the scale \(scale)" + refuge
        + (format == .vips ? "" : ", or round the weights with --fold-scale")
    case .anchor(let anchor): "the anchor \(anchor.x),\(anchor.y)" + refuge
    case .differentSizes: "kernels of different sizes" + refuge
    case .text: "text: write its array"
    }
  }

  /// How many characters of a file a message shows at most.
  static let shownCharacters = 32

  private static func quoted(_ found: String) -> String {
    quotedForTerminal(found, limit: shownCharacters)
  }

  /// Which format holds everything.
  private static let refuge = ": write a .kernel file"

  /// What to do about marks of other formats in what is not a number.
  private static func advice(on found: String) -> String {
    if found.contains(";") { return ": write blanks between numbers, and a line for each row" }
    return found.contains("\"") ? ": write numbers without quotation marks" : ""
  }

  private static func hint(_ suggestion: String?, among names: [String]) -> String {
    suggestion.map { "; did you mean '\($0)'?" } ?? "; expected \(names.joined(separator: ", "))"
  }

  private static func count(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
    "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
  }
}
