extension FileContent {
  /// The start of a file as text; nil where a control character but white space occurs.
  ///
  /// Letters beyond ASCII may follow the first character.
  static func text(_ start: [UInt8]) -> String? {
    let byteOrderMark: [UInt8] = [0xef, 0xbb, 0xbf]
    guard start[0] < 0x80 || start.starts(with: byteOrderMark),
      start.allSatisfy({ ($0 >= 0x20 && $0 != 0x7f) || (0x09...0x0d).contains($0) })
    else { return nil }
    return String(decoding: start, as: UTF8.self)
  }

  /// What a text is: what servers send in place of a file has a name, and so have a few formats.
  static func kind(ofText text: String) -> FileContent {
    let text = text.lowercased()
    let first = text.first { !$0.isWhitespace && $0 != "\u{feff}" }
    if text.hasPrefix("version https://git-lfs.github.com/") {
      return .other("a pointer of Git LFS", remedy: "fetch the file itself with 'git lfs pull'")
    }
    if first == "<" { return kind(ofMarkup: text) }
    if first == "{" {
      if text.contains("\"weight_map\"") || text.contains(".safetensors\"") {
        return .other(
          "an index of safetensors files", remedy: "name one of the files that it lists")
      }
      let answers = ["\"error", "\"message\"", "\"detail\"", "\"status\"", "\"statuscode\""]
      if answers.contains(where: text.contains) {
        return .other("a server's answer in JSON", remedy: downloadAgain)
      }
      return .other("a JSON file")
    }
    if text.hasPrefix("model_checkpoint_path:") {
      return .other("a list of TensorFlow's checkpoints")
    }
    if isPickle(text) { return .other("a Python pickle", remedy: FileSignature.unpickle) }
    return .text
  }

  private static func kind(ofMarkup text: String) -> FileContent {
    if text.contains("<svg") { return .other("an SVG drawing") }
    let page = ["<!doctype html", "<html", "<head", "<body", "<script", "<title"]
    if page.contains(where: text.contains) { return .other("a web page", remedy: downloadAgain) }
    if text.contains("<error") || text.contains("<code>") {
      return .other("a server's answer in XML", remedy: downloadAgain)
    }
    if text.contains("<net ") { return .other("a network of OpenVINO") }
    return text.contains("<?xml") ? .other("an XML file") : .text
  }

  /// Whether a text begins as a pickle of protocol 0: a dictionary, list or tuple with its number in
  /// the memo, or a name on two lines that something is made by.
  private static func isPickle(_ text: String) -> Bool {
    for opening in ["(dp", "(lp", "(ip", "(tp"] where text.hasPrefix(opening) {
      return text.dropFirst(3).first.map { $0.isNumber } == true
    }
    guard text.hasPrefix("c") else { return false }
    let lines = text.split(separator: "\n", maxSplits: 2, omittingEmptySubsequences: false)
    guard lines.count == 3, let next = lines[2].first, "(pq".contains(next) else { return false }
    return (lines[0].dropFirst() + lines[1]).allSatisfy { character in
      character.isLetter || character.isNumber || character == "_" || character == "."
    }
  }
}
