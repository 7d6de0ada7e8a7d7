/// What the peers' script of first layers printed: milliseconds for each case and peer.
struct PeerTimes {
  /// The peers in the order of the script.
  private(set) var names: [String] = []

  private var times: [String: [String: Double]] = [:]

  /// Runs the script and reads its lines, `CASE PEER PRECISION best TIME ms median TIME ms …`.
  ///
  /// - Parameters:
  ///   - script: The script's path.
  ///   - python: The Python that runs it.
  /// - Throws: `BenchmarkError.peersFailed`.
  init(script: String, python: String) throws {
    for words in try PeerScript.lines(of: script, python: python) {
      guard let best = words.firstIndex(of: "best"), best > 2, best + 1 < words.count,
        let time = Double(words[best + 1])
      else { continue }
      let name = words[best - 2..<best].joined(separator: " ")
      if !names.contains(name) { names.append(name) }
      times[words[..<(best - 2)].joined(separator: " "), default: [:]][name] = time
    }
  }

  /// The best time of a peer.
  ///
  /// - Parameters:
  ///   - name: The peer.
  ///   - layers: The case.
  /// - Returns: Milliseconds, nil where the script does not time it.
  func time(of name: String, layers: String) -> Double? { times[layers]?[name] }
}
