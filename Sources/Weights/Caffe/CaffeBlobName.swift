/// The name of a blob of a `.caffemodel`: `<layer>.weight`, `<layer>.bias`, then `<layer>.2` and so
/// on.
///
/// - Parameters:
///   - layer: The name of the layer.
///   - place: The place among the blobs of the layer, from 0.
/// - Returns: The name.
public func caffeBlobName(layer: String, place: Int) -> String {
  switch place {
  case 0: "\(layer).weight"
  case 1: "\(layer).bias"
  default: "\(layer).\(place)"
  }
}
