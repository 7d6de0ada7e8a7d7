/// How many pixels of a JPEG share a sample of each colour difference; brightness is kept for each.
public enum ChromaSubsampling: String, Hashable, Sendable, CaseIterable {
  /// None: every pixel has its own.
  case none = "4:4:4"

  /// Two pixels side by side.
  case halved = "4:2:2"

  /// Squares of two by two pixels.
  case quartered = "4:2:0"

  /// Pixels that share a sample, from left to right.
  var columns: Int { self == .none ? 1 : 2 }

  /// Pixels that share a sample, from top to bottom.
  var rows: Int { self == .quartered ? 2 : 1 }
}
