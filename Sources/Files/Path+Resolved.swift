import Glibc

extension Path {
  /// The absolute path with every link followed; nil where there is no such file.
  public var resolved: Path? {
    guard let text = withCString({ realpath($0, nil) }) else { return nil }
    defer { free(text) }
    return Path(bytes: UnsafeRawBufferPointer(start: text, count: strlen(text)))
  }

  /// The first link on the way from a folder to this path, itself not counted, where the folder
  /// that the path lies in is outside of that folder; nil where there is none.
  ///
  /// - Parameter folder: A folder that the path begins with.
  /// - Returns: The link.
  public func folderLink(below folder: Path) -> Path? {
    var link: Path?
    var place = parent
    while place.bytes.count > folder.bytes.count, place != folder {
      if FileKind.isLink(place) { link = place }
      place = place.parent
    }
    guard let link, let root = folder.resolved, let end = parent.resolved else { return nil }
    return end.isInside(root) ? nil : link
  }

  /// Whether a path is that of a folder or begins with it, as text alone.
  ///
  /// - Parameter folder: A folder; both paths are resolved, or both are normalised.
  /// - Returns: True for the folder itself too.
  public func isInside(_ folder: Path) -> Bool {
    let slash = UInt8(ascii: "/")
    let start = folder.bytes + (folder.bytes.last == slash ? [] : [slash])
    return self == folder || bytes.starts(with: start)
  }

  /// The same place as it will be once the folders that are missing were made: `..` behind a folder
  /// that is not there yet leads back out of it.
  public var settled: Path {
    let up = Path("..")
    guard components.contains(up) else { return self }
    var place = Path(isAbsolute ? "/" : ".")
    var missing: [Path] = []
    for component in components {
      if component == up, !missing.isEmpty {
        missing.removeLast()
      } else if missing.isEmpty,
        component == up || FileKind(of: place.appending(component)) != nil
      {
        place = place.appending(component)
      } else {
        missing.append(component)
      }
    }
    return missing.reduce(place) { $0.appending($1) }
  }
}
