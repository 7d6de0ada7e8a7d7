import Filtering
import Kernels
import Pixels
import Testing
import _TestSupport

/// Convolution against a straight double loop that shares no code with the library.
@Suite("a straight double loop")
struct StraightLoopTests {
  static let borders: [Border] = [
    .reflect101, .replicate, .symmetric, .wrap, .constant(0), .constant(77),
  ]

  @Test("integer kernels give the exact quotient, rounded half to even", arguments: borders)
  func integers(border: Border) throws {
    var generator = SeededGenerator(seed: 21)
    for turn in 0..<120 {
      let loop = StraightLoop(border: border, turn: turn, integer: true, &generator)
      guard let expected = loop.rounded else { continue }
      let result = try Convolver(settings: loop.settings).picture(loop.image, loop.kernel)
      #expect(result.samples == expected, "\(loop.settings) \(loop.kernel)")
    }
  }

  @Test("two passes of a 5x5 box sum the rows in their order")
  func box() throws {
    // Row y holds y: 5 * (1 + … + 5), 5 * (2 + … + 6), 5 * (3 + … + 7).
    let image = Image.grey(5, (1...7).flatMap { Array(repeating: UInt8($0), count: 5) })
    let kernel = Kernel(height: 5, width: 5, weights: Array(repeating: 1, count: 25))
    let convolver = try Convolver(
      settings: ConvolutionSettings(size: .valid), plan: .integerSeparable)
    #expect(try convolver.picture(image, kernel) == .grey(1, [75, 100, 125]))
  }

  @Test("halves go to the even neighbour, for weights that are equal and that are not")
  func halves() throws {
    let convolver = try Convolver(settings: ConvolutionSettings(size: .valid))
    let half = try #require(Fraction(1, over: 2))
    let image = Image.grey(5, [1, 2, 3, 4, 9])
    // 1.5, 2.5, 3.5, 6.5; then (1 + 4 + 9 + 16) / 2 = 15 and (2 + 6 + 12 + 36) / 2 = 28
    #expect(
      try convolver.picture(image, .row([1, 1], scale: half)) == .grey(4, [2, 2, 4, 6]))
    #expect(
      try convolver.picture(image, .row([1, 2, 3, 4], scale: half)) == .grey(2, [15, 28]))
    // (1 + 4 + 6) / 2 = 5.5, (2 + 6 + 8) / 2 = 8, (3 + 8 + 18) / 2 = 14.5
    #expect(
      try convolver.picture(image, .row([1, 2, 2], scale: half)) == .grey(3, [6, 8, 14]))
  }

  @Test("real kernels are within a few roundings of a double sum", arguments: borders)
  func reals(border: Border) throws {
    var generator = SeededGenerator(seed: 22)
    for turn in 0..<60 {
      let loop = StraightLoop(border: border, turn: turn, integer: false, &generator)
      guard let expected = loop.values else { continue }
      let bank = KernelBank(name: "k", kernels: [loop.kernel])
      let map = try Convolver(settings: loop.settings).responses(of: loop.image, to: bank)[0]
      #expect(map.values.count == expected.count)
      let unit: Double = loop.image.samples.type == .uint16 ? 65535 : 255
      let near = zip(map.values, expected).allSatisfy { abs(Double($0) - $1) <= unit * 1e-5 }
      #expect(near, "\(loop.settings) \(loop.kernel)")
    }
  }
}

/// One grey image under one kernel, summed from the formula alone.
private struct StraightLoop {
  let image: Image
  let kernel: Kernel
  let settings: ConvolutionSettings
  private let samples: [Int]
  private let weights: [Double]

  init(border: Border, turn: Int, integer: Bool, _ generator: inout SeededGenerator) {
    func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
    let (width, height) = (pick(1...12), pick(1...12))
    let wide = turn % 2 == 1
    samples = (0..<width * height).map { _ in pick(0...(wide ? 65535 : 255)) }
    image = Image(
      size: ImageSize(width: width, height: height), layout: .grey,
      samples: wide ? .uint16(samples.map { UInt16($0) }) : .uint8(samples.map { UInt8($0) }))
    let (kernelWidth, kernelHeight) = (pick(1...5), pick(1...5))
    let matrix = (0..<kernelWidth * kernelHeight).map { _ in
      integer ? Float(pick(-6...9)) : Float(pick(-999...999)) / 1000
    }
    weights = matrix.map { Double($0) }
    kernel = Kernel(
      height: kernelHeight, width: kernelWidth, weights: matrix,
      scale: Fraction(pick(1...3), over: pick(1...40)) ?? .one,
      offset: Fraction(pick(-40...90), over: pick(1...4)) ?? .zero,
      anchor: Anchor(x: pick(0...kernelWidth - 1), y: pick(0...kernelHeight - 1)))
    settings = ConvolutionSettings(
      border: border, size: OutputSize.allCases[pick(0...2)],
      stride: Step(x: pick(1...3), y: pick(1...3)),
      dilation: Step(x: pick(1...3), y: pick(1...3)), flip: pick(0...1) == 1)
  }

