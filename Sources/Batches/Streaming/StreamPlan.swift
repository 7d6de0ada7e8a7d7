import Codecs
import Filtering
import Kernels
import Pixels
import Threads

/// How an image goes through its filters: in which strips, and in how much memory.
struct StreamPlan: Equatable {
  /// Why the whole image must be in memory.
  enum WholeReason: Equatable {
    case turned
    case interlaced
    case wrapped
    /// The results are computed twice, and the image is small enough to be kept for that.
    case measured
    /// Its samples are written for the page.
    case shown
  }

  /// Why the whole image is decoded at once; nil where strips suffice.
  let reason: WholeReason?

  /// Rows that are decoded at a time, or computed of each result where the image is whole.
  private(set) var stripRows: Int

  /// Strips in flight.
  private(set) var strips: Int

  private let imageCost: Int
  private let inputRowCost: Int
  private let keptRows: Int
  private let bandRows: Int
  private let stripCost: Int
  private let rowCost: Int
  private let fixedCost: Int

  /// Whether the whole image is decoded at once.
  var isWhole: Bool { reason != nil }

  /// Bytes that the image needs at most, about.
  var memory: Int {
    let input = keptRows.adding(stripRows).multiplied(by: inputRowCost)
    let result = stripCost.adding((stripRows + bandRows - 1).multiplied(by: rowCost))
    // The rows that were read last stay until the next are read.
    let streamed = fixedCost.adding(input.adding(input.adding(result).multiplied(by: strips)))
    // Freed blocks of other sizes lie between those in use.
    return imageCost.adding(streamed).adding(streamed / 5)
  }

  /// Plans an image.
  ///
  /// - Parameters:
  ///   - reader: An open file.
  ///   - conversion: What is done to samples.
  ///   - filters: What is computed.
  ///   - threads: How many threads may take part.
  ///   - format: What is written.
  ///   - compression: How hard PNGs are compressed.
  ///   - stripRows: Rows that are decoded at a time; nil for as many as the cache holds.
  ///   - isMisjudged: Whether strips have turned out not to do.
  ///   - isShown: Whether the page shows the samples of the image.
  init(
    _ reader: any ImageRowReader, _ conversion: Conversion, filters: [StripFilter], threads: Int,
    format: OutputFormat, compression: PNGCompression, stripRows: Int?, isMisjudged: Bool,
    isShown: Bool
  ) {
    let header = reader.header
    let (width, height) = (header.size.width, header.size.height)
    let channels = header.layout.channelCount
    let stored = header.sampleType == .uint16 ? 2 : 1
    let filtered = conversion.isLinear ? 4 : stored
    // A converted strip is there twice for a while, and one with alpha without it too.
    let copies =
      (conversion.isNeeded(for: header.layout) ? stored : 0)
      + filtered * (header.layout.hasAlpha ? 2 : 1)
    let rowBytes = width.multiplied(by: channels * copies)
    let kept = filters.map(\.keptRows).max() ?? 0
    let measured = filters.contains { $0.needsExtremes }

    let image = height.multiplied(by: rowBytes)
    bandRows = filters.map(\.rowsOfBand).max() ?? 1
    let rows = stripRows ?? max(StreamPlan.rows(of: rowBytes), bandRows)
    if isMisjudged || reader.orientation != .upright {
      reason = .turned
    } else if header.isInterlaced {
      reason = .interlaced
    } else if kept >= height && height > rows {
      reason = .wrapped
    } else if measured && image <= StreamPlan.smallImage {
      reason = .measured
    } else if isShown {
      reason = .shown
    } else {
      reason = nil
    }

    let costs = filters.map { filter in
      ResultCost(
        filter, format: format, compression: compression, hasAlpha: header.layout.hasAlpha,
        storedBytes: stored, filteredBytes: filtered)
    }
    // An image is there twice while it is turned, and as text too for the page.
    let copiesOfImage = (reason == nil ? 0 : reason == .turned ? 2 : 1) + (isShown ? 4 : 0)
    imageCost = image.multiplied(by: copiesOfImage).adding(header.decoderBytes)
    fixedCost = costs.map(\.fixed).reduce(StreamPlan.decoderBytes) { $0.adding($1) }
      .adding(width.multiplied(by: channels * (48 + 16 * filters.count)))
      .adding(filters.reduce(0) { $0 + $1.workingBytes }.multiplied(by: threads))
    inputRowCost = reason == nil ? rowBytes : 0
    keptRows = kept
    stripCost = costs.map(\.strip).max() ?? 0
    rowCost = costs.map(\.row).reduce(0) { $0.adding($1) }
    self.stripRows = min(height, rows)
    strips = threads + 1
  }

  /// What is told about a plan that is not the common one.
  ///
  /// - Parameter isMeasured: Whether the results are computed twice.
  /// - Returns: One line or none.
  func note(isMeasured: Bool) -> [String] {
    if let reason { return ["whole image in memory, because \(reason)"] }
    return isMeasured ? ["image decoded twice, because its results are computed twice"] : []
  }

  /// Takes fewer and lower strips where that keeps the image within a limit.
  mutating func fit(into limit: Int) {
    while memory > limit, strips > 1 { strips -= 1 }
    while memory > limit, stripRows > 1 { stripRows /= 2 }
  }

  /// A strip of about half a mebibyte, which stays in the second cache.
  private static func rows(of rowBytes: Int) -> Int {
    max(16, (1 << 19) / max(rowBytes, 1) / 16 * 16)
  }

  /// Larger images are decoded twice rather than kept, where results are computed twice.
  private static let smallImage = 64 << 20

  /// The block in which a file is read, and what a decoder itself needs, about.
  private static let decoderBytes = 3 << 18
}

extension StreamPlan.WholeReason: CustomStringConvertible {
  /// Why, as a part of a sentence.
  var description: String {
    switch self {
    case .turned: "it is stored turned"
    case .interlaced: "it is interlaced"
    case .wrapped: "the kernel or its border takes it all at once"
    case .measured: "its results are computed twice"
    case .shown: "the page shows it"
    }
  }
}
