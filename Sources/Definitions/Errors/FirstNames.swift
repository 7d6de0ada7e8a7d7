extension [String] {
  /// The first ten of some names, and how many others there are.
  var firstTen: String {
    let shown = prefix(10).joined(separator: ", ")
    let others = count - 10
    if others <= 0 { return shown }
    return shown + (others == 1 ? " and 1 other" : " and \(others) others")
  }
}
