import Networks
import Testing

/// Operators that one network is known for.
@Suite struct PublishedLayerTests {
  @Test("standardised weights of an output map have the mean 0 and the deviation 1")
  func standardised() throws {
    let operation = StandardisedConvolution(try Convolution(), epsilon: 0)
    // The deviation of 1, 3, 5, 7 is the root of 5; pixels pick the weights one by one.
    let weights = Tensor(shape: [1, 4, 1, 1], values: [1, 3, 5, 7])
    let input = Tensor(
      shape: [1, 4, 2, 2], values: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
    let root = Float(5).squareRoot()
    let expected: [Float] = [-3 / root, -1 / root, 1 / root, 3 / root]
    for outputs in [
      try operation.compute([input, weights, nil]),
      try #require(try operation.bound(to: [nil, weights, nil])).compute([input, weights, nil]),
    ] {
      #expect(outputs[0].shape == [1, 1, 2, 2])
      #expect(zip(outputs[0].floats, expected).allSatisfy { ($0 - $1).magnitude < 1e-6 })
    }
  }

  @Test("a radial basis gives squared distances")
  func radialBasis() throws {
    let input = Tensor(shape: [2, 2], values: [1, 2, 0, 0])
    let centres = Tensor(shape: [3, 2], values: [1, 2, -1, 1, 4, -2])
    let output = try RadialBasis().compute([input, centres])[0]
    #expect(output == Tensor(shape: [2, 3], values: [0, 5, 25, 5, 2, 20]))
  }

  @Test("a radial basis refuses centres of another length")
  func otherCentres() {
    let input = Tensor(shape: [1, 2], values: [1, 2])
    let centres = Tensor(shape: [1, 3], values: [1, 2, 3])
    #expect(throws: LayerError.self) { try RadialBasis().compute([input, centres]) }
  }

  @Test("LeNet's hyperbolic tangent gives 1 at 1")
  func scaledTanh() throws {
    let operation = UnaryFunction.scaledTanh(alpha: 1.7159, beta: 2.0 / 3)
    let values = try operation.compute([Tensor(shape: [3], values: [-1, 0, 1])])[0].floats
    #expect(zip(values, [-1, 0, 1]).allSatisfy { ($0 - $1).magnitude < 1e-4 })
  }
}