  private var isWide: Bool { image.samples.type == .uint16 }

  /// The place of the sample that stands at a position, found by walking back into the image.
  private func inside(_ position: Int, _ count: Int) -> Int? {
    var place = position
    while place < 0 || place >= count {
      switch settings.border {
      case .constant: return nil
      case .replicate: place = place < 0 ? 0 : count - 1
      case .wrap: place += place < 0 ? count : -count
      case .symmetric: place = place < 0 ? -place - 1 : 2 * count - place - 1
      case .reflect101:
        if count == 1 { return 0 }
        place = place < 0 ? -place : 2 * count - place - 2
      }
    }
    return place
  }

  private func sample(_ x: Int, _ y: Int) -> Int {
    if let column = inside(x, image.width), let row = inside(y, image.height) {
      return samples[row * image.width + column]
    }
    guard case .constant(let value) = settings.border else { return 0 }
    return Int(value) * (isWide ? 257 : 1)
  }

  /// Sums without scale and offset; nil where size `valid` leaves nothing.
  private var sums: [Double]? {
    let (width, height) = (kernel.width, kernel.height)
    let (reachX, reachY) = ((width - 1) * settings.dilation.x, (height - 1) * settings.dilation.y)
    // Mathematical convolution reads in(x - i + anchor): the formula itself, not a turned matrix.
    let sign = settings.flip ? -1 : 1
    var (left, top) = (0, 0)
    var (paddingX, paddingY) = (0, 0)
    switch settings.size {
    case .same:
      (left, top) = (kernel.anchor.x * settings.dilation.x, kernel.anchor.y * settings.dilation.y)
      (paddingX, paddingY) = (reachX, reachY)
    case .valid:
      (left, top) = settings.flip ? (reachX, reachY) : (0, 0)
    case .full:
      (left, top) = settings.flip ? (0, 0) : (reachX, reachY)
      (paddingX, paddingY) = (2 * reachX, 2 * reachY)
    }
    let (roomX, roomY) = (image.width + paddingX - reachX - 1, image.height + paddingY - reachY - 1)
    guard roomX >= 0, roomY >= 0 else { return nil }
    var result: [Double] = []
    for row in 0...roomY / settings.stride.y {
      for column in 0...roomX / settings.stride.x {
        var sum = 0.0
        for j in 0..<height {
          for i in 0..<width {
            let x = column * settings.stride.x + sign * (i * settings.dilation.x - left)
            let y = row * settings.stride.y + sign * (j * settings.dilation.y - top)
            sum += weights[j * width + i] * Double(sample(x, y))
          }
        }
        result.append(sum)
      }
    }
    return result
  }

  /// Results before rounding.
  var values: [Double]? {
    let offset =
      Double(kernel.offset.numerator) * (isWide ? 257 : 1) / Double(kernel.offset.denominator)
    return sums?.map {
      $0 * Double(kernel.scale.numerator) / Double(kernel.scale.denominator) + offset
    }
  }

  /// Results rounded in whole numbers.
  var rounded: Samples? {
    let divisor = kernel.scale.denominator * kernel.offset.denominator
    let start = kernel.offset.numerator * (isWide ? 257 : 1) * kernel.scale.denominator
    let whole = sums?.map { sum -> Int in
      let above = Int(sum) * kernel.scale.numerator * kernel.offset.denominator + start
      if above <= 0 { return 0 }
      let (quotient, rest) = above.quotientAndRemainder(dividingBy: divisor)
      let up = 2 * rest > divisor || (2 * rest == divisor && quotient % 2 == 1)
      return min(quotient + (up ? 1 : 0), isWide ? 65535 : 255)
    }
    return whole.map { values in
      isWide ? .uint16(values.map { UInt16($0) }) : .uint8(values.map { UInt8($0) })
    }
  }
}
