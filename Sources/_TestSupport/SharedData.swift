public import Files
import Glibc

/// The data that lies beside the project and is never part of it.
public enum SharedData {
  /// A file of the data: beside the checkout, or where `LENSLET_SHARED` says.
  ///
  /// - Parameter name: Its path below the folder of the data.
  /// - Returns: Where it is, if it is there.
  public static func path(_ name: String) -> Path {
    let folder =
      getenv("LENSLET_SHARED").map { Path(String(cString: $0)) }
      ?? Path(#filePath).parent.parent.parent.parent.appending("shared")
    return folder.appending(name)
  }
}
