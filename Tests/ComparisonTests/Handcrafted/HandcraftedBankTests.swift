import Comparison
import Kernels
import Testing

@Suite struct HandcraftedBankTests {
  private static let sobel = KernelBank(
    name: "sobel-x", purpose: "Horizontal derivative.",
    kernels: [Kernel(height: 3, width: 3, weights: [-1, 0, 1, -2, 0, 2, -1, 0, 1])])

  private func filter(_ name: String, in bank: HandcraftedBank) throws -> Filter {
    try #require(bank.filters.first { $0.filter.name == name }?.filter)
  }

  @Test(
    "names are unique and printable ASCII, no filter is zero, and sizes are those of the layer",
    arguments: [1, 2, 3, 4, 5, 7, 11, 16], [1, 3])
  func bank(size: Int, channels: Int) throws {
    let bank = try HandcraftedBank(kernels: [Self.sobel], size: size, channels: channels)
    let names = bank.filters.map(\.filter.name)
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0.utf8.allSatisfy { (0x21...0x7e).contains($0) } })
    #expect(bank.filters.count <= 400)
    for handcrafted in bank.filters {
      let filter = handcrafted.filter
      #expect(filter.weights.contains { $0 != 0 })
      #expect(channels == 3 || filter.channels == 1)
      let isSized = filter.height == size && filter.width == size
      #expect(isSized || handcrafted.family == .box || handcrafted.family == .kernel)
      #expect(!handcrafted.purpose.isEmpty)
    }
  }

  @Test("no two filters are the same but for a positive factor")
  func distinct() throws {
    let filters = try HandcraftedBank(kernels: [Self.sobel], size: 5, channels: 3).filters
      .map(\.filter)
    for (index, one) in filters.enumerated() {
      for other in filters[..<index]
      where other.channels == one.channels && other.height == one.height {
        var (product, first, second) = (0.0, 0.0, 0.0)
        for (a, b) in zip(one.weights, other.weights) {
          product += Double(a) * Double(b)
          first += Double(a) * Double(a)
          second += Double(b) * Double(b)
        }
        #expect(product < (1 - 1e-9) * (first * second).squareRoot(), "\(one.name) \(other.name)")
      }
    }
  }

  @Test("a bank for 11x11 filters on colours has the families that are promised")
  func families() throws {
    let bank = try HandcraftedBank(kernels: [], size: 11, channels: 3)
    let count = { (family: HandcraftedFamily) in bank.filters.count { $0.family == family } }
    #expect(count(.gabor) == 96)
    #expect(count(.derivative) == 48)
    #expect(count(.differenceOfGaussians) == 8)
    #expect(count(.laplacianOfGaussian) == 4)
    #expect(count(.gaussian) == 4)
    #expect(count(.box) == 5)
    #expect(count(.opponent) == 80)
    let names = Set(bank.filters.map(\.filter.name))
    #expect(
      names.isSuperset(of: [
        "gabor-45-w2.5-p0", "gabor-165-w11-p90", "derivative1-30-s1.5", "derivative2-0-s2",
        "dog-s1-r1.6", "log-s0.75", "gaussian-s2", "box-9", "red-green-blob-s1",
        "blue-yellow-edge-60-s2", "green-red-single-s1.5", "red-green-double-s1",
      ]))
  }

  @Test("wavelengths lie between 2.5 pixels and the size", arguments: [3, 5, 7, 11])
  func wavelengths(size: Int) throws {
    let bank = try HandcraftedBank(kernels: [], size: size, channels: 1)
    let gabors = bank.filters.filter { $0.family == .gabor }.map(\.filter.name)
    var lengths: [String] = []
    for name in gabors {
      let length = String(name.split(separator: "-")[2].dropFirst())
      if !lengths.contains(length) { lengths.append(length) }
    }
    let expected = [
      3: ["2.5", "3"], 5: ["2.5", "3", "4", "5"], 7: ["2.5", "3.5", "5", "7"],
      11: ["2.5", "4", "6.5", "11"],
    ]
    #expect(lengths == expected[size])
  }

  @Test("Gabors of 0 degrees vary along the rows, and those in the bank sum to zero")
  func convention() throws {
    let bank = try HandcraftedBank(kernels: [], size: 11, channels: 1)
    let upright = try filter("gabor-0-w6.5-p90", in: bank).weights
    for row in 0..<11 { #expect(upright[row * 11 + 5] == 0) }
    #expect(upright[5 * 11 + 4] > 0.3)
    #expect(upright[5 * 11 + 6] < -0.3)
    for handcrafted in bank.filters where handcrafted.family == .gabor {
      #expect(abs(handcrafted.filter.weights.reduce(0) { $0 + Double($1) }) < 1e-5)
    }
  }

  @Test("kernels are in the bank at their size with their scale, and enlarged")
  func kernels() throws {
    let line = KernelBank(
      name: "line",
      kernels: [
        Kernel(
          height: 1, width: 3, weights: [1, 0, -1], scale: Fraction(-2), offset: Fraction(128),
          anchor: Anchor(x: 0, y: 0))
      ])
    let bank = try HandcraftedBank(kernels: [line], size: 6, channels: 1)
    let own = try filter("line", in: bank)
    #expect(own.weights == [-2, 0, 2])
    let large = try filter("line@6", in: bank)
    #expect((large.height, large.width) == (6, 6))
    let row: [Float] = [-2.140625, -1.640625, -0.546875, 0.546875, 1.640625, 2.140625]
    let zeros = [Float](repeating: 0, count: 12)
    #expect(large.weights == zeros + row + row + zeros)
  }

  @Test("enlarged filters keep the signs and the symmetry, and sum to zero if the kernel does")
  func enlarging() throws {
    let laplacian = KernelBank(
      name: "laplacian",
      kernels: [Kernel(height: 3, width: 3, weights: [0, 1, 0, 1, -4, 1, 0, 1, 0])])
    let bank = try HandcraftedBank(kernels: [Self.sobel, laplacian], size: 11, channels: 3)
    let sobel = try filter("sobel-x@11", in: bank).weights
    for row in 0..<11 {
      for column in 0..<11 {
        #expect(abs(sobel[row * 11 + column] + sobel[row * 11 + 10 - column]) < 1e-6)
      }
      #expect(sobel[row * 11 + 9] > 0.9)
    }
    let centre = try filter("laplacian@11", in: bank).weights
    #expect(centre[60] < -3.9)
    #expect(abs(centre.reduce(0) { $0 + Double($1) }) < 1e-5)
  }

  @Test("kernels that are larger than the learned filters stay as they are")
  func large() throws {
    let wide = KernelBank(
      name: "wide", kernels: [Kernel(height: 1, width: 5, weights: [1, 2, 3, 2, 1])])
    let bank = try HandcraftedBank(kernels: [wide], size: 3, channels: 1)
    #expect(try filter("wide", in: bank).width == 5)
    #expect(!bank.filters.contains { $0.filter.name.hasPrefix("wide@") })
  }

  @Test("what is not in the bank is named with the reason")
  func leftOut() throws {
    let pair = KernelBank(
      name: "pair",
      kernels: [
        Kernel(height: 3, width: 3, weights: [-2, 0, 2, -4, 0, 4, -2, 0, 2]),
        Kernel(height: 1, width: 1, weights: [0]),
      ])
    let colour = KernelBank(
      name: "colour", kernels: [Kernel(channels: 3, height: 1, width: 1, weights: [1, -1, 0])])
    let bank = try HandcraftedBank(kernels: [Self.sobel, pair, colour], size: 3, channels: 1)
    let reasons = bank.leftOut.map { ($0.name, $0.reason) }
    #expect(reasons.contains { $0 == ("pair-1", .same(as: "sobel-x")) })
    #expect(reasons.contains { $0 == ("pair-2", .zero) })
    #expect(reasons.contains { $0 == ("colour", .channels(3)) })
    let all = try HandcraftedBank(kernels: [colour], size: 3, channels: 3)
    #expect(try filter("colour", in: all).weights == [1, -1, 0])
    #expect(try filter("colour@3", in: all).channels == 3)
  }

  @Test("kernels of one name are told apart")
  func sameNames() throws {
    let other = KernelBank(
      name: "sobel-x", kernels: [Kernel(height: 1, width: 2, weights: [-1, 1])])
    let bank = try HandcraftedBank(kernels: [Self.sobel, other], size: 2, channels: 1)
    #expect(bank.filters.prefix(2).map(\.filter.name) == ["sobel-x", "sobel-x#2"])
  }

  @Test("sizes that no kernel can have are refused", arguments: [0, -1, 1025])
  func badSize(size: Int) {
    #expect(throws: KernelError.self) {
      try HandcraftedBank(kernels: [Self.sobel], size: size, channels: 3)
    }
  }
}
