import Pixels
import Reports

/// Beneath a matrix: a bar and a letter for each group of columns, and a list of the letters.
struct GroupMarks {
  private let groups: [(letter: String, text: String, columns: Range<Int>)]
  private let columnWidth: Int

  private static let scale = PictureHeading.scale

  /// Pixels of the bars.
  private static let barHeight = 6

  /// Pixels between the matrix and the bars, the bars and the letters.
  private static let gap = 6

  /// Pixels between entries of the list.
  private static let space = 30

  /// Prepares the marks; groups without columns are left out.
  init(_ groups: [SimilarityPicture.Group], columnWidth: Int) {
    var marks: [(letter: String, text: String, columns: Range<Int>)] = []
    var column = 0
    for group in groups where group.count > 0 {
      let letter = Self.letter(of: marks.count)
      let name = group.name.shortened(to: 40)
      marks.append((letter, "\(letter) \(name) (\(group.count))", column..<column + group.count))
      column += group.count
    }
    self.groups = marks
    self.columnWidth = columnWidth
  }

  /// The height of bars, letters and list; 0 where there are no groups.
  func height(within width: Int) -> Int {
    guard let last = places(within: width).last else { return 0 }
    return Self.listTop + (last.line + 1) * PictureHeading.lineStep
  }

  /// Draws all of it below a matrix.
  ///
  /// - Parameters:
  ///   - canvas: What is drawn on.
  ///   - x: The left of the first column.
  ///   - y: The bottom of the matrix.
  ///   - listX: The left of the list.
  ///   - width: The width of the list.
  func draw(on canvas: inout Canvas, x: Int, y: Int, listX: Int, within width: Int) {
    var free = x
    for (index, group) in groups.enumerated() {
      let left = x + group.columns.lowerBound * columnWidth
      let right = x + group.columns.upperBound * columnWidth
      canvas.fill(
        x: left, y: y + Self.gap, width: right - left, height: Self.barHeight,
        with: index.isMultiple(of: 2) ? SheetColours.quiet : SheetColours.frame)
      let half = PixelFont.width(of: group.letter) * Self.scale / 2
      let middle = (left + right) / 2
      // A letter without room is left out; the order of the list tells which it is.
      if middle - half >= free {
        canvas.write(
          group.letter, .centred, x: middle, y: y + Self.letterTop, scale: Self.scale,
          in: SheetColours.title)
        free = middle + half + 4
      }
    }
    for (group, place) in zip(groups, places(within: width)) {
      canvas.write(
        group.text, x: listX + place.x,
        y: y + Self.listTop + place.line * PictureHeading.lineStep, scale: Self.scale,
        in: SheetColours.quiet)
    }
  }

  private static let letterTop = 2 * gap + barHeight

  private static let listTop = letterTop + PictureHeading.lineStep + 8

  private func places(within width: Int) -> [(x: Int, line: Int)] {
    WrappedLine.places(
      of: groups.map { PixelFont.width(of: $0.text) * Self.scale }, space: Self.space,
      within: width)
  }

  /// A to Z, then AA, AB and so on.
  private static func letter(of index: Int) -> String {
    let last = String(Unicode.Scalar(UInt8(65 + index % 26)))
    return index < 26 ? last : letter(of: index / 26 - 1) + last
  }
}
