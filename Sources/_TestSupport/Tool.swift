public import Foundation

/// The built program, run as a process.
public enum Tool {
  /// What a run has left behind.
  public struct Run {
    /// The exit status.
    public let status: Int32

    /// Standard output.
    public let output: String

    /// Standard error.
    public let diagnostics: String
  }

  /// The folder of the package, three above this file.
  public static let package = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program lies beside the bundle of the tests.
  public static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "lenslet")

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: Everything after the name of the program.
  ///   - folder: The working folder; by default that of the package.
  ///   - environment: Variables that are set beside the inherited ones.
  ///   - outputDevice: What takes the standard output instead of being returned.
  ///   - program: What is run; by default `lenslet`.
  /// - Returns: Exit status, standard output and standard error.
  /// - Throws: What Foundation throws where the program cannot be started.
  public static func run(
    _ arguments: [String], in folder: URL = Self.package, environment: [String: String] = [:],
    outputDevice: String? = nil, program: URL = Self.program
  ) throws -> Run {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let inherited = ProcessInfo.processInfo.environment.filter { $0.key != "LENSLET_KERNELS" }
    process.environment = inherited.merging(environment) { $1 }
    // Files take any amount of text, where a pipe that nobody reads would block.
    let streams = try (0..<2).map { _ in try temporaryFile() }
    process.standardOutput =
      outputDevice.flatMap(FileHandle.init(forWritingAtPath:)) ?? streams[0].handle
    process.standardError = streams[1].handle
    try process.run()
    process.waitUntilExit()
    let texts = try streams.map { stream in
      defer { try? FileManager.default.removeItem(at: stream.url) }
      return String(decoding: try Data(contentsOf: stream.url), as: UTF8.self)
    }
    return Run(status: process.terminationStatus, output: texts[0], diagnostics: texts[1])
  }

  /// Makes a folder, calls the body with it and removes it.
  ///
  /// - Parameter body: What is done with the folder.
  /// - Throws: What the body throws.
  public static func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  private static func temporaryFile() throws -> (url: URL, handle: FileHandle) {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try Data().write(to: url)
    return (url, try FileHandle(forWritingTo: url))
  }
}
