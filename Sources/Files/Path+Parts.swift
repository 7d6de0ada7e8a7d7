private let slash = UInt8(ascii: "/")
private let dot = UInt8(ascii: ".")

extension Path {
  /// Whether the path starts at the root.
  public var isAbsolute: Bool { bytes.first == slash }

  /// Whether the path has a slash anywhere.
  public var hasSlash: Bool { bytes.contains(slash) }

  /// The names between slashes, without empty ones and without `.`.
  public var components: [Path] {
    bytes.split(separator: slash).filter { $0 != [dot] }.map { Path(unchecked: Array($0)) }
  }

  /// The name after the last slash that is not at the end; empty for the root.
  public var lastComponent: Path {
    Path(unchecked: bytes.split(separator: slash).last.map(Array.init) ?? [])
  }

  /// Everything before the last component: `.` where there is nothing, `/` under the root.
  public var parent: Path {
    var end = bytes.endIndex
    while end > 0, bytes[end - 1] == slash { end -= 1 }
    while end > 0, bytes[end - 1] != slash { end -= 1 }
    while end > 0, bytes[end - 1] == slash { end -= 1 }
    if end == 0 { return Path(isAbsolute ? "/" : ".") }
    return Path(unchecked: Array(bytes[..<end]))
  }

  /// The names that lead from a folder to this place; nil where it does not lie below it, as text
  /// alone.
  public func below(_ folder: Path) -> Path? {
    let (names, above) = (components, folder.components)
    guard isAbsolute == folder.isAbsolute, names.count > above.count, names.starts(with: above)
    else { return nil }
    let rest = names.dropFirst(above.count).map(\.bytes).joined(separator: [slash])
    return Path(unchecked: Array(rest))
  }

  /// Whether the last component starts with a dot.
  public var isHidden: Bool { lastComponent.bytes.first == dot }

  /// What follows the last dot of the last component; nil where there is no dot but the first.
  public var fileExtension: String? {
    extensionDot.map { String(decoding: bytes[($0 + 1)...], as: UTF8.self) }
  }

  /// The path without its extension and the dot before it.
  public var withoutExtension: Path {
    extensionDot.map { Path(unchecked: Array(bytes[..<$0])) } ?? self
  }

  /// The same place without `.`, empty components and the names before `..`, as text alone.
  ///
  /// Links are not looked at. A `..` that leads above a relative path stays.
  public var normalised: Path {
    var kept: [Path] = []
    for component in components {
      if component == Path("..") {
        if let last = kept.last, last != component {
          kept.removeLast()
          continue
        }
        if isAbsolute { continue }
      }
      kept.append(component)
    }
    let joined = Array(kept.map(\.bytes).joined(separator: [slash]))
    if isAbsolute { return Path(unchecked: [slash] + joined) }
    return joined.isEmpty ? Path(".") : Path(unchecked: joined)
  }

  /// A path below this one.
  ///
  /// - Parameter other: A relative path; an absolute one is the result as it is.
  /// - Returns: Both with one slash between them; `other` alone below `.` and the empty path.
  public func appending(_ other: Path) -> Path {
    if other.isAbsolute || bytes.isEmpty || bytes == [dot] { return other }
    if other.bytes.isEmpty { return self }
    return Path(unchecked: bytes + (bytes.last == slash ? [] : [slash]) + other.bytes)
  }

  /// A path below this one.
  ///
  /// - Parameter other: A relative path as text.
  /// - Returns: Both with one slash between them.
  public func appending(_ other: String) -> Path { appending(Path(other)) }

  /// Where the extension's dot stands.
  private var extensionDot: Int? {
    guard let last = bytes.lastIndex(of: dot) else { return nil }
    let start = bytes.lastIndex(of: slash).map { $0 + 1 } ?? 0
    let onlyDots = bytes[start...].prefix { $0 == dot }.count
    return last >= start + max(onlyDots, 1) ? last : nil
  }
}
