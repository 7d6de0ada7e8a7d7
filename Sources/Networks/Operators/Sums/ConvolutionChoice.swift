import Pixels

/// The operator that convolves over one to three spatial dimensions.
///
/// - Parameters:
///   - dimensions: Spatial dimensions: the rank of the weights less two.
///   - strides: Positions between windows; none for 1.
///   - padding: What is padded with zeros.
///   - dilations: Positions between neighbouring weights; none for 1.
///   - groups: Groups of maps that are convolved apart.
/// - Returns: `Convolution` for one or two dimensions, `VolumeConvolution` for three.
/// - Throws: `LayerError` if a number is not possible, or a list has another length.
public func convolution(
  dimensions: Int, strides: [Int] = [], padding: SpatialPadding = .valid, dilations: [Int] = [],
  groups: Int = 1
) throws(LayerError) -> any Operator {
  try check(dimensions, "number of spatial dimensions", in: 1...3)
  let volumes = try VolumeConvolution(
    strides: strides, padding: padding, dilations: dilations, groups: groups)
  if dimensions == 3 { return volumes }
  return try Convolution(
    stride: try step(strides, dimensions), padding: try padding.planar(dimensions),
    dilation: try step(dilations, dimensions), groups: groups)
}

/// A step along rows and columns, or along the one row.
private func step(_ numbers: [Int], _ dimensions: Int) throws(LayerError) -> Step {
  guard !numbers.isEmpty else { return .one }
  guard numbers.count == dimensions else { throw .dimensions(dimensions, found: numbers.count) }
  return Step(x: numbers[dimensions - 1], y: dimensions == 1 ? 1 : numbers[0])
}
