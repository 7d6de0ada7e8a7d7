import Networks

extension Graph {
  /// Names that files can have, for the values of a network that somebody else has named.
  ///
  /// Slashes make folders, so that none comes first or follows another; what is not printable ASCII
  /// becomes an underscore, and so does a dot at the beginning of a part. Where that makes two names
  /// alike, the later has its number behind it.
  ///
  /// - Parameter values: Values of the graph.
  /// - Returns: A name per value.
  func fileNames(of values: [Value]) -> [Value: String] {
    var taken: Set<String> = []
    var result: [Value: String] = [:]
    for value in values.sorted() {
      var name = Self.fileName(names[value])
      if name.isEmpty || !taken.insert(name.lowercased()).inserted {
        name += "~\(value)"
        taken.insert(name.lowercased())
      }
      result[value] = name
    }
    return result
  }

  private static func fileName(_ name: String) -> String {
    let parts = name.split(separator: "/").map { part in
      let printable = part.unicodeScalars.map { scalar in
        (0x20...0x7e).contains(scalar.value) ? String(scalar) : "_"
      }.joined()
      return printable.hasPrefix(".") ? "_" + printable.dropFirst() : printable
    }
    return String(parts.joined(separator: "/").prefix(200))
  }
}
