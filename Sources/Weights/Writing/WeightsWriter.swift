import Spelling
import StoredNumbers

/// Writes tensors as `Float32` into a container, piece by piece.
///
/// The layout is fixed before anything is written, and depends on nothing but names, shapes and
/// metadata: equal tensors give equal bytes.
public protocol WeightsWriter: Sendable {
  /// Lays a file out.
  ///
  /// - Parameters:
  ///   - entries: What will be written, in this order; the types are ignored.
  ///   - metadata: Other texts, for containers that can hold them.
  /// - Throws: `WeightsError.notWritable` where the container cannot hold this.
  init(_ entries: [TensorEntry], metadata: WeightsMetadata) throws(WeightsError)

  /// Writes the file.
  ///
  /// - Parameters:
  ///   - values: Gives the row-major values of an entry; called once for each, in their order, so
  ///     that only one tensor is in memory.
  ///   - sink: Takes the bytes of the file, in pieces, from the first to the last.
  /// - Throws: What `values` and `sink` throw.
  func write<Failure: Error>(
    values: (TensorEntry) throws(Failure) -> [Float],
    to sink: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure)
}

extension WeightsWriter {
  /// The whole file in memory.
  ///
  /// - Parameters:
  ///   - tensors: What is written, in this order.
  ///   - metadata: Other texts, for containers that can hold them.
  /// - Returns: The bytes of the file.
  /// - Throws: `WeightsError.notWritable` where the container cannot hold this.
  public static func encode(
    _ tensors: [Tensor], metadata: WeightsMetadata = [:]
  ) throws(WeightsError) -> [UInt8] {
    let entries = tensors.map { TensorEntry(name: $0.name, shape: $0.shape, type: .float32) }
    let writer = try Self(entries, metadata: metadata)
    var file: [UInt8] = []
    var rest = tensors[...]
    try writer.write { _ throws(WeightsError) in
      rest.popFirst()?.values ?? []
    } to: { bytes throws(WeightsError) in
      file += bytes
    }
    return file
  }
}

/// The bytes of values as they stand in every container: little-endian `Float32`.
enum StoredFloats {
  private static let pieceCount = 1 << 16

  /// Hands the bytes over in pieces that stay in the cache.
  static func forEachPiece<Failure: Error>(
    of values: [Float], _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    for start in stride(from: 0, to: values.count, by: pieceCount) {
      let piece = values[start..<min(start + pieceCount, values.count)]
      try withPiece(littleEndianBits(of: piece), body)
    }
  }

  /// Hands the bytes of an array over, with the error of the body kept typed.
  static func withPiece<Element, Failure: Error>(
    _ array: [Element], _ body: (UnsafeRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    let outcome = array.withUnsafeBytes { bytes in
      Result { () throws(Failure) in try body(bytes) }
    }
    try outcome.get()
  }
}

extension TensorEntry {
  /// Bytes of the values as `Float32`; throws where the shape is none that can be written.
  func float32ByteCount(container: String) throws(WeightsError) -> Int {
    guard let count = TensorEntry(name: name, shape: shape, type: .float32).byteCount else {
      throw .notWritable(container: container, reason: "the shape of '\(name)' is too large")
    }
    return count
  }

  /// Throws where two entries have one name.
  static func requireDistinct(
    _ entries: [TensorEntry], container: String
  ) throws(WeightsError) {
    var seen: Set<ExactName> = []
    for entry in entries where !seen.insert(ExactName(entry.name)).inserted {
      throw .notWritable(container: container, reason: "two tensors are called '\(entry.name)'")
    }
  }
}
