/// Writes tensors and texts as a `.safetensors` file.
public struct SafetensorsWriter: WeightsWriter {
  private let entries: [TensorEntry]
  private let header: [UInt8]

  /// Lays a file out: metadata sorted by key, then the tensors in the given order.
  ///
  /// - Parameters:
  ///   - entries: What will be written, in this order; the types are ignored.
  ///   - metadata: Texts for `__metadata__`, which is left out where there are none.
  /// - Throws: `WeightsError.notWritable` where two names are the same, or one is `__metadata__`.
  public init(
    _ entries: [TensorEntry], metadata: WeightsMetadata = [:]
  ) throws(WeightsError) {
    try TensorEntry.requireDistinct(entries, container: "safetensors")
    var fields: [String] = []
    if !metadata.isEmpty {
      fields.append("\"\(SafetensorsJSON.metadataKey)\":\(MetadataText.json(of: metadata))")
    }
    var position = 0
    for entry in entries {
      guard entry.name != SafetensorsJSON.metadataKey else {
        throw .notWritable(container: "safetensors", reason: MetadataText.reserved)
      }
      let (end, overflow) = try position.addingReportingOverflow(
        entry.float32ByteCount(container: "safetensors"))
      guard !overflow else {
        throw .notWritable(container: "safetensors", reason: "the tensors are too large together")
      }
      let shape = entry.shape.map(String.init).joined(separator: ",")
      fields.append(
        "\(MetadataText.quoted(entry.name)):{\"dtype\":\"F32\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(position),\(end)]}")
      position = end
    }
    var text = Array("{\(fields.joined(separator: ","))}".utf8)
    // Spaces at the end keep the values at multiples of eight bytes.
    text += [UInt8](repeating: UInt8(ascii: " "), count: (8 - text.count % 8) % 8)
    header = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text
    self.entries = entries
  }

  /// Writes the file.
  ///
  /// - Parameters:
  ///   - values: Gives the row-major values of an entry.
  ///   - sink: Takes the bytes of the file.
  /// - Throws: What `values` and `sink` throw.
  public func write<Failure: Error>(
    values: (TensorEntry) throws(Failure) -> [Float],
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    try StoredFloats.withPiece(header, sink)
    for entry in entries {
      let contents = try values(entry)
      precondition(
        contents.count == TensorEntry.elementCount(of: entry.shape),
        "a tensor has as many values as its shape")
      try StoredFloats.forEachPiece(of: contents, sink)
    }
  }
}
