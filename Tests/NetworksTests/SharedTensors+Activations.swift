import Pixels
import _TestSupport

extension SharedTensors {
  /// Whether the weights of CaffeNet can be read.
  static var areThere: Bool { areThere("caffenet-bvlc-golden-activations.safetensors") }

  /// A tensor of single precision; missing extents in front are 1.
  func activation(_ name: String) throws -> Activation {
    let (shape, values) = try tensor(name)
    let extents = Array(repeating: 1, count: 4 - shape.count) + shape
    return Activation(
      shape: Shape(
        batch: extents[0], channels: extents[1], height: extents[2], width: extents[3]),
      values: values)
  }
}
