import Files
import Testing
import Glibc

/// The data that lies beside the project and is never part of it.
enum SharedData {
  /// Why tests that need it are skipped.
  static let absence: Comment = "the folder 'shared' beside the checkout is absent"

  /// Whether there are weights.
  static var isPresent: Bool { FileIdentity(of: path("weights/formats")) != nil }

  /// A file of the data: beside the checkout, or where `LENSLET_SHARED` says.
  static func path(_ name: String) -> Path {
    let folder =
      getenv("LENSLET_SHARED").map { Path(String(cString: $0)) }
      ?? Path(#filePath).parent.parent.parent.parent.appending("shared")
    return folder.appending(name)
  }
}
