import Networks
import Testing

@Suite struct QuantisationTests {
  @Test("ONNX's example: halves to even, cut off at the ends")
  func example() throws {
    let input = Tensor(shape: [6], values: [0, 2, 3, 1000, -254, -1000])
    let output = try call(
      try QuantiseLinear(), input, Tensor(shape: [], values: [2]),
      Tensor(shape: [], integers: [128], type: .uint8))[0]
    #expect(output.integers == [128, 129, 130, 255, 1, 0])
    #expect(output.type == .uint8)
  }

  @Test(
    "without zeros the type is an attribute, with 0 for not-a-number",
    arguments: [
      (NumberType.int8, [-128, 127, 0, 2] as [Int64]), (.uint8, [0, 255, 0, 2]),
      (.int16, [-32_768, 32_767, 0, 2]), (.uint16, [0, 65_535, 0, 2]),
    ])
  func types(type: NumberType, expected: [Int64]) throws {
    let input = Tensor(shape: [4], values: [-.infinity, 1e30, .nan, 2.5])
    let output = try call(
      try QuantiseLinear(outputType: type), input, Tensor(shape: [1], values: [1]))[0]
    #expect(output.integers == expected)
    #expect(output.type == type)
  }

  @Test("one scale per position of an axis, there and back")
  func perAxis() throws {
    let scales = Tensor(shape: [3], values: [1, 10, 100])
    let zeros = Tensor(shape: [3], integers: [0, 5, 10], type: .uint8)
    let input = Tensor(shape: [1, 3, 2], values: [3, 4, 30, 40, 300, 400])
    let bytes = try call(try QuantiseLinear(), input, scales, zeros)[0]
    #expect(bytes.integers == [3, 4, 8, 9, 13, 14])
    #expect(try call(try DequantiseLinear(), bytes, scales, zeros)[0] == input)
    let last = try call(
      try DequantiseLinear(axis: -1), bytes, Tensor(shape: [2], values: [1, 2]))[0]
    #expect(last.floats == [3, 8, 8, 18, 13, 28])
  }

  @Test("one scale per block of positions, the last block shorter")
  func blocks() throws {
    let input = Tensor(shape: [2, 3, 2], integers: Array(1...12), type: .int8)
    let scales = Tensor(shape: [2, 2, 2], values: [1, 2, 3, 4, 5, 6, 7, 8])
    let output = try call(try DequantiseLinear(axis: 1, blockSize: 2), input, scales)[0]
    #expect(output.floats == [1, 4, 3, 8, 15, 24, 35, 48, 45, 60, 77, 96])
    let back = try call(
      try QuantiseLinear(axis: 1, blockSize: 2, outputType: .int8), output, scales)[0]
    #expect(back == input)
  }

  @Test("32-bit biases are scaled without zeros")
  func biases() throws {
    let input = Tensor(shape: [2], integers: [1_000_000, -7], type: .int32)
    let output = try call(try DequantiseLinear(), input, Tensor(shape: [], values: [0.5]))[0]
    #expect(output.floats == [500_000, -3.5])
  }

  @Test("ONNX's examples of a range that is looked for")
  func dynamic() throws {
    let outputs = try call(
      DynamicQuantiseLinear(), Tensor(shape: [6], values: [0, 2, -3, -2.5, 1.34, 0.5]))
    #expect(outputs[0].integers == [153, 255, 0, 26, 221, 179])
    #expect(abs(outputs[1].floats[0] - 0.0196078438) < 1e-9)
    #expect(outputs[2].integers == [153])
    let negative = try call(
      DynamicQuantiseLinear(), Tensor(shape: [6], values: [-1, -2.1, -1.3, -2.5, -3.34, -4]))
    #expect(negative[0].integers == [191, 121, 172, 96, 42, 0])
    #expect(negative[2].integers == [255])
    let none = try call(DynamicQuantiseLinear(), Tensor(shape: [2], values: [0, 0]))
    #expect(none[0].integers == [0, 0])
  }

  @Test("shapes and types that do not fit are refused")
  func refusals() throws {
    let (floats, bytes) = (Fact(shape: [2, 3]), Fact(shape: [2, 3], type: .uint8))
    let quantise = try QuantiseLinear()
    let dequantise = try DequantiseLinear()
    let refused: [(any Operator, [Fact?])] = [
      (quantise, [floats, Fact(shape: [2])]), (quantise, [bytes, Fact(shape: [])]),
      (quantise, [floats, Fact(shape: []), Fact(shape: [1], type: .uint8)]),
      (quantise, [floats, Fact(shape: []), Fact(shape: [], type: .int64)]),
      (quantise, [floats, nil]), (dequantise, [floats, Fact(shape: [])]),
      (dequantise, [bytes, Fact(shape: []), Fact(shape: [], type: .int8)]),
      (dequantise, [bytes, Fact(shape: [3], type: .int64)]),
      (try DequantiseLinear(axis: 2), [bytes, Fact(shape: [3])]),
      (try DequantiseLinear(axis: 1, blockSize: 2), [bytes, Fact(shape: [2, 3])]),
    ]
    for (operation, facts) in refused {
      #expect(throws: LayerError.self) { try operation.outputs(for: facts) }
    }
    #expect(throws: LayerError.self) { try QuantiseLinear(outputType: .int64) }
    #expect(throws: LayerError.self) { try DequantiseLinear(blockSize: -1) }
  }
}
