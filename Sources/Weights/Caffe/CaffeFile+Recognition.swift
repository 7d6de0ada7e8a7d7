extension CaffeFile {
  /// The two kinds of files, which have no magic number.
  enum Kind {
    /// A `.caffemodel`.
    case model

    /// A `.binaryproto`.
    case mean

    /// The kind that a name says.
    init?(_ name: WeightsFileName) {
      switch name.fileExtension {
      case "caffemodel": self = .model
      case "binaryproto": self = .mean
      default: return nil
      }
    }
  }

  /// Finds the message that a file could be.
  ///
  /// Every field of the outermost message must be one that Caffe defines, with its type, and the
  /// last must end where the file ends.
  ///
  /// - Parameter bytes: The whole file.
  /// - Returns: The kind of file; nil where it is neither.
  /// - Complexity: O(fields), at most a million of them.
  static func kind(of bytes: UnsafeRawBufferPointer) -> Kind? {
    if matches(bytes, isModelField, needing: [2, 100]) { return .model }
    if matches(bytes, isBlobField, needing: [5, 8]) { return .mean }
    return nil
  }

  private static func matches(
    _ bytes: UnsafeRawBufferPointer, _ isField: (ProtobufFields.Field) -> Bool,
    needing numbers: Set<Int>
  ) -> Bool {
    var fields = ProtobufFields(bytes, in: 0..<bytes.count, of: CaffeFile.container)
    var isComplete = false
    var nameCount = 0
    for _ in 0..<(1 << 20) {
      guard let field = try? fields.next() else { break }
      guard isField(field) else { return false }
      // A graph of TensorFlow has its nodes where a network of Caffe has its one name.
      nameCount += field.number == 1 ? 1 : 0
      guard nameCount <= 1 else { return false }
      isComplete = isComplete || numbers.contains(field.number)
    }
    return isComplete && fields.isAtEnd
  }

  /// The fields of `NetParameter`.
  private static func isModelField(_ field: ProtobufFields.Field) -> Bool {
    switch (field.number, field.value) {
    case (1...3, .bytes), (6, .bytes), (8, .bytes), (100, .bytes): true
    case (4, .varint), (4, .bytes), (5, .varint), (7, .varint): true
    default: false
    }
  }

  /// The fields of `BlobProto`.
  private static func isBlobField(_ field: ProtobufFields.Field) -> Bool {
    switch (field.number, field.value) {
    case (1...4, .varint), (5...9, .bytes), (5...6, .fixed32), (8...9, .fixed64): true
    default: false
    }
  }
}
