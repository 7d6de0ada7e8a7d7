public import Escaping

/// Why a kernel cannot be read, written or generated.
public enum KernelError: Error, Equatable, Sendable {
  /// A text does not follow its format; the line and the column are those of the place, from 1.
  case malformed(KernelTextProblem, file: String, line: Int, column: Int)

  /// An array does not hold kernels.
  case unusableArray(KernelArrayProblem, file: String)

  /// A format cannot hold what a bank has.
  case inexpressible(KernelFeature, name: String, format: KernelFormat)

  /// A weight times the scale is beyond the range of `Float`.
  case foldedScale(Fraction, name: String)

  /// A number that a kernel is to be generated from is out of range, or not a number.
  case parameter(KernelParameter, found: Double, allowed: ClosedRange<Double>)

  /// Generated kernels have more weights than a kernel file may hold.
  case tooManyWeights(Int)

  /// A generated kernel has only zeros; the text is its purpose.
  case vanishes(String)
}

/// What is wrong at one place of a text.
public enum KernelTextProblem: Equatable, Sendable {
  /// The bytes are not UTF-8.
  case notUTF8(EncodingMistake)

  /// A byte is zero, which no program shows.
  case zeroByte

  /// The file, or a block of it, has no row of numbers.
  case noRows

  /// Something else stands where a number should.
  case notANumber(String)

  /// Infinite, or not a number.
  case notFinite(String)

  /// Two numbers with a comma between them that are one where a comma marks decimals.
  case decimalComma(String)

  /// A whole number and a fraction beside commas or tabs that may be one number.
  case mixedFraction(String)

  /// A number is missing beside a comma or, of that name, a tab.
  case emptyCell(beside: String)

  /// A cell of a spreadsheet that could not be computed; it begins like a comment.
  case spreadsheetError(String)

  /// A weight is beyond the range of `Float`.
  case tooLarge(String)

  /// A fraction has 0 below its line.
  case zeroDenominator(String)

  /// The parts of a fraction are too large to divide exactly.
  case fractionTooLong(String)

  /// A scale or an offset has too many digits to be kept exactly.
  case tooManyDigits(String)

  /// A row is shorter or longer than the first.
  case rowLength(expected: Int, found: Int)

  /// A matrix of a block has another number of rows than the first.
  case matrixHeight(expected: Int, found: Int)

  /// A block of a bank has another number of matrices than the first.
  case channelCount(expected: Int, found: Int)

  /// A line starts with a word that is no key.
  case unknownKey(String, suggestion: String?)

  /// A key stands without its colon; something else follows it.
  case missingColon(key: String, found: String)

  /// A key stands twice in a block.
  case duplicateKey(String, firstLine: Int)

  /// A key stands below the rows of its block.
  case keyAfterRows(String)

  /// A key has fewer or more values than it takes.
  case valueCount(key: String, expected: Int, found: Int)

  /// `scale` and `divisor` are given together.
  case scaleAndDivisor

  /// A scale or divisor is zero.
  case zeroScale(key: String)

  /// `divisor: sum`, but the weights sum to zero.
  case zeroSum

  /// `divisor: sum`, but the sum has too many digits to be kept exactly.
  case inexactSum

  /// A part of an anchor is not a whole number, 0 or more.
  case notAPosition(String)

  /// An anchor is not a column and a row of the kernel.
  case anchorOutside(width: Int, height: Int)

  /// `combine` names no way to combine.
  case unknownCombination(String, suggestion: String?)

  /// `combine` stands in another block than the first.
  case misplacedCombination

  /// A matrix is wider or higher than allowed.
  case matrixTooLarge

  /// A file has more weights than allowed.
  case tooManyWeights

  /// A file of MATLAB, whose extension is that of libvips too.
  case matlab

  /// The first line of a libvips matrix is not `width height [scale [offset]]`.
  case vipsHeader(String)

  /// A libvips matrix has another number of rows than its first line says.
  case rowCount(expected: Int, found: Int)

  /// The part before the colon of an ImageMagick kernel is not a size.
  case geometry(String)

  /// A kernel that ImageMagick makes from parameters.
  case builtInKernel(String)

  /// A list of numbers without a size is not a square.
  case notSquare(count: Int)

  /// An ImageMagick kernel has another number of values than its size says.
  case weightCount(expected: Int, found: Int)

  /// An ImageMagick kernel of this size cannot be turned.
  case rotation(String)
}

/// What is wrong with an array.
public enum KernelArrayProblem: Equatable, Sendable {
  /// The format holds an array where a text was to be read.
  case notText

  /// The number of dimensions is not 2, 3 or 4, or one of them is 0.
  case shape([Int])

  /// A matrix is wider or higher than allowed.
  case matrixTooLarge([Int])

  /// A value, counted from 0 in row-major order, is not a finite `Float`.
  case notFinite(index: Int)
}

/// What a format may not be able to hold.
public enum KernelFeature: Equatable, Sendable {
  /// Several kernels.
  case bank

  /// One matrix a channel.
  case channels

  /// A way to combine kernels.
  case combination

  /// An offset.
  case offset(Fraction)

  /// A scale.
  case scale(Fraction)

  /// An anchor.
  case anchor(Anchor)

  /// Kernels of different sizes.
  case differentSizes

  /// Text: the format holds an array.
  case text
}
