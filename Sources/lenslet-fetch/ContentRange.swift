/// Which part of a file an answer holds: `bytes START-END/SIZE`.
struct ContentRange {
  /// The place of the first byte.
  let start: Int

  /// The bytes of the whole file; nil where the server does not know.
  let size: Int?

  /// Reads the value of the header `Content-Range`; nil where it is of another form.
  init?(_ text: String) {
    let fields = text.split(whereSeparator: { " -/".contains($0) })
    guard fields.count == 4, fields[0] == "bytes", let start = Int(fields[1]), start >= 0 else {
      return nil
    }
    self.start = start
    size = Int(fields[3])
  }
}
