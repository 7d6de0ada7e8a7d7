import Foundation

/// A script that times the peers.
enum PeerScript {
  /// Runs a script.
  ///
  /// - Parameters:
  ///   - script: The script's path.
  ///   - python: The Python that runs it.
  /// - Returns: The words of each line that it printed.
  /// - Throws: `BenchmarkError.peersFailed`.
  static func lines(of script: String, python: String) throws -> [[String]] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, script]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchmarkError.peersFailed(script) }
    return text.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }
}
