extension KernelBank {
  /// The bank in the project's own format.
  var lensletText: String {
    var text = comment
    for (index, kernel) in kernels.enumerated() {
      if index > 0 { text += "---\n" }
      if index == 0, let combination { text += "combine: \(combination.rawValue)\n" }
      text += keyLines(of: kernel)
      text += (0..<kernel.channels).map { table(of: kernel, channel: $0) }.joined(separator: "\n")
    }
    return text
  }

  /// The purpose as comment lines of at most 78 characters, where words allow it.
  private var comment: String {
    var lines: [String] = []
    // A zero byte is no part of a text that is read again.
    for word in purpose.split(whereSeparator: { $0.isWhitespace || $0 == "\0" }) {
      if let line = lines.last, line.count + word.count < 76 {
        lines[lines.count - 1] = line + " " + word
      } else {
        lines.append(String(word))
      }
    }
    return lines.map { "# " + $0 + "\n" }.joined()
  }

  private func keyLines(of kernel: Kernel) -> String {
    var text = ""
    if kernel.scale.numerator == 1, kernel.scale.denominator > 1 {
      text += "divisor: \(kernel.scale.denominator)\n"
    } else if kernel.scale != .one {
      text += "scale: \(kernel.scale)\n"
    }
    if kernel.offset != .zero { text += "offset: \(kernel.offset)\n" }
    if kernel.anchor != kernel.centre {
      text += "anchor: \(kernel.anchor.x),\(kernel.anchor.y)\n"
    }
    return text
  }

  /// The rows of a matrix with their columns aligned to the right.
  private func table(of kernel: Kernel, channel: Int) -> String {
    let rows = kernel.rows(ofChannel: channel).map { row in row.map(\.shortestText) }
    let widths = (0..<kernel.width).map { column in
      rows.reduce(0) { max($0, $1[column].utf8.count) }
    }
    return rows.map { row in
      zip(row, widths).map { text, width in
        String(repeating: " ", count: width - text.utf8.count) + text
      }.joined(separator: " ") + "\n"
    }.joined()
  }
}

extension Float {
  /// The shortest decimal that reads back as this number; whole numbers without a point.
  var shortestText: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
