import Codecs
import Filtering
import Pixels
import Threads

/// The memory that one result of an image takes while it is made, about.
struct ResultCost {
  /// Bytes a row of a strip in flight: what is computed, and what becomes of it until it is written.
  let row: Int

  /// Bytes a strip in flight, besides its rows: what compresses it.
  let strip: Int

  /// Bytes in any case: rows that do not fill a strip of the file yet, and what is to be written.
  let fixed: Int

  /// Estimates a result.
  ///
  /// - Parameters:
  ///   - filter: What is computed.
  ///   - format: What is written.
  ///   - compression: How hard PNGs are compressed.
  ///   - hasAlpha: Whether alpha is copied.
  ///   - storedBytes: Bytes a sample of the file.
  ///   - filteredBytes: Bytes a sample that is filtered.
  init(
    _ filter: StripFilter, format: OutputFormat, compression: PNGCompression, hasAlpha: Bool,
    storedBytes: Int, filteredBytes: Int
  ) {
    let (width, height) = (filter.size.width, filter.size.height)
    // Values as they are computed, in planes, and one plane as it is written.
    let valueBytes = width.multiplied(by: 12 * filter.channels)
    if format == .npy {
      (row, strip, fixed) = (valueBytes, 0, 0)
      return
    }
    let channels = filter.channels + (hasAlpha ? 1 : 0)
    let computed = width.multiplied(
      by: filter.channels * (filteredBytes + 4) + (hasAlpha ? channels * filteredBytes : 0))
    let written = width.multiplied(by: channels * storedBytes)
    guard format == .png else {
      (row, strip) = (computed, 0)
      fixed = min(1 << 20, height.multiplied(by: written)).adding(1 << 19)
      return
    }
    // Behind their filters, with an eighth of those before, and compressed, at worst an eighth longer.
    row = computed.adding(written.multiplied(by: 9) / 4)
    let longest = compression == .smallest ? 1 << 20 : 1 << 18
    let filtered = min(height.multiplied(by: written.adding(1)), max(longest, written.adding(1)))
    // The state of a search; the hardest is done twice.
    strip = (3 << 17).adding(filtered.multiplied(by: compression == .smallest ? 9 : 0) / 8)
    fixed = filtered.multiplied(by: 4).adding(1 << 18)
  }
}
