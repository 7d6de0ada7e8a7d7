import Kernels
import Testing

@Suite struct OpponentKernelTests {
  @Test("a blob has the first colour positive and the second negative")
  func blob() throws {
    let kernel = try OpponentKernel(colours: .blueYellow, form: .blob, size: 1, sigma: 1).kernel
    #expect(kernel.channels == 3)
    #expect(kernel.weights == [-0.5, -0.5, 1])
  }

  @Test(
    "the weights sum to zero over red, green and blue",
    arguments: OpponentColours.allCases,
    [
      .blob, .singleOpponent(ratio: 3), .doubleOpponent(ratio: 2), .edge(orientation: 30),
    ] as [OpponentKernel.Form])
  func zeroSum(colours: OpponentColours, form: OpponentKernel.Form) throws {
    let kernel = try OpponentKernel(colours: colours, form: form, size: 7, sigma: 1).kernel
    #expect(abs(kernel.sum) < 1e-6)
  }

  @Test("a single-opponent kernel has its colours in one channel each, the second wider")
  func single() throws {
    let kernel = try OpponentKernel(
      colours: .greenRed, form: .singleOpponent(ratio: 3), size: 5, sigma: 1
    ).kernel
    let (red, green, blue) = (
      kernel.rows(ofChannel: 0), kernel.rows(ofChannel: 1), kernel.rows(ofChannel: 2)
    )
    #expect(green[2][2] > 0 && green[2][2] > -red[2][2])
    #expect(red[0][0] < 0 && green[0][0] < -red[0][0])
    #expect(blue.joined().allSatisfy { $0 == 0 })
  }

  @Test("an edge has the first colour where its orientation points to")
  func edge() throws {
    let kernel = try OpponentKernel(
      colours: .redGreen, form: .edge(orientation: 90), size: 3, sigma: 1
    ).kernel
    #expect(kernel.rows(ofChannel: 0).map { $0[1] }.map { $0.sign } == [.minus, .plus, .plus])
    #expect(kernel.rows(ofChannel: 0)[2][1] == -kernel.rows(ofChannel: 1)[2][1])
    #expect(kernel.rows(ofChannel: 0)[1] == [0, 0, 0])
  }
}
