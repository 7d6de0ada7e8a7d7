package import Files

/// Files in a folder that look like results of `maps`, `run` or `compare`, of which nothing tells
/// that lenslet has written them: their index may have been deleted.
package enum StrayResults {
  /// Looks for such files; links are not followed.
  ///
  /// - Parameters:
  ///   - folder: The folder of the results.
  ///   - earlier: What is known as results there.
  /// - Returns: Pictures and arrays in folders that are named like pictures and arrays, as those of
  ///   the results of an input are, and the pictures of single filters.
  package static func files(in folder: Path, besides earlier: EarlierResults) -> [Path] {
    var files: [Path] = []
    look(in: folder, isResult: false, isTop: true, &files)
    return files.filter { !earlier.removes($0) && !earlier.keeps($0) }
  }

  private static func look(
    in place: Path, isResult: Bool, isTop: Bool, _ files: inout [Path]
  ) {
    for name in (try? File.list(place)) ?? [] where !name.isHidden {
      let path = place.appending(name)
      switch FileKind(ofEntry: path) {
      case .directory: look(in: path, isResult: isResult || isData(name), isTop: false, &files)
      case .regular where isResult && isData(name): files.append(path)
      case .regular where isTop: continue
      case .regular where place.lastComponent == Path("filters") && isView(name): files.append(path)
      default: continue
      }
    }
  }

  private static func isData(_ name: Path) -> Bool {
    guard let found = name.fileExtension?.lowercased() else { return false }
    return ["png", "jpg", "jpeg", "npy", "npz", "safetensors"].contains(found)
      || found.hasPrefix("safetensors-") || found.hasPrefix("npz-")
  }

  private static func isView(_ name: Path) -> Bool {
    ComparisonFileNames.View.allCases.contains { view in
      name.display.hasSuffix("-\(view.rawValue).png")
    }
  }
}
