import Codecs

/// Writes tensors as a NumPy `.npz` file: a zip archive of `.npy` files, stored as they are.
public struct NpzWriter: WeightsWriter {
  private let entries: [TensorEntry]

  /// The array with what else is said; nil for nothing.
  private let metadata: [UInt8]?

  /// Lays a file out.
  ///
  /// - Parameters:
  ///   - entries: What will be written, in this order; the types are ignored.
  ///   - metadata: Other texts, which become the array `__metadata__` of JSON bytes, the last one.
  /// - Throws: `WeightsError.notWritable` where two names are the same, or the archive would need
  ///   the extensions for 4 GB or 65,535 entries.
  public init(
    _ entries: [TensorEntry], metadata: WeightsMetadata = [:]
  ) throws(WeightsError) {
    try TensorEntry.requireDistinct(entries, container: "npz")
    var total = 0
    for entry in entries {
      // Two headers of the archive with the name, and NumPy's own, take less than this besides.
      let overhead = 4096 + 2 * entry.name.utf8.count
      let size = try entry.float32ByteCount(container: "npz")
      guard size < UInt32.max, entry.name.utf8.count < 65_000 else {
        throw .notWritable(
          container: "npz", reason: "'\(entry.name)' is too large: use safetensors")
      }
      total += size + overhead
      guard total < UInt32.max else {
        throw .notWritable(container: "npz", reason: "it would exceed 4 GB: use safetensors")
      }
    }
    guard entries.count < UInt16.max else {
      throw .notWritable(
        container: "npz", reason: "\(entries.count) tensors are too many: use safetensors")
    }
    guard metadata.isEmpty || !entries.contains(where: { $0.name + ".npy" == MetadataText.member })
    else {
      throw .notWritable(container: "npz", reason: MetadataText.reserved)
    }
    self.metadata = metadata.isEmpty ? nil : MetadataText.array(of: metadata)
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
    var layout = StoredZipLayout()
    for entry in entries {
      let contents = try values(entry)
      precondition(
        contents.count == TensorEntry.elementCount(of: entry.shape),
        "a tensor has as many values as its shape")
      let header = NumpyHeader.encode(shape: entry.shape)
      var checksum = Checksum()
      header.withUnsafeBytes { checksum.add($0) }
      StoredFloats.forEachPiece(of: contents) { checksum.add($0) }
      let local = layout.add(
        name: entry.name + ".npy", size: header.count + 4 * contents.count,
        checksum: checksum.value)
      try StoredFloats.withPiece(local + header, sink)
      try StoredFloats.forEachPiece(of: contents, sink)
    }
    if let metadata {
      var checksum = Checksum()
      metadata.withUnsafeBytes { checksum.add($0) }
      let local = layout.add(
        name: MetadataText.member, size: metadata.count, checksum: checksum.value)
      try StoredFloats.withPiece(local + metadata, sink)
    }
    try StoredFloats.withPiece(layout.end(), sink)
  }
}
