import Kernels
import Testing
import _TestSupport

@Suite("writing kernel files")
struct KernelWritingTests {
  private func ratio(_ above: Int, _ below: Int) throws -> Fraction {
    try #require(Fraction(above, over: below))
  }

  private func failure(
    of bank: KernelBank, in format: KernelFormat
  ) throws -> String {
    try #require(throws: KernelError.self) { try bank.text(in: format) }.description
  }

  @Test("the Lenslet format is laid out for people")
  func layout() throws {
    let bank = KernelBank(
      name: "test", purpose: "Does this and that.",
      kernels: [
        Kernel(
          channels: 2, height: 2, width: 2, weights: [1, -2.5, 0.1, 4, -0.0, 1e-9, 7, 16_777_216],
          scale: try ratio(1, 9), offset: try ratio(-1, 2)),
        Kernel(
          channels: 2, height: 1, width: 3, weights: [1, 2, 3, 4, 5, 6], scale: try ratio(2, 3),
          anchor: Anchor(x: 0, y: 0)),
      ], combination: .max)
    let text = """
      # Does this and that.
      combine: max
      divisor: 9
      offset: -1/2
        1 -2.5
      0.1    4

      -0    1e-09
       7 16777216
      ---
      scale: 2/3
      anchor: 0,0
      1 2 3

      4 5 6

      """
    #expect(try bank.text(in: .lenslet) == text)
    #expect(try KernelFile.parse(text: text, name: "test.kernel") == bank)
  }

