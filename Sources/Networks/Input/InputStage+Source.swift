public import Pixels

extension InputStage {
  /// The part of a picture that a part of the input was made of.
  ///
  /// - Parameters:
  ///   - columns: Columns of the input.
  ///   - rows: Rows of the input.
  ///   - size: Width and height of the picture.
  /// - Returns: The pixels of the picture that lie under them, whole ones; what a resize reads
  ///   beside
  ///   them is left aside.
  /// - Throws: `InputError` where the picture does not fit.
  public func source(
    columns: Range<Int>, rows: Range<Int>, of size: ImageSize
  ) throws(InputError) -> (columns: Range<Int>, rows: Range<Int>) {
    let part = try part(of: size)
    func source(_ places: Range<Int>, from start: Int, _ resized: Int, _ count: Int) -> Range<Int> {
      let scale = Double(count) / Double(resized)
      let first = Int((Double(places.lowerBound + start) * scale).rounded(.down))
      let end = Int((Double(places.upperBound + start) * scale).rounded(.up))
      return min(max(first, 0), count)..<min(max(end, 0), count)
    }
    return (
      source(columns, from: part.columns.lowerBound, part.resized.width, size.width),
      source(rows, from: part.rows.lowerBound, part.resized.height, size.height)
    )
  }
}
