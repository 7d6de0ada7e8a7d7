import Kernels
import Testing

@Suite struct GeneratedKernelTests {
  @Test("the purpose states what a kernel was made from")
  func purpose() throws {
    let gabor = try GaborKernel(size: 11, orientation: 45, wavelength: 5, phase: 90, sigma: 2.5)
    #expect(
      gabor.purpose
        == "Gabor function: size 11 pixels; orientation 45 degrees; wavelength 5 pixels; "
        + "phase 90 degrees; sigma 2.5 pixels; aspect 0.5.")
  }

  @Test("the purpose of a bank lists the values of each parameter")
  func purposeOfBank() throws {
    let kernels = [try GaussianKernel(size: 7, sigma: 1), try GaussianKernel(size: 7, sigma: 2)]
    let bank = try GaussianKernel.bank(of: kernels, name: "blur")
    #expect(
      bank.purpose
        == "Gaussian low-pass: size 7 pixels; sigma 1, 2 pixels. "
        + "2 kernels: of the lists of values, the last changes fastest.")
    #expect(bank.summary == "Gaussian low-pass: size 7 pixels; sigma 1, 2 pixels")
    #expect(bank.kernels.count == 2)
  }

  @Test(
    "what is written reads back as the same bank to the bit",
    arguments: [8, 11, 61])
  func roundTrip(size: Int) throws {
    let gabors = try [0, 17.3, 45, 90].map {
      try GaborKernel(size: size, orientation: $0, wavelength: 3.3, phase: 25, isZeroSum: true)
    }
    let bank = try GaborKernel.bank(of: gabors, name: "gabors", isNormalised: true)
    let back = try KernelFile.parse(text: bank.text(in: .lenslet), name: "gabors.kernel")
    #expect(back == bank)
    let colours = try OpponentKernel(
      colours: .yellowBlue, form: .singleOpponent(ratio: 3), size: size, sigma: 1.1)
    let three = try OpponentKernel.bank(of: [colours], name: "three")
    #expect(try KernelFile.parse(text: three.text(in: .lenslet), name: "three.kernel") == three)
  }

  @Test("normalised weights have absolute values that sum to one, their signs kept")
  func normalised() {
    let kernel = Kernel(height: 1, width: 3, weights: [1, -2, 1], scale: Fraction(-3))
    #expect(kernel.normalised.weights == [-0.25, 0.5, -0.25])
    #expect(kernel.normalised.scale == .one)
    let zeros = Kernel(height: 1, width: 2, weights: [0, 0])
    #expect(zeros.normalised == zeros)
  }

  @Test(
    "numbers out of range are refused with their value",
    arguments: [
      (0, 5, 1, 0.5, "the size is a whole number from 2 to 1024 pixels, not 0"),
      (1025, 5, 1, 0.5, "the size is a whole number from 2 to 1024 pixels, not 1025"),
      (11, 0, 1, 0.5, "the wavelength is a number from 1 to 10000 pixels, not 0"),
      (11, -3, 1, 0.5, "the wavelength is a number from 1 to 10000 pixels, not -3"),
      (11, .nan, 1, 0.5, "the wavelength is a number from 1 to 10000 pixels, not nan"),
      (11, 5, 0, 0.5, "the sigma is a number from 0.25 to 10000 pixels, not 0"),
      (11, 5, .infinity, 0.5, "the sigma is a number from 0.25 to 10000 pixels, not inf"),
      (11, 5, 1, 0, "the aspect is a number from 0.1 to 4, not 0"),
    ] as [(Int, Double, Double, Double, String)])
  func outOfRange(
    size: Int, wavelength: Double, sigma: Double, aspect: Double, message: String
  ) throws {
    let error = #expect(throws: KernelError.self) {
      try GaborKernel(size: size, wavelength: wavelength, sigma: sigma, aspect: aspect)
    }
    #expect(error?.description == message)
  }

  @Test("a bank that no file can hold and kernels of zeros alone are refused")
  func unusable() throws {
    let box = try BoxKernel(size: 512)
    #expect(throws: KernelError.tooManyWeights(524_288)) {
      try BoxKernel.bank(of: [box, box], name: "boxes")
    }
    let silent = try GaborKernel(size: 5, wavelength: 2, phase: 90)
    #expect(throws: KernelError.vanishes(silent.purpose)) {
      try GaborKernel.bank(of: [silent], name: "silent")
    }
  }

  @Test("every family gives finite weights at the ends of its ranges")
  func extremes() throws {
    for sigma in [0.25, 10_000] {
      for size in [3, 4, 9] {
        let kernels = [
          try GaussianKernel(size: size, sigma: sigma).kernel,
          try LaplacianOfGaussianKernel(size: size, sigma: sigma).kernel,
          try DifferenceOfGaussiansKernel(size: size, sigma: sigma, ratio: 1.1).kernel,
          try GaussianDerivativeKernel(order: .first, size: size, sigma: sigma).kernel,
          try GaussianDerivativeKernel(order: .second, size: size, sigma: sigma).kernel,
          try GaborKernel(size: size, wavelength: 10_000, sigma: sigma, aspect: 0.1).kernel,
          try GaborKernel(size: size, wavelength: 1, phase: -360, sigma: sigma, aspect: 4).kernel,
        ]
        for kernel in kernels { #expect(kernel.weights.contains { $0 != 0 }) }
      }
    }
  }
}