  @Test("a long purpose is wrapped and read back whole")
  func purpose() throws {
    let purpose = Array(repeating: "word", count: 60).joined(separator: " ")
    let bank = KernelBank(
      name: "p", purpose: purpose, kernels: [Kernel(height: 1, width: 1, weights: [1])])
    let text = try bank.text(in: .lenslet)
    #expect(text.split(separator: "\n").count == 5)
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 78 })
    #expect(try KernelFile.parse(text: text, name: "p.kernel") == bank)
  }

  @Test("any finite weight is read back with the same bits", arguments: [1, 2, 3] as [UInt64])
  func bits(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    var weights: [Float] = [.leastNonzeroMagnitude, .greatestFiniteMagnitude, -0.0, 1 / 3]
    while weights.count < 256 {
      let value = Float(bitPattern: UInt32.random(in: 0...UInt32.max, using: &generator))
      if value.isFinite { weights.append(value) }
    }
    let bank = KernelBank(name: "b", kernels: [Kernel(height: 16, width: 16, weights: weights)])
    for format in [KernelFormat.lenslet, .vips, .imageMagick] {
      let text = try bank.text(in: format)
      let read = try KernelFile.parse(text: text, name: "b", format: format).kernels[0].weights
      #expect(read.map(\.bitPattern) == weights.map(\.bitPattern))
    }
  }

  @Test(
    "a libvips matrix keeps scale and offset",
    arguments: [
      (Fraction.one, Fraction.zero, "2 1\n3 -4.5\n"),
      (Fraction(1, over: 9), .zero, "2 1 9\n3 -4.5\n"),
      (Fraction(3, over: 8), .zero, "2 1 8\n9 -13.5\n"),
      (.one, Fraction(128), "2 1 1 128\n3 -4.5\n"),
      (Fraction(-3), Fraction(-1, over: 40), "2 1 1 -0.025\n-9 13.5\n"),
    ] as [(Fraction?, Fraction?, String)])
  func vips(scale: Fraction?, offset: Fraction?, text: String) throws {
    let kernel = Kernel(
      height: 1, width: 2, weights: [3, -4.5], scale: try #require(scale),
      offset: try #require(offset))
    #expect(try KernelBank(name: "v", kernels: [kernel]).text(in: .vips) == text)
    let read = try KernelFile.parse(text: text, name: "v.mat").kernels[0]
    #expect(read.offset == kernel.offset)
    #expect(read.gain == kernel.gain)
  }

  @Test("an ImageMagick string keeps the anchor")
  func imageMagick() throws {
    let kernels = [
      Kernel(height: 2, width: 2, weights: [1, 2, 3, 4.5]),
      Kernel(
        height: 1, width: 3, weights: [1, 0, -0.2], anchor: Anchor(x: 0, y: 0)),
    ]
    let text = try KernelBank(name: "i", kernels: kernels).text(in: .imageMagick)
    #expect(
      text == "2x2+1+1: 1,2 3,4.5;\n3x1+0+0: 1,0,-0.2\n")
    let read = try KernelFile.parse(text: text, name: "i", format: .imageMagick).kernels
    #expect(read == kernels)
  }

  @Test("what a format cannot hold is named")
  func losses() throws {
    let one = Kernel(height: 1, width: 2, weights: [1, 1])
    let deep = Kernel(channels: 2, height: 1, width: 1, weights: [1, 1])
    let moved = Kernel(height: 1, width: 2, weights: [1, 1], anchor: Anchor(x: 0, y: 0))
    let raised = Kernel(height: 1, width: 2, weights: [1, 1], offset: try ratio(1, 3))
    let scaled = Kernel(
      height: 1, width: 2, weights: [16_777_213, 1], scale: try ratio(16_777_213, 3))
    func bank(_ kernels: Kernel..., combine: Combination? = nil) -> KernelBank {
      KernelBank(name: "k", kernels: kernels, combination: combine)
    }
    let vips = "k: a file of the format 'vips' cannot hold "
    let magick = "k: a file of the format 'imagemagick' cannot hold "
    #expect(
      try failure(of: bank(one, one), in: .vips) == vips + "several kernels: write them one by one")
    #expect(
      try failure(of: bank(deep), in: .vips) == vips
        + "one matrix per channel: write a .kernel file")
    #expect(
      try failure(of: bank(moved), in: .vips) == vips + "the anchor 0,0: write a .kernel file")
    #expect(
      try failure(of: bank(raised), in: .vips) == vips + "the offset 1/3: write a .kernel file")
    #expect(
      try failure(of: bank(scaled), in: .vips) == vips
        + "the scale 16777213/3: write a .kernel file")
    #expect(
      try failure(of: bank(one, combine: .max), in: .vips) == vips
        + "'combine': write a .kernel file")
    #expect(
      try failure(of: bank(deep), in: .imageMagick) == magick
        + "one matrix per channel: write a .kernel file")
    #expect(
      try failure(of: bank(raised), in: .imageMagick) == magick
        + "the offset 1/3: write a .kernel file")
    #expect(
      try failure(of: bank(one, one, combine: .sum), in: .imageMagick) == magick
        + "'combine': write a .kernel file")
    #expect(
      try failure(of: bank(one), in: .numpy)
        == "k: a file of the format 'numpy' cannot hold text: write its array")
  }

  @Test("an array has the shape of its bank")
  func array() throws {
    let flat = Kernel(height: 1, width: 2, weights: [1, 2])
    let deep = Kernel(channels: 3, height: 1, width: 2, weights: [1, 2, 3, 4, 5, 6])
    let other = Kernel(channels: 3, height: 1, width: 2, weights: [2, 1, 4, 3, 6, 5])
    #expect(try KernelBank(name: "a", kernels: [flat]).array().shape == [1, 2])
    #expect(try KernelBank(name: "a", kernels: [deep]).array().shape == [3, 1, 2])
    let (shape, values) = try KernelBank(name: "a", kernels: [deep, other]).array()
    #expect(shape == [2, 3, 1, 2])
    #expect(values == [1, 2, 3, 4, 5, 6, 2, 1, 4, 3, 6, 5])
    let taller = Kernel(height: 2, width: 1, weights: [1, 2])
    let error = try #require(throws: KernelError.self) {
      try KernelBank(name: "a", kernels: [flat, taller]).array()
    }
    #expect(error == .inexpressible(.differentSizes, name: "a", format: .numpy))
    let third = Kernel(height: 1, width: 1, weights: [1], scale: try ratio(1, 3))
    #expect(throws: KernelError.inexpressible(.scale(third.scale), name: "a", format: .numpy)) {
      try KernelBank(name: "a", kernels: [third]).array()
    }
  }
}
