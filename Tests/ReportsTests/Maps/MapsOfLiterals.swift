import Pixels

/// Maps of one layer from literals.
func maps(_ channels: Int, _ height: Int, _ width: Int, _ values: [Float]) -> Activation {
  Activation(
    shape: Shape(channels: channels, height: height, width: width), values: values)
}
