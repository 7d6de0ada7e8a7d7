import Files
import Glibc
import Synchronization

/// The reader that is fed.
private let chosen = Mutex<Target?>(nil)

/// Chooses the reader that `FUZZ_TARGET` names, before the first file; without a name tells what
/// there is, and ends.
///
/// With `FUZZ_SEEDS` good files and a dictionary of the reader are written into that folder
/// instead.
///
/// - Parameter targets: What there is.
public func start(_ targets: [Target]) {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = targets.first(where: { $0.name == name }) else {
    print(targets.map(\.name).joined(separator: "\n"))
    exit(name.isEmpty ? 0 : 64)
  }
  chosen.withLock { $0 = target }
  guard let folder = getenv("FUZZ_SEEDS").map({ Path(String(cString: $0)) }) else { return }
  do {
    for (number, seed) in try target.seeds().enumerated() {
      try File.write(seed, to: folder.appending("made-\(number)"), makesDirectories: true)
      try target.read(seed)
    }
    let words = target.words.map { word in
      "\"" + word.utf8.map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        + "\"\n"
    }
    // libFuzzer takes no empty dictionary; a remark is enough.
    let dictionary = "# \(target.name)\n" + words.joined()
    try File.write(Array(dictionary.utf8), to: Path(folder.display + ".words"))
  } catch {
    print("\(target.name): a good file is refused: \(error)")
    exit(1)
  }
  exit(0)
}

/// Called by libFuzzer with each file.
///
/// That a reader gives a result or an error of its own kind is proved by its type; what is left to
/// go wrong ends the program, takes too long or too much memory. A second is one of the processor, as
/// others may run on the machine; libFuzzer's own clock is for what does not come back.
@_cdecl("LLVMFuzzerTestOneInput")
public func readOne(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let target = chosen.withLock({ $0 }) else { return 0 }
  let start = clock()
  do {
    try target.read(Array(UnsafeBufferPointer(start: data, count: count)))
  } catch {
    precondition(!"\(error)".isEmpty, "an error says what is wrong")
  }
  precondition(clock() - start < CLOCKS_PER_SEC, "a file of \(count) bytes took over a second")
  return 0
}
