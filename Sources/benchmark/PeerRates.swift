/// What the peers' script printed: megapixels a second for each kernel and peer.
struct PeerRates {
  /// The peers in the order of the script.
  private(set) var names: [String] = []

  private var rates: [String: [String: Double]] = [:]

  /// Runs the script and reads its lines, `KERNEL PEER RATE MP/s PEER RATE MP/s…`.
  ///
  /// - Parameters:
  ///   - script: The script's path.
  ///   - python: The Python that runs it.
  /// - Throws: `BenchmarkError.peersFailed`.
  init(script: String, python: String) throws {
    for words in try PeerScript.lines(of: script, python: python) where !words.isEmpty {
      for index in words.indices.dropFirst(2) {
        guard words.indices.contains(index + 1), words[index + 1] == "MP/s",
          let rate = Double(words[index])
        else { continue }
        let name = words[index - 1]
        if !names.contains(name) { names.append(name) }
        rates[words[0], default: [:]][name] = rate
      }
    }
  }

  /// The rate of a peer.
  ///
  /// - Parameters:
  ///   - name: The peer.
  ///   - kernel: The kernel.
  /// - Returns: Megapixels a second, nil where the script does not time it.
  func rate(of name: String, kernel: String) -> Double? { rates[kernel]?[name] }
}
