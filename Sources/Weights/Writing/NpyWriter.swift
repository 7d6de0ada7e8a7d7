import Codecs

/// Writes one tensor as a NumPy `.npy` file; its name is that of the file.
public struct NpyWriter: WeightsWriter {
  private let entry: TensorEntry

  /// Takes exactly one entry, and leaves metadata out.
  ///
  /// - Parameters:
  ///   - entries: The one entry.
  ///   - metadata: Ignored; the format has no place for it.
  /// - Throws: `WeightsError.notWritable` for none or several.
  public init(
    _ entries: [TensorEntry], metadata: WeightsMetadata = [:]
  ) throws(WeightsError) {
    guard let entry = entries.first, entries.count == 1 else {
      throw .notWritable(
        container: "npy", reason: "it has one array, not \(entries.count): choose one or use npz")
    }
    _ = try entry.float32ByteCount(container: "npy")
    self.entry = entry
  }

  /// Writes the file.
  ///
  /// - Parameters:
  ///   - values: Gives the row-major values of the entry.
  ///   - sink: Takes the bytes of the file.
  /// - Throws: What `values` and `sink` throw.
  public func write<Failure: Error>(
    values: (TensorEntry) throws(Failure) -> [Float],
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let contents = try values(entry)
    precondition(
      contents.count == TensorEntry.elementCount(of: entry.shape),
      "a tensor has as many values as its shape")
    try StoredFloats.withPiece(NumpyHeader.encode(shape: entry.shape), sink)
    try StoredFloats.forEachPiece(of: contents, sink)
  }
}
