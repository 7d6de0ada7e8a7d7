public import Pixels

extension Image {
  /// A picture of 9 x 7 pixels whose samples nearly all differ, of which files are made to be damaged.
  ///
  /// - Parameters:
  ///   - layout: Its channels.
  ///   - isWide: Whether samples have 16 bits, not 8.
  /// - Returns: The picture.
  public static func small(_ layout: ChannelLayout, isWide: Bool = false) -> Image {
    let count = 9 * 7 * layout.channelCount
    let samples: Samples =
      isWide
      ? .uint16((0..<count).map { UInt16(truncatingIfNeeded: $0 &* 911) })
      : .uint8((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37) })
    return Image(size: ImageSize(width: 9, height: 7), layout: layout, samples: samples)
  }
}

/// A network of Caffe of a convolution, `conv1` with 2 filters of 3x3x3, and what needs no weights.
public let smallPrototxt = """
  name: "n" input: "data" input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 8
  layer { name: "conv1" type: "Convolution" bottom: "data" top: "conv1"
    convolution_param { num_output: 2 kernel_size: 3 stride: 2 pad: 1 } }
  layer { name: "relu1" type: "ReLU" bottom: "conv1" top: "conv1" }
  layer { name: "pool1" type: "Pooling" bottom: "conv1" top: "pool1"
    pooling_param { pool: MAX kernel_size: 2 stride: 2 } }
  layer { name: "p" type: "Softmax" bottom: "pool1" top: "p" }
  """
