import Kernels
import Testing

@Suite struct GaborKernelTests {
  @Test("the weights are those of the formula")
  func literal() throws {
    let gabor = try GaborKernel(
      size: 3, orientation: 30, wavelength: 4, phase: 60, sigma: 1, aspect: 0.5)
    let expected: [Float] = [
      0.1759661, 0.7761432, -0.0380171, 0.6337473, 0.5, -0.4945919, 0.6595761, -0.2079669,
      -0.3863241,
    ]
    for (weight, value) in zip(gabor.kernel.weights, expected) {
      #expect(abs(weight - value) < 1e-6)
    }
  }

  @Test("at 0 degrees it varies along the rows, at 90 down the columns")
  func orientation() throws {
    let along = try GaborKernel(size: 5, orientation: 0, wavelength: 4, phase: 90, sigma: 100)
    let down = try GaborKernel(size: 5, orientation: 90, wavelength: 4, phase: 90, sigma: 100)
    // Phase 90 is bright before the centre: on the left, or above.
    for row in along.kernel.rows() {
      #expect(row.map { $0.rounded() } == [0, 1, 0, -1, 0])
    }
    #expect(down.kernel.rows().map { $0[2].rounded() } == [0, 1, 0, -1, 0])
    for row in 0..<5 {
      for column in 0..<5 {
        #expect(along.kernel.rows()[row][column] == down.kernel.rows()[column][row])
      }
    }
  }

  @Test("at 45 degrees it varies towards the lower right, and is constant across that")
  func diagonal() throws {
    let gabor = try GaborKernel(
      size: 7, orientation: 45, wavelength: 6, phase: 90, sigma: 2, aspect: 1)
    let rows = gabor.kernel.rows()
    #expect(rows[2][2] > 0.7)
    #expect(rows[4][4] < -0.7)
    for index in 0..<7 { #expect(rows[index][6 - index] == 0) }
  }

  @Test(
    "phase 0 is even and phase 90 odd, to the bit",
    arguments: [0, 15, 30, 45, 60, 90, 105, 135, 165.5] as [Double], [8, 11])
  func parity(orientation: Double, size: Int) throws {
    let even = try GaborKernel(size: size, orientation: orientation, wavelength: 4.7).kernel
    let odd = try GaborKernel(size: size, orientation: orientation, wavelength: 4.7, phase: 90)
      .kernel
    #expect(even.weights == even.weights.reversed())
    #expect(odd.weights == odd.weights.reversed().map { 0 - $0 })
  }

  @Test("half a turn mirrors the phase")
  func halfTurn() throws {
    let one = try GaborKernel(size: 9, orientation: 210, wavelength: 5, phase: 40).kernel
    let other = try GaborKernel(size: 9, orientation: 30, wavelength: 5, phase: -40).kernel
    for (weight, value) in zip(one.weights, other.weights) { #expect(abs(weight - value) < 1e-6) }
  }

  @Test("a constant is taken off on request so that the weights sum to zero")
  func zeroSum() throws {
    let plain = try GaborKernel(size: 11, orientation: 20, wavelength: 9)
    let zero = try GaborKernel(size: 11, orientation: 20, wavelength: 9, isZeroSum: true)
    #expect(plain.kernel.sum > 0.5)
    #expect(zero.kernel.isZeroSum)
  }

  @Test("zeros are zeros, not rounding")
  func exactZeros() throws {
    let gabor = try GaborKernel(
      size: 3, orientation: 90, wavelength: 5, phase: 90, isZeroSum: true)
    #expect(gabor.kernel.rows()[1] == [0, 0, 0])
    #expect(gabor.kernel.rows()[0][1] > 0.5)
  }

  @Test("without a standard deviation that of one octave is taken")
  func octave() throws {
    #expect(try GaborKernel(size: 11, wavelength: 5).sigma == 2.8)
  }
}
