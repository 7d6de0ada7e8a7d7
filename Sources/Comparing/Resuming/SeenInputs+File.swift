import Batches
import Comparison
import Files
import Reports

/// What stands before the numbers in the file of what a comparison has seen.
private struct Head: Codable {
  let settings: String
  let inputs: [ComparedInput]
  let places: [LayerComparison.Place]
  /// The hash of the numbers.
  let hash: String
}

extension SeenInputs {
  private static let mark = "lenslet: what a comparison has seen of its inputs"

  /// The file of what was seen.
  ///
  /// - Parameter settings: The hash of all that responses depend on beside the inputs.
  /// - Returns: Two lines of text, and the numbers.
  /// - Throws: `ReportError.recordNotEncodable`.
  func file(settings: String) throws(ReportError) -> [UInt8] {
    var numbers = StoredSums()
    statistics.store(in: &numbers)
    depth?.store(in: &numbers)
    let head = Head(
      settings: settings, inputs: inputs, places: places,
      hash: hashed(numbers.bytes))
    let lines = "\(Self.mark)\n\(try jsonLine(head))\n"
    return lines.utf8 + numbers.bytes
  }

  /// Takes what a file tells in the place of what was seen.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - settings: The hash of all that responses depend on.
  /// - Returns: nil where there is no such file, or it is of other settings or damaged.
  func restored(from path: Path, settings: String) -> SeenInputs? {
    guard FileKind(ofEntry: path) == .regular, let mapped = try? MappedFile(path) else {
      return nil
    }
    let parts = mapped.bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2)
    guard parts.count == 3, parts[0].elementsEqual(Self.mark.utf8),
      let head = jsonRecord(Head.self, Array(parts[1])), head.settings == settings
    else { return nil }
    let bytes = Array(parts[2])
    guard hashed(bytes) == head.hash else { return nil }
    var numbers = StoredSumsReader(bytes)
    var seen = self
    guard seen.statistics.restore(from: &numbers),
      seen.depth?.restore(from: &numbers) ?? true, numbers.isAtEnd
    else { return nil }
    seen.inputs = head.inputs
    seen.places = head.places
    return seen
  }
}

private func hashed(_ bytes: [UInt8]) -> String {
  var hash = ContentHash()
  bytes.withUnsafeBytes { hash.update($0) }
  return hash.text
}
