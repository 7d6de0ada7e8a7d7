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
  public var lines: [String] {
    let count = bank.kernels.count
    let purpose = bank.purpose.isEmpty ? "" : ": " + escapedForTerminal(bank.purpose)
    var lines = [bank.name + purpose]
    if count > 1 { lines.append("\(count) kernels, \(bank.joining)") }
    for (index, kernel) in bank.kernels.enumerated() {
      lines += count > 1 ? ["", "kernel \(index + 1) of \(count)", ""] : [""]
      lines += matrices(of: kernel, cells: kernel.weights.map(\.shortText))
      lines += [""] + facts(about: kernel) + ["", responseTitle(of: kernel)]
      lines += matrices(of: kernel.flipped, cells: kernel.impulseResponse.map(\.shortText))
    }
    return lines
  }

  /// The matrix of each channel, with a line above where there are several.
  private func matrices(of kernel: Kernel, cells: [String]) -> [String] {
    let area = kernel.width * kernel.height
    return (0..<kernel.channels).flatMap { channel -> [String] in
      let title =
        kernel.channels > 1 ? ["  channel \(channel + 1) of \(kernel.channels)"] : []
      let text = MatrixText(
        cells: cells[channel * area..<(channel + 1) * area], width: kernel.width,
        marked: kernel.anchor)
      return title + text.lines.map { "  " + $0 }
    }
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
