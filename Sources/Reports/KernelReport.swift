import Escaping
public import Kernels

/// What a person wants to know about the kernels of one file, as text.
///
/// For each kernel: its matrix as written with the anchor in brackets, size, scale, offset, sum,
/// gain, whether it is separable and into what, and the response to a unit impulse.
public struct KernelReport: Sendable {
  private let bank: KernelBank

  /// Prepares a report.
  ///
  /// - Parameter bank: The kernels.
  public init(_ bank: KernelBank) {
    self.bank = bank
  }

  /// The lines of the report, without spaces at their ends.
  public var lines: [String] { lines(width: .max) }

  /// The lines of the report, without spaces at their ends; sentences that are wider are folded, and a
  /// matrix that is wider is told to fewer digits, or else a part of its columns after the other.
  ///
  /// - Parameter width: How many characters a line may have.
  /// - Returns: The lines.
  public func lines(width: Int) -> [String] {
    let count = bank.kernels.count
    let purpose = bank.purpose.isEmpty ? "" : ": " + escapedForTerminal(bank.purpose)
    var lines = Self.folded(bank.name + purpose, width)
    if count > 1 { lines += Self.folded("\(count) kernels, \(bank.joining)", width) }
    for (index, kernel) in bank.kernels.enumerated() {
      lines += count > 1 ? ["", "kernel \(index + 1) of \(count)", ""] : [""]
      lines += matrices(of: kernel, kernel.weights, width: width)
      lines += [""] + facts(about: kernel) + [""] + Self.folded(responseTitle(of: kernel), width)
      lines += matrices(of: kernel.flipped, kernel.impulseResponse, width: width)
    }
    return lines
  }

  /// A sentence in lines of whole words.
  private static func folded(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(lines.isEmpty ? String(word) : "  " + word)
      }
    }
    return lines
  }

  /// The matrix of each channel, with a line above where there are several.
  private func matrices(
    of kernel: Kernel, _ values: [some ReportedNumber], width: Int
  ) -> [String] {
    let area = kernel.width * kernel.height
    return (0..<kernel.channels).flatMap { channel -> [String] in
      let title =
        kernel.channels > 1 ? ["  channel \(channel + 1) of \(kernel.channels)"] : []
      let part = values[channel * area..<(channel + 1) * area]
      let whole = Self.matrix(part.map(\.shortText), of: kernel, columns: 0..<kernel.width)
      return title + (Self.fits(whole, width) ? whole : Self.narrow(part, of: kernel, width: width))
    }
  }

  /// A matrix in a few digits, and where that is still too wide some columns after the others.
  private static func narrow(
    _ values: ArraySlice<some ReportedNumber>, of kernel: Kernel, width: Int
  ) -> [String] {
    for digits in [5, 4, 3] {
      let cells = values.map { $0.text(digits: digits) }
      let lines = matrix(cells, of: kernel, columns: 0..<kernel.width)
      if fits(lines, width) { return ["  rounded to \(digits) digits"] + lines }
    }
    let cells = values.map { $0.text(digits: 3) }
    for parts in 2...max(2, kernel.width) {
      let count = (kernel.width + parts - 1) / parts
      let blocks = stride(from: 0, to: kernel.width, by: count).map { first in
        let columns = first..<min(first + count, kernel.width)
        return (columns: columns, lines: matrix(cells, of: kernel, columns: columns))
      }
      guard count == 1 || blocks.allSatisfy({ fits($0.lines, width) }) else { continue }
      return ["  rounded to 3 digits"]
        + blocks.flatMap { columns, lines in
          ["  columns \(columns.lowerBound) to \(columns.upperBound - 1)"] + lines
        }
    }
    return matrix(cells, of: kernel, columns: 0..<kernel.width)
  }

  private static func fits(_ lines: [String], _ width: Int) -> Bool {
    lines.allSatisfy { $0.count <= width }
  }

  /// Some columns of a matrix.
  private static func matrix(
    _ cells: [String], of kernel: Kernel, columns: Range<Int>
  ) -> [String] {
    let chosen = (0..<kernel.height).flatMap { row in
      cells[row * kernel.width + columns.lowerBound..<row * kernel.width + columns.upperBound]
    }
    let anchor = kernel.anchor
    let text = MatrixText(
      cells: chosen[...], width: columns.count,
      marked: columns.contains(anchor.x)
        ? Anchor(x: anchor.x - columns.lowerBound, y: anchor.y) : nil)
    return text.lines.map { "  " + $0 }
  }

  private func facts(about kernel: Kernel) -> [String] {
    let anchor = "column \(kernel.anchor.x), row \(kernel.anchor.y), counted from 0 (in brackets)"
    let rows = [
      ["size", kernel.sizeText],
      ["anchor", anchor],
      ["scale", "\(kernel.scale)"],
      ["offset", "\(kernel.offset)"],
      ["sum", kernel.sum.shortText],
      ["gain", "\(kernel.gain.shortText) (\(kernel.gainInWords))"],
    ]
    return TextTable(columns: [.init(), .init()], rows: rows + separability(of: kernel)).lines()
  }

  private func separability(of kernel: Kernel) -> [[String]] {
    guard kernel.channels == 1 else { return [] }
    guard let factors = kernel.separable else { return [["separable", "no"]] }
    return [
      ["separable", "yes, the products of"],
      ["  column", factors.column.map(\.shortText).joined(separator: " ")],
      ["  row", factors.row.map(\.shortText).joined(separator: " ")],
    ]
  }

  private func responseTitle(of kernel: Kernel) -> String {
    let scale = kernel.scale == .one ? "" : ", times \(kernel.scale)"
    let offset = kernel.offset == .zero ? "" : ", plus \(kernel.offset)"
    return "response to a single 1 among zeros: the matrix turned by 180 degrees\(scale)\(offset)"
  }
}

/// A number of a matrix.
private protocol ReportedNumber {
  /// The number as it was written.
  var shortText: String { get }

  /// The number to some significant digits.
  func text(digits: Int) -> String
}

extension Float: ReportedNumber {
  fileprivate func text(digits: Int) -> String { Double(self).text(significantDigits: digits) }
}

extension Double: ReportedNumber {
  fileprivate func text(digits: Int) -> String { text(significantDigits: digits) }
}

extension Kernel {
  /// Width by height, `3x3`, and the channels where there are several, `11x11x3`.
  package var sizeText: String {
    "\(width)x\(height)" + (channels > 1 ? "x\(channels)" : "")
  }

  /// What the gain and the offset do to an image of one value.
  fileprivate var gainInWords: String {
    let words =
      switch gain {
      case _ where abs(gain) < 1e-6: "flat areas become 0"
      case _ where abs(gain - 1) < 1e-6: "flat areas keep their value"
      default: "flat areas are multiplied by it"
      }
    return words + (offset == .zero ? "" : ", plus the offset")
  }
}

extension KernelBank {
  /// How the results become one, as the end of a sentence.
  fileprivate var joining: String {
    switch combination {
    case .magnitude: "joined to the magnitude: the square root of the sum of squares"
    case .max: "joined to the largest of their results"
    case .sum: "joined to the sum of their results"
    case nil: "each with a result of its own"
    }
  }
}
