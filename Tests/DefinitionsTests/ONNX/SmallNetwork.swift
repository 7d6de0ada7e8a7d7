import Networks
import Testing
import _TestSupport

/// A network of a few nodes with made numbers, and some numbers of every value.
struct SmallNetwork: Sendable, CustomTestStringConvertible {
  /// Numbers of a value that are known.
  struct Expected: Sendable {
    let name: String
    let shape: [Int]
    let largest: Float
    let numbers: [(place: Int, number: Float)]
  }

  let name: String

  /// The shape of what goes in.
  let shape: [Int]

  /// Some numbers of every value.
  private(set) var expected: [Expected] = []

  private var tensorCount = 0
  private var graph: [UInt8] = []

  var testDescription: String { name }

  /// All networks of the text that `Scripts/peers/networks.py` has written.
  static let all: [SmallNetwork] = text.split(separator: "\n").reduce(into: []) { networks, line in
    let words = line.split(separator: " ").map(String.init)
    if words[0] == "network" {
      networks.append(SmallNetwork(name: words[1], shape: extents(words[2])))
    } else {
      networks[networks.count - 1].read(words)
    }
  }

  private init(name: String, shape: [Int]) {
    self.name = name
    self.shape = shape
  }

  /// What goes in; it has the number of the tensors before it.
  var input: Tensor {
    Tensor(
      shape: shape,
      values: madeNumbers(tensorCount, count: shape.reduce(1, *), low: -1, high: 1))
  }

  /// The network as an ONNX file of operator set 17.
  var file: [UInt8] {
    let extents = shape.flatMap { Protobuf.bytes(1, Protobuf.number(1, $0)) }
    let type = Protobuf.bytes(1, Protobuf.number(1, 1) + Protobuf.bytes(2, extents))
    let whole =
      graph + Protobuf.bytes(11, Protobuf.text(1, "input") + Protobuf.bytes(2, type))
      + expected.flatMap { Protobuf.bytes(12, Protobuf.text(1, $0.name)) }
    return Protobuf.number(1, 8) + Protobuf.bytes(7, whole)
      + Protobuf.bytes(8, Protobuf.number(2, 17))
  }

  private mutating func read(_ words: [String]) {
    switch words[0] {
    case "tensor":
      // Bounds are numbers without a shape; `1` is one number of no extents.
      let shape = Self.extents(words[2])
      let isScalar = words[1] == "low" || words[1] == "high"
      let numbers = madeNumbers(
        tensorCount, count: shape.reduce(1, *), low: Float(words[3]) ?? 0,
        high: Float(words[4]) ?? 0)
      tensorCount += 1
      let extents = isScalar ? [] : shape.map(Int64.init)
      graph += Protobuf.bytes(
        5,
        Protobuf.bytes(1, Protobuf.varints(extents)) + Protobuf.number(2, 1)
          + Protobuf.text(8, words[1])
          + Protobuf.bytes(9, Protobuf.littleEndian(numbers.map(\.bitPattern))))
    case "node":
      let inputs = words[2].split(separator: ",").flatMap { Protobuf.text(1, String($0)) }
      graph += Protobuf.bytes(
        1,
        inputs + Protobuf.text(2, words[3]) + Protobuf.text(4, words[1])
          + words.dropFirst(4).flatMap { Protobuf.bytes(5, Self.attribute($0)) })
    default:
      expected.append(
        Expected(
          name: words[1], shape: Self.extents(words[2]), largest: Float(words[3]) ?? 0,
          numbers: words.dropFirst(4).map { word in
            let parts = word.split(separator: ":")
            return (Int(parts[0]) ?? 0, Float(parts[1]) ?? .nan)
          }))
    }
  }

  private static func extents(_ text: String) -> [Int] {
    text.split(separator: "x").compactMap { Int($0) }
  }

  /// An attribute: whole numbers between commas, one whole number, a number with a point, or a
  /// text.
  private static func attribute(_ word: String) -> [UInt8] {
    let parts = word.split(separator: "=").map(String.init)
    let name = Protobuf.text(1, parts[0])
    if parts[1].contains(",") {
      let numbers = parts[1].split(separator: ",").compactMap { Int64($0) }
      return name + Protobuf.bytes(8, Protobuf.varints(numbers)) + Protobuf.number(20, 7)
    }
    if let number = Int(parts[1]) {
      return name + Protobuf.number(3, number) + Protobuf.number(20, 2)
    }
    if let number = Float(parts[1]) {
      return name + Protobuf.single(2, number) + Protobuf.number(20, 1)
    }
    return name + Protobuf.text(4, parts[1]) + Protobuf.number(20, 3)
  }
}

/// Numbers made by splitmix64, as `Scripts/peers/networks.py` makes them.
///
/// - Parameters:
///   - place: The number of the tensor.
///   - count: How many numbers there are.
///   - low: The least.
///   - high: What they stay below, unless it is the least.
/// - Returns: The numbers.
private func madeNumbers(_ place: Int, count: Int, low: Float, high: Float) -> [Float] {
  (0..<count).map { index in
    var state = UInt64(place) << 32 &+ UInt64(index) &+ 0x9E37_79B9_7F4A_7C15
    state = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    state = (state ^ state >> 27) &* 0x94D0_49BB_1331_11EB
    state ^= state >> 31
    return low + (high - low) * (Float(state >> 40) / Float(1 << 24))
  }
}
