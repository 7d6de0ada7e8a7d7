import Filtering
import Kernels
import Pixels
import Testing

/// Results by the rules of other programs beside the numbers that those have made, which
/// `Scripts/peers/filter_rules.py` prints.
@Suite struct LikenessTests {
  /// What a program has made of a picture.
  struct Golden: Sendable, CustomTestStringConvertible {
    let picture: String
    let tool: Likeness
    let kernel: String
    let numbers: [Int]

    var testDescription: String { "\(tool.rawValue), \(kernel), \(picture)" }
  }

  static let goldens: [Golden] = LikenessNumbers.text.split(separator: "\n").compactMap { line in
    let words = line.split(separator: " ").map(String.init)
    guard words.count > 3, let tool = Likeness(rawValue: words[1]) else { return nil }
    return Golden(
      picture: words[0], tool: tool, kernel: words[2],
      numbers: words.dropFirst(3).compactMap { Int($0) })
  }

  private static let small: [UInt8] = [
    10, 200, 35, 90, 255, 0, 60, 128, 77, 13, 255, 5, 99, 180, 44, 31, 220, 7, 64, 150,
  ]

  private static func picture(_ name: String) -> Image {
    let isSmall = name == "small"
    let samples = isSmall ? small : (0..<99).map { UInt8(($0 * 89 + 41) % 256) }
    return Image(
      size: ImageSize(width: isSmall ? 5 : 11, height: isSmall ? 4 : 9), layout: .grey,
      samples: .uint8(samples))
  }

  private static func kernel(_ name: String) throws -> Kernel {
    func kernel(_ rows: [[Float]], over divisor: Int) throws -> Kernel {
      Kernel(
        height: rows.count, width: rows[0].count, weights: rows.flatMap(\.self),
        scale: try #require(Fraction(1, over: divisor)))
    }
    switch name {
    case "mean": return try kernel([[1, 2, 3], [4, 5, 6], [7, 8, 12]], over: 48)
    case "sobel": return try kernel([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], over: 1)
    case "even": return try kernel([[1, 2], [3, 4]], over: 10)
    default:
      return try kernel(
        [
          [1, 4, 6, 4, 1], [2, 0, -3, 0, 5], [0, 7, 2, -9, 1], [1, 1, 1, 1, 1], [3, -2, 0, 4, 0],
        ], over: 8)
    }
  }

  @Test("are the numbers of the program", arguments: goldens)
  func golden(_ golden: Golden) throws {
    let bank = KernelBank(name: "k", kernels: [golden.tool.kernel(try Self.kernel(golden.kernel))])
    let convolver = try Convolver(settings: ConvolutionSettings(like: golden.tool))
    let result = try convolver.filter(
      Self.picture(golden.picture), with: bank, range: .clamp)[0].image
    guard case .uint8(let samples) = result.samples else {
      Issue.record("8 bits stay 8 bits")
      return
    }
    let isExact = golden.kernel == "sobel" || golden.kernel == "wide"
    for (sample, number) in zip(samples, golden.numbers) {
      // Where a program divides in single precision, a sum beside a whole number may fall to its
      // other side.
      #expect(abs(Int(sample) - number) <= (isExact ? 0 : 1))
    }
    let differing = zip(samples, golden.numbers).count { Int($0) != $1 }
    #expect(differing <= samples.count / 20, "\(samples) \(golden.numbers)")
    #expect(samples.count == golden.numbers.count)
  }

  @Test("there are numbers of every program, of every chosen kernel that it takes")
  func tools() {
    #expect(Set(Self.goldens.map(\.tool)) == Set(Likeness.allCases))
    #expect(Self.randomCases.count == 8 * Likeness.allCases.count)
    #expect(Self.goldens.count { $0.tool == .imagemagick } == 8)
  }

  /// What a program has made of a random picture with a random kernel.
  struct RandomCase: Sendable, CustomTestStringConvertible {
    let tool: Likeness
    let divisor: Int
    let picture: [[Int]]
    let weights: [[Int]]
    let result: [[Int]]

    var testDescription: String {
      "\(tool.rawValue), \(weights.count)x\(weights[0].count) / \(divisor)"
    }
  }

  static let randomCases: [RandomCase] = RandomLikenessNumbers.text.split(separator: "\n")
    .compactMap { line in
      let words = line.split(separator: " ", maxSplits: 2)
      let tables = words[2].split(separator: "|").map { table in
        table.split(separator: ",").map { $0.split(separator: " ").compactMap { Int($0) } }
      }
      guard let tool = Likeness(rawValue: String(words[0])), let divisor = Int(words[1]),
        tables.count == 3
      else { return nil }
      return RandomCase(
        tool: tool, divisor: divisor, picture: tables[0], weights: tables[1], result: tables[2])
    }

  @Test(
    "random cases are those of the program: to the bit, but where SciPy divides by what is no power of 2",
    arguments: randomCases)
  func random(_ one: RandomCase) throws {
    let kernel = Kernel(
      height: one.weights.count, width: one.weights[0].count,
      weights: one.weights.joined().map { Float($0) },
      scale: try #require(Fraction(1, over: one.divisor)))
    let image = Image(
      size: ImageSize(width: one.picture[0].count, height: one.picture.count), layout: .grey,
      samples: .uint8(one.picture.joined().map { UInt8($0) }))
    let bank = KernelBank(name: "k", kernels: [one.tool.kernel(kernel)])
    let convolver = try Convolver(settings: ConvolutionSettings(like: one.tool))
    let result = try convolver.filter(image, with: bank, range: .clamp)[0].image
    guard case .uint8(let samples) = result.samples else {
      Issue.record("8 bits stay 8 bits")
      return
    }
    let numbers = Array(one.result.joined())
    #expect(samples.count == numbers.count)
    let isExact = one.tool != .scipy || one.divisor.nonzeroBitCount == 1
    for (sample, number) in zip(samples, numbers) {
      // Weights that were divided sum up to a little less than a whole number.
      let distance = abs(Int(sample) - number)
      #expect(min(distance, 256 - distance) <= (isExact ? 0 : 1), "\(samples) \(numbers)")
    }
  }

  @Test(
    "strips give what the whole image gives, by the rules of every program",
    arguments: Likeness.allCases)
  func strips(like tool: Likeness) throws {
    let image = Self.picture("large")
    let bank = KernelBank(name: "k", kernels: [tool.kernel(try Self.kernel("wide"))])
    let convolver = try Convolver(settings: ConvolutionSettings(like: tool))
    let whole = try convolver.filter(image, with: bank, range: .clamp)[0].image
    let filter = try convolver.stripFilters(
      of: bank, size: image.size, layout: .grey, type: .uint8, range: .clamp)[0]
    let strip = ImageStrip(firstRow: 0, image)
    var rows: [UInt8] = []
    for row in 0..<9 {
      if case .uint8(let samples) = filter.picture(row..<row + 1, of: strip).samples {
        rows += samples
      }
    }
    #expect(whole.samples == .uint8(rows))
  }
}
