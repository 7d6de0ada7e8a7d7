public import Foundation

extension Tool {
  /// Runs a shell script in which `lenslet` is the built program.
  ///
  /// - Parameters:
  ///   - script: Commands of `sh`.
  ///   - folder: The working folder.
  /// - Returns: Exit status, standard output and standard error of the script.
  /// - Throws: What Foundation throws where the shell cannot be started.
  public static func shell(_ script: String, in folder: URL) throws -> Run {
    try run(
      ["-c", "lenslet() { \"$LENSLET\" \"$@\"; }\n" + script], in: folder,
      environment: ["LENSLET": program.path()], program: URL(filePath: "/bin/sh"))
  }

  /// The command that runs what follows as a user without rights; nil where there is none.
  public static var asNobody: String? {
    guard geteuid() == 0 else { return "" }
    let tool = "/usr/bin/setpriv"
    guard FileManager.default.isExecutableFile(atPath: tool) else { return nil }
    return "\(tool) --reuid=65534 --regid=65534 --clear-groups"
  }
}
