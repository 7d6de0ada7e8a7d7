/// Reads user-defined kernel strings of ImageMagick, one or several with `;` between them.
///
/// A kernel is `WxH[+X+Y][@><]: v v …` or, without a size, a square number of values. Values are
/// separated by commas, blanks or line ends; `nan` and `-` are holes, which a convolution reads as
/// 0. The origin is ((W-1)/2, (H-1)/2) unless it is given, unlike that of this project in even
/// kernels. The flags make more kernels by turning the first clockwise: `@` in steps of 45 degrees
/// (3x3 only), `>` in steps of 90, each until the first one comes again, `<` by 180, 270 and 90.
struct ImageMagickKernelReader {
  private let text: KernelText
  private var kernels: [Kernel] = []
  private var room = KernelLimits.weights

  /// Reads a file, or the text of an argument.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - file: The name of the file.
  /// - Returns: The bank.
  /// - Throws: `KernelError.malformed`.
  static func read(_ bytes: [UInt8], file: String) throws(KernelError) -> KernelBank {
    var reader = ImageMagickKernelReader(
      text: try KernelText(bytes, file: file, separators: " \t,\r\n"))
    try reader.read()
    return KernelBank(name: KernelFile.bankName(of: file), kernels: reader.kernels)
  }

  private init(text: KernelText) {
    self.text = text
  }

  private mutating func read() throws(KernelError) {
    var start = 0
    repeat {
      let end = text.bytes[start...].firstIndex(of: UInt8(ascii: ";")) ?? text.bytes.count
      let content = text.trimmed(start..<end)
      start = end + 1
      if content.isEmpty, start >= text.bytes.count, !kernels.isEmpty { return }
      guard !content.isEmpty else { throw text.error(.noRows, at: end) }
      try readKernel(content)
    } while start <= text.bytes.count
  }

  private mutating func readKernel(_ content: Range<Int>) throws(KernelError) {
    guard let colon = text.bytes[content].firstIndex(of: UInt8(ascii: ":")) else {
      let values = try weights(in: content, expected: nil)
      let side = (1...KernelLimits.side).first { $0 * $0 >= values.count } ?? KernelLimits.side
      guard side * side == values.count else {
        if let pair = CellLayout(content, of: text).pair { throw text.decimalComma(pair) }
        throw text.error(.notSquare(count: values.count), at: content.lowerBound)
      }
      kernels.append(
        Kernel(
          height: side, width: side, weights: values,
          anchor: Anchor(x: (side - 1) / 2, y: (side - 1) / 2)))
      return
    }
    let head = text.trimmed(content.lowerBound..<colon)
    let size = try ImageMagickGeometry(head, of: text)
    let values = try weights(
      in: colon + 1..<content.upperBound, expected: size.width * size.height)
    let kernel = Kernel(
      height: size.height, width: size.width, weights: values, anchor: size.anchor)
    try append(kernel, turnedBy: size.rotation, at: head.lowerBound)
  }

  private mutating func append(
    _ kernel: Kernel, turnedBy rotation: ImageMagickGeometry.Rotation?, at offset: Int
  ) throws(KernelError) {
    guard let rotation else {
      kernels.append(kernel)
      return
    }
    guard let turned = kernel.turned(rotation) else {
      throw text.error(.rotation(rotation.rawValue), at: offset)
    }
    room -= (turned.count - 1) * kernel.weights.count
    guard room >= 0 else { throw text.error(.tooManyWeights, at: offset) }
    kernels += turned
  }

  private mutating func weights(
    in range: Range<Int>, expected: Int?
  ) throws(KernelError) -> [Float] {
    let count = text.tokenCount(in: range)
    if let expected, count != expected {
      throw text.wrongCount(in: range, expected: expected, found: count)
    }
    var values: [Float] = []
    var rest = range
    while let token = text.token(in: rest) {
      if room == 0 { throw text.error(.tooManyWeights, at: token.lowerBound) }
      values.append(
        text.isHole(token) ? 0 : try text.weight(token, allowsFractions: false))
      room -= 1
      rest = token.upperBound..<range.upperBound
    }
    return values
  }

}

extension KernelText {
  /// Whether a token stands for a place without a weight.
  func isHole(_ token: Range<Int>) -> Bool {
    token.count <= 3 && ["-", "nan"].contains(string(token).lowercased())
  }
}
