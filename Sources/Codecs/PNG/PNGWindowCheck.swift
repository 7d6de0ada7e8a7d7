import CImageCodecs

/// Whether compressed pixels repeat what lies farther back than their header declares.
///
/// Every decoder here keeps the largest window whatever the header says. Only for headers that
/// declare less the pixels are decompressed once more, a byte at a time beyond the first window,
/// which takes several times as long: so only their beginning, unless all is to be by the book.
final class PNGWindowCheck {
  private enum State {
    case begins
    case goesOn(OpaquePointer)
    case isDone
  }

  private let count: Int
  private var state = State.begins

  /// Whether the pixels so far do.
  private(set) var isExceeded = false

  /// Prepares for a stream.
  ///
  /// - Parameter isStrict: Whether all of it is looked at, and not only a quarter of a mebibyte.
  init(isStrict: Bool) { count = isStrict ? .max : 1 << 18 }

  deinit {
    if case .goesOn(let check) = state { lenslet_window_check_close(check) }
  }

  /// Looks at the next bytes of the zlib stream.
  ///
  /// - Complexity: O(1) where the window is the largest.
  func look(at bytes: UnsafeRawBufferPointer) {
    if case .begins = state, let first = bytes.first { begin(first) }
    guard case .goesOn(let check) = state else { return }
    let verdict = lenslet_window_check_go_on(check, lenslet_bytes(bytes))
    if verdict == lenslet_window_is_kept { return }
    isExceeded = verdict == lenslet_window_is_exceeded
    lenslet_window_check_close(check)
    state = .isDone
  }

  /// The first byte holds the method and the size of the window (RFC 1950, 2.2).
  private func begin(_ first: UInt8) {
    state = .isDone
    guard first & 15 == 8, first >> 4 < 7 else { return }
    if let check = lenslet_window_check_open(UInt32(first >> 4) + 8, count) {
      state = .goesOn(check)
    }
  }
}
