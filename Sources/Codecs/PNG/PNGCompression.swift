/// How hard a PNG is compressed; the pixels are the same.
public enum PNGCompression: String, Hashable, Sendable, CaseIterable {
  /// One row filter for all rows, and a quick search at most.
  case fastest

  /// The best of five row filters for each row; about as small as libpng's files.
  case `default`

  /// As small as zlib's hardest search or a code without a search makes it, many times slower.
  case smallest
}
