import Spelling

/// The JSON in the header of a safetensors file, as it is written.
struct SafetensorsJSON {
  /// What the header says of a tensor.
  struct Tensor {
    let name: String
    let type: String
    let shape: [Int]
    let begin: Int
    let end: Int
  }

  /// The tensors in the order of the header, no two of the same name.
  private(set) var tensors: [Tensor] = []

  /// The texts under `__metadata__`.
  private(set) var metadata: WeightsMetadata = [:]

  /// The key that is no tensor.
  static let metadataKey = "__metadata__"

  /// Reads a header.
  ///
  /// - Parameter text: The whole header.
  /// - Throws: `WeightsError.malformed` where it is no JSON, a name occurs twice, or a tensor is not
  ///   described as it should be.
  init(_ text: UnsafeRawBufferPointer) throws(WeightsError) {
    var scanner = JSONScanner(text)
    var names = Names()
    try scanner.object(orThrow: Self.noJSON) { (name, scanner) throws(WeightsError) in
      try names.insert(name)
      if ExactName(name) == ExactName(Self.metadataKey) {
        try readMetadata(&scanner)
      } else {
        tensors.append(try Self.tensor(name, &scanner))
      }
    }
    try Self.json { () throws(JSONScanner.Mistake) in try scanner.expectEnd() }
  }

  private mutating func readMetadata(_ scanner: inout JSONScanner) throws(WeightsError) {
    try Self.require(.object, [Self.metadataKey], &scanner)
    var names = Names(place: Self.metadataKey)
    try scanner.object(orThrow: Self.noJSON) { (name, scanner) throws(WeightsError) in
      try names.insert(name)
      try Self.require(.string, [Self.metadataKey, name], &scanner)
      metadata[name] = try Self.json { () throws(JSONScanner.Mistake) in try scanner.string() }
    }
  }

  private static func tensor(
    _ name: String, _ scanner: inout JSONScanner
  ) throws(WeightsError) -> Tensor {
    try require(.object, [name], &scanner)
    var names = Names(place: name)
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    try scanner.object(orThrow: noJSON) { (key, scanner) throws(WeightsError) in
      try names.insert(key)
      switch key {
      case "dtype":
        try require(.string, [name, key], &scanner)
        type = try json { () throws(JSONScanner.Mistake) in try scanner.string() }
      case "shape":
        shape = try integers(atMost: TensorEntry.maximumRank + 1, [name, key], &scanner)
      case "data_offsets":
        offsets = try integers(atMost: 2, [name, key], &scanner)
        guard offsets?.count == 2 else { throw unexpected([name, key]) }
      default: try json { () throws(JSONScanner.Mistake) in try scanner.skipValue() }
      }
    }
    guard let type else { throw missing("dtype", in: name) }
    guard let shape else { throw missing("shape", in: name) }
    guard let offsets else { throw missing("data_offsets", in: name) }
    return Tensor(name: name, type: type, shape: shape, begin: offsets[0], end: offsets[1])
  }

  /// The names that an object has so far.
  private struct Names {
    var place: String?
    private var seen: Set<ExactName> = []

    init(place: String? = nil) { self.place = place }

    mutating func insert(_ name: String) throws(WeightsError) {
      guard seen.insert(ExactName(name)).inserted else {
        throw .safetensors(
          "the name '\(name)' occurs twice in " + (place.map { "'\($0)' of " } ?? "")
            + "its header")
      }
    }
  }

  // MARK: Mistakes

  private static func json<Value>(
    _ read: () throws(JSONScanner.Mistake) -> Value
  ) throws(WeightsError) -> Value {
    do throws(JSONScanner.Mistake) { return try read() } catch { throw noJSON(error) }
  }

  private static func noJSON(_ mistake: JSONScanner.Mistake) -> WeightsError {
    let problem = mistake.depthLimit.map { "has values in more than \($0) others" }
    return .safetensors(
      "its header \(problem ?? "is no valid JSON"), at byte \(mistake.offset) of it")
  }

  private static func integers(
    atMost limit: Int, _ place: [String], _ scanner: inout JSONScanner
  ) throws(WeightsError) -> [Int] {
    try require(.array, place, &scanner)
    let integers = try json { () throws(JSONScanner.Mistake) in
      try scanner.integers(atMost: limit)
    }
    guard let integers else { throw unexpected(place) }
    return integers
  }

  private static func require(
    _ kind: JSONScanner.Kind, _ place: [String], _ scanner: inout JSONScanner
  ) throws(WeightsError) {
    let found = try json { () throws(JSONScanner.Mistake) in try scanner.kind() }
    guard found == kind else { throw unexpected(place) }
  }

  private static func unexpected(_ place: [String]) -> WeightsError {
    let path = place.map { "'\($0)'" }.joined(separator: " ")
    return .safetensors("\(path) of its header is not what it should be")
  }

  private static func missing(_ key: String, in name: String) -> WeightsError {
    .safetensors("'\(name)' of its header has no '\(key)'")
  }
}
