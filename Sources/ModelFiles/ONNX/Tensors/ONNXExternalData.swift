/// Where the values of an array lie in another file, as the entries `external_data` say.
public struct ONNXExternalData: Hashable, Sendable {
  /// The file, relative to the folder of the model; as it is written, and not yet checked.
  public let location: String

  /// The first byte of the values in that file.
  public let offset: Int

  /// How many bytes they take; nil if only their shape says it.
  public let byteCount: Int?

  /// Takes the entries; a checksum is not looked at.
  init(
    _ entries: [ONNXMetadata], of tensor: ModelFileError.Tensor
  ) throws(ModelFileError) {
    var location: String?
    var (offset, byteCount) = (0, Int?.none)
    for entry in entries {
      switch entry.key {
      case "location": location = entry.value
      case "offset": offset = try Self.number(entry, of: tensor)
      case "length": byteCount = try Self.number(entry, of: tensor)
      default: break
      }
    }
    guard let location else { throw .external(tensor, location: "", .noLocation) }
    (self.location, self.offset, self.byteCount) = (location, offset, byteCount)
  }

  private static func number(
    _ entry: ONNXMetadata, of tensor: ModelFileError.Tensor
  ) throws(ModelFileError) -> Int {
    guard let number = Int(entry.value), number >= 0 else {
      throw .external(tensor, location: "", .noNumber(key: entry.key, entry.value))
    }
    return number
  }
}
