import _TestSupport

/// A network of an ONNX file, written node by node: one input of a picture.
struct ONNXFile {
  private var graph: [UInt8] = []
  private var generator = SeededGenerator(seed: 3)
  private let operatorSet: Int

  /// Starts a network.
  ///
  /// - Parameters:
  ///   - extents: The extents of its input `x`.
  ///   - operatorSet: The version of the operators.
  init(_ extents: [Int], operatorSet: Int = 17) {
    self.operatorSet = operatorSet
    let shape = extents.flatMap { Protobuf.bytes(1, Protobuf.number(1, $0)) }
    let type = Protobuf.bytes(1, Protobuf.number(1, 1) + Protobuf.bytes(2, shape))
    graph += Protobuf.bytes(11, Protobuf.text(1, "x") + Protobuf.bytes(2, type))
  }

  /// The bytes of the file.
  ///
  /// - Parameter outputs: What the network is for.
  /// - Returns: The file.
  func file(_ outputs: String...) -> [UInt8] {
    let ends = outputs.flatMap { Protobuf.bytes(12, Protobuf.text(1, $0)) }
    return Protobuf.number(1, 8) + Protobuf.bytes(7, graph + ends)
      + Protobuf.bytes(8, Protobuf.number(2, operatorSet))
  }

  /// Adds a node.
  ///
  /// - Parameters:
  ///   - operation: The operator.
  ///   - inputs: The names of what goes in; an empty one for what is left out.
  ///   - outputs: The names of what comes out, separated by spaces.
  ///   - attributes: Whole numbers; several are a list.
  ///   - lists: Lists of whole numbers, those of one number too.
  ///   - words: Texts.
  ///   - numbers: Numbers in single precision.
  mutating func node(
    _ operation: String, _ inputs: [String], _ outputs: String,
    _ attributes: [(String, [Int64])] = [], lists: [(String, [Int64])] = [],
    words: [(String, String)] = [], numbers: [(String, Float)] = []
  ) {
    let listed = lists.map { name, values in
      Protobuf.text(1, name) + Protobuf.bytes(8, Protobuf.varints(values)) + Protobuf.number(20, 7)
    }
    let integers = attributes.map { name, values in
      Protobuf.text(1, name)
        + (values.count == 1
          ? Protobuf.number(3, Int(values[0])) + Protobuf.number(20, 2)
          : Protobuf.bytes(8, Protobuf.varints(values)) + Protobuf.number(20, 7))
    }
    let texts = words.map { name, word in
      Protobuf.text(1, name) + Protobuf.text(4, word) + Protobuf.number(20, 3)
    }
    let singles = numbers.map { name, number in
      Protobuf.text(1, name) + Protobuf.single(2, number) + Protobuf.number(20, 1)
    }
    graph += Protobuf.bytes(
      1,
      inputs.flatMap { Protobuf.text(1, $0) }
        + outputs.split(separator: " ").flatMap { Protobuf.text(2, String($0)) }
        + Protobuf.text(3, outputs.split(separator: " ").joined(separator: "+"))
        + Protobuf.text(4, operation)
        + (integers + listed + texts + singles).flatMap { Protobuf.bytes(5, $0) })
  }

  /// Adds learned numbers, all different.
  mutating func weights(_ name: String, _ shape: [Int64], _ range: ClosedRange<Float> = -1...1) {
    let count = shape.reduce(1, *)
    let values = (0..<count).map { _ in Float.random(in: range, using: &generator) }
    floats(name, shape, values)
  }

  /// Adds numbers in single precision.
  mutating func floats(_ name: String, _ shape: [Int64], _ values: [Float]) {
    tensor(name, shape, type: 1, Protobuf.littleEndian(values.map(\.bitPattern)))
  }

  /// Adds whole numbers, a list unless extents are given.
  mutating func integers(_ name: String, _ values: [Int64], _ shape: [Int64]? = nil) {
    tensor(name, shape ?? [Int64(values.count)], type: 7, Protobuf.littleEndian(values))
  }

  /// Adds signed bytes.
  mutating func bytes(_ name: String, _ values: [Int8]) {
    tensor(name, [Int64(values.count)], type: 3, values.map { UInt8(bitPattern: $0) })
  }

  private mutating func tensor(_ name: String, _ shape: [Int64], type: Int, _ bytes: [UInt8]) {
    graph += Protobuf.bytes(
      5,
      Protobuf.bytes(1, Protobuf.varints(shape)) + Protobuf.number(2, type)
        + Protobuf.text(8, name) + Protobuf.bytes(9, bytes))
  }
}
