import Escaping
import Spelling

extension KernelFile {
  /// Whether a text is one for people, such as the `README.txt` of a folder of kernels.
  ///
  /// The first line that is neither blank nor a comment decides: it begins with a word that is no
  /// key and is not near one, or has two words side by side. A text without such a line is one too.
  ///
  /// - Parameter bytes: The content of a file.
  /// - Returns: False also for what is not UTF-8.
  /// - Complexity: O(bytes).
  public static func isProse(_ bytes: [UInt8]) -> Bool {
    guard let text = try? textInUTF8(bytes) else { return false }
    let lines = String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
    let contents = lines.lazy.map { $0.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace) }
    guard let words = contents.first(where: { !$0.isEmpty }) else { return true }
    let key = words[0].prefix { $0 != ":" }
    if nearestName(to: String(key), among: KernelKey.names) != nil { return false }
    if key.first?.isLetter == true { return true }
    return zip(words, words.dropFirst()).contains { $0.isPlainWord && $1.isPlainWord }
  }
}

extension Substring {
  /// Two letters or more, maybe with a mark behind them.
  fileprivate var isPlainWord: Bool {
    let letters = prefix(while: \.isLetter)
    let rest = dropFirst(letters.count)
    return letters.count > 1 && (rest.isEmpty || (rest.count == 1 && !rest.contains("/")))
  }
}
