package import Files

/// Names of inputs, one a line, or each with a zero byte behind it.
///
/// Lines that start with `#` are remarks, empty ones nothing. A list in which there is a zero byte has
/// names of any other bytes.
package struct InputList: Sendable {
  /// The names.
  package let paths: [Path]

  /// The line by which a list of ours is known.
  private static let remark = "# inputs that failed: try them again with @"

  /// The name of the list of inputs that failed, in the folder of the results.
  package static let name = "failed.txt"

  /// Reads a list.
  ///
  /// - Parameters:
  ///   - bytes: The list.
  ///   - endsWithZero: Whether names end with a zero byte even if there is none.
  package init(_ bytes: [UInt8], endsWithZero: Bool = false) {
    if endsWithZero || bytes.contains(0) {
      paths = bytes.split(separator: 0).compactMap { name in
        name.starts(with: Self.remark.utf8) ? nil : Path(bytes: name)
      }
    } else {
      paths = bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
        let name = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        return name.isEmpty || name.first == UInt8(ascii: "#") ? nil : Path(bytes: name)
      }
    }
  }

  /// Writes the list of the inputs that failed, or removes that of an earlier run where none did.
  ///
  /// - Parameters:
  ///   - failed: The inputs, each with its name below the folder that was given.
  ///   - folder: The folder of the results. Where it is not there, and where it has a file of
  ///     that name that is no list of ours, nothing is written.
  /// - Throws: `BatchError.file`.
  package static func write(
    _ failed: [(path: Path, relative: Path)], in folder: Path
  ) throws(BatchError) {
    let file = folder.appending(name)
    guard FileKind(of: folder) == .directory else { return }
    if FileKind(ofEntry: file) != nil {
      let start = (try? File.readStart(of: file, count: remark.utf8.count))?.bytes
      guard start == Array(remark.utf8) else { return }
    }
    if failed.isEmpty {
      if FileKind(ofEntry: file) != nil { try wrapping(File.remove(file), as: BatchError.file) }
      return
    }
    let names = failed.map { $0.path.marked(before: $0.relative).bytes }
    let isPlain = names.allSatisfy { !$0.contains(UInt8(ascii: "\n")) }
    let end: [UInt8] = isPlain ? [UInt8(ascii: "\n")] : [0]
    let head = Array((remark + file.display).utf8) + end
    try writeResult(head + names.flatMap { $0 + end }, to: file)
  }
}

extension Path {
  /// The place from which an input counts, as `photos/./2024/a.png` marks it: the last `/./`; nil
  /// where there is none.
  var marked: (folder: Path, relative: Path)? {
    let mark = Array("/./".utf8)
    guard
      let start = bytes.indices.last(where: { bytes[$0...].starts(with: mark) }),
      let folder = Path(bytes: bytes[..<start]), let relative = Path(bytes: bytes[(start + 3)...]),
      !relative.components.isEmpty, !relative.components.contains(Path(".."))
    else { return nil }
    return (folder.bytes.isEmpty ? Path("/") : folder, relative.normalised)
  }

  /// The path with the mark before a name that it ends with.
  fileprivate func marked(before relative: Path) -> Path {
    if relative == lastComponent {
      // A name of its own needs no mark, but must not look like a remark or a list.
      let isOdd = bytes.first == UInt8(ascii: "#") || bytes.first == UInt8(ascii: "@")
      return isOdd ? Path(bytes: Array("./".utf8) + bytes) ?? self : self
    }
    guard bytes.suffix(relative.bytes.count) == relative.bytes[...] else { return self }
    // Empty for what lies below the folder '.', which paths leave out.
    let folder = Array(bytes.dropLast(relative.bytes.count))
    let start = folder.isEmpty ? Array("./".utf8) : folder
    return Path(bytes: start + Array("./".utf8) + relative.bytes) ?? self
  }
}
