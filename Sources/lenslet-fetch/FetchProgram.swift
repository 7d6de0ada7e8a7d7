import Dispatch
import Foundation

/// Downloads one file for `lenslet weights get`: `lenslet-fetch URL PART OFFSET LIMIT`.
///
/// It is a program of its own because URLSession needs libcurl, which the main program, linked
/// without any library of the machine, should not wait for.
///
/// Lines on standard output tell how it goes: `size N` (bytes of the whole file), `at N` (bytes in
/// PART so far, ten times a second), and at the end `done` or `failed REASON`. When nobody reads
/// them any more, because the main program was ended, writing them ends this one too.
@main
enum FetchProgram {
  static func main() {
    // Ctrl-C reaches the main program too, which says what it means and ends, and so this ends.
    for request in [SIGINT, SIGHUP] { signal(request, SIG_IGN) }
    let arguments = CommandLine.arguments
    guard arguments.count == 5, let url = URL(string: arguments[1]),
      let offset = Int(arguments[3]), let limit = Int(arguments[4]), offset >= 0, limit >= 0
    else {
      FileHandle.standardError.write(
        Data("usage: lenslet-fetch URL PART OFFSET LIMIT\n".utf8))
      exit(64)
    }
    do throws(FetchError) {
      let part = try PartFile(arguments[2], keeping: offset)
      Transfer(of: url, to: part, limit: limit).start()
    } catch {
      end(.failure(error))
    }
    dispatchMain()
  }

  /// Says how far it is.
  static func tell(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }

  /// Says how it went, and ends the program.
  static func end(_ outcome: Result<Void, FetchError>) -> Never {
    switch outcome {
    case .success:
      tell("done")
      exit(0)
    case .failure(let error):
      tell("failed \(error)")
      exit(1)
    }
  }
}
