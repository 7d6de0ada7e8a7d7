import Foundation

/// A peer's script that runs, and times one run each time that it is asked.
final class PeerSession {
  private let process = Process()
  private let questions = Pipe()
  private let answers = Pipe()
  private var received: [UInt8] = []

  /// Starts a script.
  ///
  /// - Parameters:
  ///   - script: A file of `Scripts/peers`.
  ///   - arguments: Its arguments.
  ///   - python: The Python that runs it.
  /// - Throws: `BenchmarkError.cannotStart`.
  init(_ script: String, _ arguments: [String] = [], python: String) throws(BenchmarkError) {
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [python, Programs.script(script)] + arguments
    process.standardInput = questions
    process.standardOutput = answers
    do { try process.run() } catch { throw .cannotStart("\(python) \(script)") }
  }

  deinit {
    try? questions.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Asks for one run.
  ///
  /// - Parameter question: A line as the script takes it.
  /// - Returns: Seconds; nil where the peer is missing or the script has ended.
  func seconds(_ question: String) -> Double? {
    guard process.isRunning else { return nil }
    let line = Data((question + "\n").utf8)
    guard (try? questions.fileHandleForWriting.write(contentsOf: line)) != nil else { return nil }
    while !received.contains(UInt8(ascii: "\n")) {
      let bytes = answers.fileHandleForReading.availableData
      if bytes.isEmpty { return nil }
      received += bytes
    }
    let answer = received.prefix { $0 != UInt8(ascii: "\n") }
    received.removeFirst(answer.count + 1)
    return Double(String(decoding: answer, as: UTF8.self))
  }
}
