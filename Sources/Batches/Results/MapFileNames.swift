import Files

/// The names of what 'maps' and 'run' write beside the maps.
package enum MapFileNames {
  /// The index of all files, in the folder of the results.
  package static let index = "index.jsonl"

  /// The script with the values of an input, in the folder of its results.
  static let pageInput = "input.js"

  /// The scripts with the values of an input that any command writes beside its results.
  static let pageScripts = [pageInput, "explain.js", "mislead.js"]

  /// Whether a file is named as the picture of one map, in the folder of a layer.
  static func isPicture(_ name: Path) -> Bool {
    name.fileExtension == "png"
      && name.withoutExtension.bytes.allSatisfy { ($0 &- UInt8(ascii: "0")) < 10 }
  }

  /// Whether files can be named after a layer: a path without `..`, of printable ASCII, that is not
  /// the name of the script beside them.
  static func isUsable(layer: String) -> Bool {
    (1...200).contains(layer.utf8.count) && layer.utf8.allSatisfy { (0x20...0x7E).contains($0) }
      && layer.split(separator: "/", omittingEmptySubsequences: false)
        .allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") && $0 != pageInput }
  }
}
