import Kernels
import Testing

@Suite struct GaussianKernelsTests {
  private func expectNear(
    _ kernel: Kernel, _ expected: [Float], _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(kernel.weights.count == expected.count, sourceLocation: location)
    for (weight, value) in zip(kernel.weights, expected) {
      #expect(abs(weight - value) < 1e-6, sourceLocation: location)
    }
  }

  @Test("a Gaussian sums to one")
  func gaussian() throws {
    expectNear(
      try GaussianKernel(size: 3, sigma: 1).kernel,
      [
        0.0751136, 0.1238414, 0.0751136, 0.1238414, 0.2041800, 0.1238414, 0.0751136, 0.1238414,
        0.0751136,
      ])
    #expect(abs(try GaussianKernel(size: 40, sigma: 7.5).kernel.gain - 1) < 1e-6)
  }

  @Test("the first derivative is positive to the right at 0 degrees, below at 90")
  func first() throws {
    let right = try GaussianDerivativeKernel(order: .first, size: 3, sigma: 1).kernel
    let down = try GaussianDerivativeKernel(order: .first, size: 3, orientation: 90, sigma: 1)
      .kernel
    expectNear(
      right,
      [-0.0751136, 0, 0.0751136, -0.1238414, 0, 0.1238414, -0.0751136, 0, 0.0751136])
    expectNear(
      down, [-0.0751136, -0.1238414, -0.0751136, 0, 0, 0, 0.0751136, 0.1238414, 0.0751136])
  }

  @Test("a ramp of one a pixel has a first derivative of one")
  func ramp() throws {
    let kernel = try GaussianDerivativeKernel(order: .first, size: 21, sigma: 2).kernel
    var sum = 0.0
    for row in kernel.rows() {
      for (column, weight) in row.enumerated() { sum += Double(column) * Double(weight) }
    }
    #expect(abs(sum - 1) < 1e-4)
  }

  @Test("the second derivative is negative in the centre and sums to zero")
  func second() throws {
    let kernel = try GaussianDerivativeKernel(order: .second, size: 3, sigma: 1).kernel
    expectNear(
      kernel,
      [
        0.0339410, -0.0678821, 0.0339410, 0.0559593, -0.1119186, 0.0559593, 0.0339410, -0.0678821,
        0.0339410,
      ])
    #expect(kernel.isZeroSum)
  }

  @Test("first derivatives steer: any is cos and sin of the two at 0 and 90 degrees")
  func steering() throws {
    let at = { (orientation: Double) in
      try GaussianDerivativeKernel(order: .first, size: 9, orientation: orientation, sigma: 1.5)
        .kernel.weights
    }
    let (right, down, steered) = (try at(0), try at(90), try at(30))
    for index in steered.indices {
      #expect(abs(steered[index] - (0.8660254 * right[index] + 0.5 * down[index])) < 1e-7)
    }
  }

  @Test("the Laplacian is negative in the centre and sums to zero")
  func laplacian() throws {
    let kernel = try LaplacianOfGaussianKernel(size: 3, sigma: 1).kernel
    expectNear(
      kernel,
      [
        0.0678821, -0.0119228, 0.0678821, -0.0119228, -0.2238373, -0.0119228, 0.0678821,
        -0.0119228, 0.0678821,
      ])
    #expect(kernel.isZeroSum)
  }

  @Test("a difference of Gaussians is positive in the centre and sums to zero")
  func difference() throws {
    let kernel = try DifferenceOfGaussiansKernel(size: 3, sigma: 1, ratio: 2).kernel
    expectNear(
      kernel,
      [
        -0.0267545, 0.0084098, -0.0267545, 0.0084098, 0.0733788, 0.0084098, -0.0267545, 0.0084098,
        -0.0267545,
      ])
    #expect(abs(kernel.sum) < 1e-7)
  }

  @Test("a box has whole weights and a gain of one")
  func box() throws {
    let kernel = try BoxKernel(size: 2).kernel
    #expect(kernel.weights == [1, 1, 1, 1])
    #expect(kernel.scale.doubleValue == 0.25)
  }
}
