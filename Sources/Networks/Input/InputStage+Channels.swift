public import Pixels

extension InputStage {
  /// The same stage for filters that expect red, green and blue in the other order.
  ///
  /// A mean and a scale of three numbers, and a mean image of three channels, are turned with the
  /// channels, so that each colour keeps its own.
  ///
  /// - Parameter order: The order that comes out; a grey stage is returned as it is.
  /// - Returns: The stage; the same one where the order is the same already.
  public func reordered(_ order: ChannelOrder) -> InputStage {
    guard let former = colour.order, former != order else { return self }
    var stage = self
    stage.colour = .colour(order)
    stage.scale = scale.reversed()
    switch mean {
    case .channels(let numbers): stage.mean = .channels(numbers.reversed())
    case .image(let image) where image.shape.channels == 3:
      let plane = image.values.count / 3
      let values = [2, 1, 0].flatMap { image.values[$0 * plane..<($0 + 1) * plane] }
      stage.mean = .image(Activation(shape: image.shape, values: values))
    case .image, nil: break
    }
    return stage
  }
}
