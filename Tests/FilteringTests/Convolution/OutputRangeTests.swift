import Filtering
import Kernels
import Pixels
import Testing

/// What signed results become, by hand.
@Suite("ranges of results")
struct OutputRangeTests {
  /// `10 20 60 0` under `-1 0 1` with a replicated border gives `10 50 -20 -60`.
  static let difference = Kernel.row([-1, 0, 1])
  static let settings = ConvolutionSettings(border: .replicate)

  @Test(
    "8-bit samples",
    arguments: [
      (OutputRange.clamp, [10, 50, 0, 0] as [UInt8], 0 as Float, 255 as Float),
      (.abs, [10, 50, 20, 60], 0, 255),
      (.offset, [138, 178, 108, 68], -128, 127),
      // (v + 60) * 255 / 110
      (.minmax, [162, 255, 93, 0], -60, 50),
      // (v + 60) * 255 / 120
      (.symmetric, [149, 234, 85, 0], -60, 60),
    ])
  func bytes(range: OutputRange, expected: [UInt8], black: Float, white: Float) throws {
    let image = Image.grey(4, [10, 20, 60, 0])
    let result = try Convolver(settings: Self.settings)
      .pictures(image, [Self.difference], range: range)[0]
    #expect(result.image.samples == .uint8(expected))
    #expect(result.black == black)
    #expect(result.white == white)
  }

  @Test(
    "16-bit samples",
    arguments: [
      (OutputRange.clamp, [1000, 5000, 0, 0] as [UInt16]),
      (.abs, [1000, 5000, 2000, 6000]),
      (.offset, [33768, 37768, 30768, 26768]),
      (.minmax, [41704, 65535, 23831, 0]),
      (.symmetric, [38229, 60074, 21845, 0]),
    ])
  func words(range: OutputRange, expected: [UInt16]) throws {
    let image = Image.picture(4, .grey, .uint16([1000, 2000, 6000, 0]))
    let result = try Convolver(settings: Self.settings)
      .picture(image, Self.difference, range: range)
    #expect(result.samples == .uint16(expected))
  }

  @Test(
    "Float32 samples are mapped but neither rounded nor clamped",
    arguments: [
      (OutputRange.clamp, [10, 50, -20.5, -60.5] as [Float]),
      (.abs, [10, 50, 20.5, 60.5]),
      (.offset, [138, 178, 107.5, 67.5]),
    ])
  func reals(range: OutputRange, expected: [Float]) throws {
    let image = Image.picture(4, .grey, .float32([10, 20, 60, -0.5]))
    let result = try Convolver(settings: Self.settings)
      .picture(image, Self.difference, range: range)
    #expect(result.samples == .float32(expected))
  }

  @Test(
    "equal results are black with minmax; with symmetric zero stays mid-grey",
    arguments: [
      (OutputRange.minmax, 0 as Float, 0 as UInt8), (.minmax, 1, 0), (.minmax, -1, 0),
      (.symmetric, 0, 128), (.symmetric, 1, 255), (.symmetric, -1, 0),
    ])
  func constantImages(range: OutputRange, weight: Float, expected: UInt8) throws {
    let image = Image.grey(3, Array(repeating: 9, count: 6))
    let result = try Convolver().picture(image, .row([weight]), range: range)
    #expect(result.samples == .uint8(Array(repeating: expected, count: 6)))
  }

  @Test("with symmetric zero is 128 and 32768 whatever the greatest magnitude is")
  func midGrey() throws {
    for reach in 1...255 {
      let bytes = try Convolver().picture(
        .grey(2, [0, UInt8(reach)]), .row([1]), range: .symmetric)
      #expect(bytes.samples == .uint8([128, 255]))
      let words = try Convolver().picture(
        .picture(2, .grey, .uint16([0, UInt16(reach * 151)])), .row([-1]), range: .symmetric)
      #expect(words.samples == .uint16([32768, 0]))
    }
  }

  @Test("magnitudes are taken before rounding: |-2.5| is 2, |-3.5| is 4")
  func magnitudesBeforeRounding() throws {
    let half = try #require(Fraction(1, over: 2))
    for kernel in [Kernel.row([-1], scale: half), Kernel.row([-0.5])] {
      let result = try Convolver().picture(.grey(4, [5, 7, 1, 255]), kernel, range: .abs)
      #expect(result.samples == .uint8([2, 4, 0, 128]))
    }
  }

  @Test(
    "offsets, biases and constant borders are in 8-bit units, times 257 in 16 bits",
    arguments: [OutputRange.clamp, .offset])
  func units(range: OutputRange) throws {
    let kernel = Kernel.row([1, 0, 0], offset: Fraction(3))
    let settings = ConvolutionSettings(border: .constant(10))
    let convolver = try Convolver(settings: settings)
    let bytes = try convolver.picture(.grey(2, [50, 60]), kernel, range: range)
    let words = try convolver.picture(
      .picture(2, .grey, .uint16([5000, 6000])), kernel, range: range)
    let (byteBias, wordBias): (UInt8, UInt16) = range == .offset ? (128, 32768) : (0, 0)
    #expect(bytes.samples == .uint8([13 + byteBias, 53 + byteBias]))
    // (10 + 3) * 257 and 5000 + 3 * 257
    #expect(words.samples == .uint16([3341 + wordBias, 5771 + wordBias]))
  }

  @Test("a constant border is rounded half to even and clamped for integer samples")
  func constantRounding() throws {
    for (value, expected) in [(2.5, 2), (3.5, 4), (-4, 0), (999, 255)] as [(Float, UInt8)] {
      let convolver = try Convolver(settings: ConvolutionSettings(border: .constant(value)))
      let result = try convolver.picture(.grey(1, [7]), .row([1, 0, 0]))
      #expect(result.samples == .uint8([expected]))
    }
    for plan in [nil, Plan.reference] {
      let settings = ConvolutionSettings(border: .constant(.nan))
      let result = try Convolver(settings: settings, plan: plan).picture(
        .grey(1, [7]), .row([1, 0, 0]))
      #expect(result.samples == .uint8([0]))
    }
  }
}
