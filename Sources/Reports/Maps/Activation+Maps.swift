package import Pixels

extension Activation {
  /// How many feature maps there are: batch times channels.
  package var mapCount: Int { shape.batch * shape.channels }

  /// The values of one feature map, row by row.
  ///
  /// - Parameter index: The channel, counted on through the batch.
  /// - Returns: `height * width` values.
  package func map(_ index: Int) -> ArraySlice<Float> {
    let count = shape.height * shape.width
    return values[index * count..<(index + 1) * count]
  }
}
