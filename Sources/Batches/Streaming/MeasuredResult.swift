import Codecs
import Filtering

/// The extremes of a result, for ranges that stretch it.
final class MeasuredResult: StreamedResult {
  private let filter: StripFilter

  /// The extremes of the rows so far.
  private(set) var extremes = ResultExtremes()

  init(_ filter: StripFilter) { self.filter = filter }

  func compute(_ outputs: Range<Int>, of strip: ImageStrip) -> ResultExtremes {
    filter.extremes(outputs, of: strip)
  }

  func receive(_ part: ResultExtremes) -> [StripCompression] {
    extremes.formUnion(part)
    return []
  }

  func store(_ compression: StripCompression) {}
}
