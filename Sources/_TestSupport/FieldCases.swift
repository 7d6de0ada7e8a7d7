public import Foundation

/// The collection of files as people have them, with what is right for each.
public enum FieldCases {
  /// The folder: beside the checkout, or where `LENSLET_SHARED` says.
  public static var folder: URL {
    let shared =
      ProcessInfo.processInfo.environment["LENSLET_SHARED"].map { URL(filePath: $0) }
      ?? Tool.package.deletingLastPathComponent().appending(path: "shared")
    return shared.appending(path: "field-cases")
  }

  /// Whether the folder is there.
  public static var areThere: Bool { FileManager.default.fileExists(atPath: folder.path) }
}
