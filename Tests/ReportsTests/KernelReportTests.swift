import Foundation
import Kernels
import Reports
import Testing

@Suite("Reports on kernels")
struct KernelReportTests {
  private func report(_ kernels: [Kernel], combination: Combination? = nil) -> String {
    let bank = KernelBank(
      name: "k", purpose: "does something", kernels: kernels, combination: combination)
    return KernelReport(bank).lines.joined(separator: "\n")
  }

  @Test("a separable kernel that is divided by its sum")
  func gaussian() throws {
    let scale = try #require(Fraction(1, over: 16))
    let kernel = Kernel(height: 3, width: 3, weights: [1, 2, 1, 2, 4, 2, 1, 2, 1], scale: scale)
    #expect(
      report([kernel]) == """
        k: does something

           1  2  1
           2 [4] 2
           1  2  1

        size       3x3
        anchor     column 1, row 1, counted from 0 (in brackets)
        scale      1/16
        offset     0
        sum        16
        gain       1 (flat areas keep their value)
        separable  yes, the products of
          column   1 2 1
          row      1 2 1

        response to a single 1 among zeros: the matrix turned by 180 degrees, times 1/16
           0.0625  0.125  0.0625
           0.125  [0.25 ] 0.125
           0.0625  0.125  0.0625
        """)
  }

  @Test("the response is the matrix turned by 180 degrees, with its scale and anchor")
  func response() throws {
    let scale = try #require(Fraction(-1, over: 2))
    let kernel = Kernel(
      height: 2, width: 3, weights: [1, 2, 3.5, -4, 0, 60], scale: scale, offset: Fraction(128),
      anchor: Anchor(x: 0, y: 1))
    #expect(
      report([kernel]) == """
        k: does something

            1  2   3.5
          [-4] 0  60

        size       3x2
        anchor     column 0, row 1, counted from 0 (in brackets)
        scale      -1/2
        offset     128
        sum        62.5
        gain       -31.25 (flat areas are multiplied by it, plus the offset)
        separable  no

        response to a single 1 among zeros: the matrix turned by 180 degrees, times -1/2, plus 128
           -30      0 [ 2  ]
            -1.75  -1  -0.5
        """)
  }

  @Test("a bank says how its results are joined, and shows each kernel")
  func bank() {
    let kernels = [
      Kernel(height: 1, width: 2, weights: [1, -1]), Kernel(height: 2, width: 1, weights: [1, -1]),
    ]
    #expect(
      report(kernels, combination: .magnitude) == """
        k: does something
        2 kernels, joined to the magnitude: the square root of the sum of squares

        kernel 1 of 2

           1 [-1]

        size       2x1
        anchor     column 1, row 0, counted from 0 (in brackets)
        scale      1
        offset     0
        sum        0
        gain       0 (flat areas become 0)
        separable  yes, the products of
          column   1
          row      1 -1

        response to a single 1 among zeros: the matrix turned by 180 degrees
          [-1] 1

        kernel 2 of 2

            1
          [-1]

        size       1x2
        anchor     column 0, row 1, counted from 0 (in brackets)
        scale      1
        offset     0
        sum        0
        gain       0 (flat areas become 0)
        separable  yes, the products of
          column   1 -1
          row      1

        response to a single 1 among zeros: the matrix turned by 180 degrees
          [-1]
            1
        """)
  }

  @Test("the matrices of a multichannel kernel are shown one by one")
  func channels() {
    let kernel = Kernel(channels: 3, height: 1, width: 1, weights: [0.25, 0.5, 0.25])
    #expect(
      report([kernel]) == """
        k: does something

          channel 1 of 3
          [0.25]
          channel 2 of 3
          [0.5]
          channel 3 of 3
          [0.25]

        size    1x1x3
        anchor  column 0, row 0, counted from 0 (in brackets)
        scale   1
        offset  0
        sum     1
        gain    1 (flat areas keep their value)

        response to a single 1 among zeros: the matrix turned by 180 degrees
          channel 1 of 3
          [0.25]
          channel 2 of 3
          [0.5]
          channel 3 of 3
          [0.25]
        """)
  }

  @Test("a purpose from a file cannot steer the terminal, and a table has its first sentence")
  func purpose() {
    let bank = KernelBank(
      name: "k", purpose: "Is \u{1B}[31mred. Or not.",
      kernels: [Kernel(height: 1, width: 1, weights: [1])])
    #expect(KernelReport(bank).lines.first == "k: Is \\u{001B}[31mred. Or not.")
    #expect(
      KernelTable([bank]).lines() == [
        "name  size  sum  separable  purpose",
        "k     1x1     1  yes        Is \\u{001B}[31mred",
      ])
  }

  @Test("a matrix that no terminal can hold is not written out")
  func large() {
    let kernel = Kernel(height: 40, width: 33, weights: Array(repeating: 1, count: 1320))
    let text = report([kernel])
    #expect(text.contains("\n  (40 rows of 33 numbers are not written out)\n"))
    #expect(text.count < 1000)
  }

  @Test(
    "numbers are shown to six digits without the noise of sums",
    arguments: [
      (0, "0"), (1, "1"), (-12, "-12"), (0.1, "0.1"), (1.0000000149, "1"),
      (-0.3333333, "-0.333333"),
      (1234567, "1234570"), (0.000012345678, "1.23457e-05"), (1e300, "1e+300"),
      (2.5e-308, "2.5e-308"),
    ] as [(Double, String)])
  func numbers(value: Double, text: String) {
    #expect(value.shortText == text)
  }

  @Test("a matrix that is too wide is rounded, and where that is not enough its columns are folded")
  func narrow() throws {
    let scale = try #require(Fraction(1, over: 3))
    let kernel = Kernel(
      height: 1, width: 8, weights: [1, 2, 4, 5, 7, 8, 10, 11], scale: scale,
      anchor: Anchor(x: 6, y: 0))
    let bank = KernelBank(name: "k", purpose: "", kernels: [kernel])
    #expect(
      KernelReport(bank).lines(width: 60).suffix(2) == [
        "  rounded to 4 digits",
        "   3.667 [3.333] 2.667  2.333  1.667  1.333  0.6667  0.3333",
      ])
    #expect(
      KernelReport(bank).lines(width: 30).suffix(5) == [
        "  rounded to 3 digits",
        "  columns 0 to 3",
        "   3.67 [3.33] 2.67  2.33",
        "  columns 4 to 7",
        "   1.67  1.33  0.667  0.333",
      ])
    // The matrix as it was written has room.
    #expect(KernelReport(bank).lines(width: 30)[2] == "   1  2  4  5  7  8 [10] 11")
  }

  @Test("every shipped kernel fits a terminal of 80 columns")
  func shippedKernels() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "kernels")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    )
    .filter { $0.pathExtension == "kernel" }
    #expect(files.count == 27)
    for file in files {
      let bank = try KernelFile.parse(
        bytes: Array(try Data(contentsOf: file)), name: file.lastPathComponent)
      let widest = KernelReport(bank).lines(width: 80).map(\.count).max() ?? 0
      #expect(widest <= 80, "\(file.lastPathComponent)")
    }
  }
}
