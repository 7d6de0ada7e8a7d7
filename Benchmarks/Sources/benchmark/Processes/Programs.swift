import Files
import Foundation

/// The programs that are run.
enum Programs {
  /// This program.
  static var benchmark: String {
    get throws(BenchmarkError) { try beside("benchmark") }
  }

  /// The program that is measured, of the same build.
  static var lenslet: String {
    get throws(BenchmarkError) { try beside("lenslet") }
  }

  /// The scripts of the peers.
  ///
  /// - Parameter name: A file of `Scripts/peers`.
  /// - Returns: Its path.
  static func script(_ name: String) -> String {
    var checkout = URL(filePath: #filePath)
    for _ in "Benchmarks/Sources/benchmark/Processes/Programs.swift".split(separator: "/") {
      checkout.deleteLastPathComponent()
    }
    return checkout.appending(path: "Scripts/peers").appending(path: name).path()
  }

  /// Whether a program is found as a shell finds it, and runs.
  ///
  /// - Parameter words: The program and arguments that make it end at once.
  /// - Returns: Whether it ended well.
  static func run(_ words: [String]) -> Bool { (try? output(of: words)) != nil }

  /// Runs a program to its end.
  ///
  /// - Parameter words: The program, found as a shell does, and its arguments.
  /// - Returns: Its standard output.
  /// - Throws: `BenchmarkError.failed`, `BenchmarkError.killed`, `BenchmarkError.cannotStart`.
  static func output(of words: [String]) throws(BenchmarkError) -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    let output = Pipe()
    process.standardOutput = output
    let command = words.joined(separator: " ")
    do { try process.run() } catch { throw .cannotStart(command) }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let status = Int(process.terminationStatus)
    if process.terminationReason == .uncaughtSignal {
      throw .killed(command: command, signal: status)
    }
    guard status == 0 else { throw .failed(command: command, status: status) }
    return text
  }

  private static func beside(_ name: String) throws(BenchmarkError) -> String {
    let path = (Path.executable ?? Path("benchmark")).parent.appending(name)
    guard FileKind(of: path) == .regular else { throw .noProgram(path.display) }
    return path.display
  }
}
