import Networks
import Pixels

/// LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition" (1998).
extension Model {
  static let leNets = [leNet5, caffeLeNet]

  /// LeNet-5 with the names of the paper.
  ///
  /// Its subsampling multiplies the mean of four values by a number per map; the paper multiplies their
  /// sum, so that its numbers are a quarter of these. Each map of C3 sees some of S2's maps (table I).
  static let leNet5 = Model(
    "lenet-5", "LeNet-5 for digits (LeCun, Bottou, Bengio and Haffner 1998)",
    shape: Shape(channels: 1, height: 32, width: 32),
    input: InputStage(
      resize: InputResize(.exact(ImageSize(width: 32, height: 32))), colour: .grey(),
      mean: .channels([0.1]), scale: [0.005], arithmetic: .scaleThenMean)
  ) { net in
    var maps = net.scaledTanh("C1.tanh", net.convolve("C1", net.input, 6, kernel: 5))
    maps = net.subsample("S2", maps)
    let three = [[0, 1, 2], [1, 2, 3], [2, 3, 4], [3, 4, 5], [0, 4, 5], [0, 1, 5]]
    let four = [
      [0, 1, 2, 3], [1, 2, 3, 4], [2, 3, 4, 5], [0, 3, 4, 5], [0, 1, 4, 5], [0, 1, 2, 5],
      [0, 1, 3, 4], [1, 2, 4, 5], [0, 2, 3, 5],
    ]
    maps = net.concat(
      "C3",
      [
        net.convolve("C3.three", of: three, maps), net.convolve("C3.four", of: four, maps),
        net.convolve("C3.all", maps, 1, kernel: 5),
      ])
    maps = net.subsample("S4", net.scaledTanh("C3.tanh", maps))
    maps = net.scaledTanh("C5.tanh", net.convolve("C5", maps, 120, kernel: 5))
    let numbers = net.dense("F6", net.flatten("flatten", maps), 84)
    let centres = net.parameter("output.centres", [10, 84])
    return net.add("output", [net.scaledTanh("F6.tanh", numbers), centres], RadialBasis())
  }

  /// The LeNet that comes with Caffe.
  static let caffeLeNet = Model(
    "lenet", "Caffe's LeNet for digits, of rectifiers and largest values (BVLC 2014)",
    shape: Shape(channels: 1, height: 28, width: 28),
    input: InputStage(
      resize: InputResize(.exact(ImageSize(width: 28, height: 28))), colour: .grey(),
      scale: [1 / 256])
  ) { net in
    var maps = net.convolve("conv1", net.input, 20, kernel: 5)
    maps = net.maxPool("pool1", maps, 2, stride: 2)
    maps = net.convolve("conv2", maps, 50, kernel: 5)
    maps = net.maxPool("pool2", maps, 2, stride: 2)
    let numbers = net.dense("ip1", net.flatten("flatten", maps), 500)
    return net.softmax("prob", net.dense("ip2", net.relu("relu1", numbers), 10))
  }
}

extension GraphBuilder {
  /// Halves maps by their means, which are multiplied, shifted and squashed.
  fileprivate mutating func subsample(_ name: String, _ input: Graph.Value) -> Graph.Value {
    var maps = averagePool("\(name).mean", input, 2, stride: 2)
    let shape = [channels(of: maps), 1, 1]
    maps = multiply("\(name).product", maps, parameter("\(name).coefficient", shape))
    maps = sum(name, maps, parameter("\(name).bias", shape))
    return scaledTanh("\(name).tanh", maps)
  }

  /// A map from each of some choices of maps, all choices of one length.
  fileprivate mutating func convolve(
    _ name: String, of choices: [[Int]], _ maps: Graph.Value
  ) -> Graph.Value {
    let chosen = choose("\(name).maps", maps, choices.flatMap(\.self))
    return convolve(name, chosen, choices.count, kernel: 5, groups: choices.count)
  }
}
