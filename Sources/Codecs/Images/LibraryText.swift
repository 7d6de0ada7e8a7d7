import CImageCodecs

extension lenslet_outcome {
  /// The library's own text.
  var text: String {
    withUnsafeBytes(of: message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
