import Kernels
import Testing

@Suite("libvips matrices")
struct VipsKernelTests {
  private func parse(_ text: String) throws -> Kernel {
    try KernelFile.parse(text: text, name: "m.mat").kernels[0]
  }

  @Test(
    "a matrix is divided by its scale, then the offset is added",
    arguments: [
      ("3 1 48 128\n1 2 12\n", Fraction(1, over: 48), Fraction(128)),
      ("3 1\n1 2 12", .one, .zero), ("3 1 0.5\n1 2 12", Fraction(2), .zero),
      ("3,1,-8,1.5\r\n\"1\",\"2\"\t12\r\n\r\n", Fraction(-1, over: 8), Fraction(3, over: 2)),
    ] as [(String, Fraction?, Fraction?)])
  func matrix(text: String, scale: Fraction?, offset: Fraction?) throws {
    let expected = Kernel(
      height: 1, width: 3, weights: [1, 2, 12], scale: try #require(scale),
      offset: try #require(offset))
    #expect(try parse(text) == expected)
  }

  @Test("rows follow the size of the first line")
  func size() throws {
    let kernel = try parse("2 3 1 0\n1 2\n3 4\n5 6\n")
    #expect(kernel == Kernel(height: 3, width: 2, weights: [1, 2, 3, 4, 5, 6]))
    #expect(kernel.anchor == Anchor(x: 1, y: 1))
  }

  @Test(
    "a bad matrix is named with its place",
    arguments: [
      ("", "m.mat:1:1: expected rows of numbers, found none"),
      (
        "3\n1 2 3",
        "m.mat:1:1: expected 'width height', 'width height scale' or 'width height scale offset', "
          + "found '3'"
      ),
      ("3 0\n", "found '3 0'"), ("3 1 1 0 7\n1 2 3", "found '3 1 1 0 7'"),
      ("1.5 1\n1", "found '1.5 1'"), ("-1 1\n1", "found '-1 1'"),
      ("3 1 0\n1 2 3", "m.mat:1:5: 'scale' must not be zero"),
      ("3 1 x\n1 2 3", "m.mat:1:5: expected a number, found 'x'"),
      ("3 1\n1 2\n", "m.mat:2:4: expected 3 numbers as the size says, found 2"),
      ("3 1\n1 2 3 4\n", "m.mat:2:7: expected 3 numbers as the size says, found 4"),
      ("3 2\n1 2 3\n", "m.mat:3:1: expected 2 rows as the first line says, found 1"),
      ("3 1\n1 2 3\n4 5 6", "m.mat:3:1: expected 1 row as the first line says, found 2"),
      ("3 1\n1 1/9 3", "m.mat:2:3: expected a number, found '1/9'"),
      ("# comment\n3 1\n1 2 3", "found '# comment'"),
      ("10000 10000\n1", "m.mat:1:1: a kernel has at most 1024 rows and 1024 columns"),
    ])
  func errors(text: String, expected: String) throws {
    #expect(try #require(message(text, name: "m.mat")).contains(expected))
  }
}

@Suite("ImageMagick kernels")
struct ImageMagickKernelTests {
  private func parse(_ text: String) throws -> [Kernel] {
    try KernelFile.parse(text: text, name: "im", format: .imageMagick).kernels
  }

  @Test(
    "a kernel has a size, an origin and values",
    arguments: [
      ("3x2: 1,2,3 4,5,6", 3, 2, 1, 0, [1, 2, 3, 4, 5, 6]),
      ("3x2+0+1:1 2 3\n  4 5 6\n", 3, 2, 0, 1, [1, 2, 3, 4, 5, 6]),
      ("2x2: 1,2,3,4", 2, 2, 0, 0, [1, 2, 3, 4]), ("2: 1,2,3,4", 2, 2, 0, 0, [1, 2, 3, 4]),
      ("3x1+2: 1,-,nan;", 3, 1, 2, 0, [1, 0, 0]), ("1X1:-.5", 1, 1, 0, 0, [-0.5]),
      ("1 2 3 4 5 6 7 8 9", 3, 3, 1, 1, [1, 2, 3, 4, 5, 6, 7, 8, 9]),
      ("1,2,3,4", 2, 2, 0, 0, [1, 2, 3, 4]),
    ] as [(String, Int, Int, Int, Int, [Float])])
  func kernel(text: String, width: Int, height: Int, x: Int, y: Int, weights: [Float]) throws {
    let expected = Kernel(
      height: height, width: width, weights: weights, anchor: Anchor(x: x, y: y))
    #expect(try parse(text) == [expected])
  }

  @Test("lists are parted by semicolons")
  func list() throws {
    let kernels = try parse("1;2x1: 3,4;\n5")
    #expect(kernels.map(\.weights) == [[1], [3, 4], [5]])
  }

  @Test("'@' turns a 3x3 kernel clockwise in steps of 45 degrees")
  func eighths() throws {
    let kernels = try parse("3x3@: 1,2,3,4,5,6,7,8,9")
    #expect(
      kernels.map(\.weights) == [
        [1, 2, 3, 4, 5, 6, 7, 8, 9], [4, 1, 2, 7, 5, 3, 8, 9, 6], [7, 4, 1, 8, 5, 2, 9, 6, 3],
        [8, 7, 4, 9, 5, 1, 6, 3, 2], [9, 8, 7, 6, 5, 4, 3, 2, 1], [6, 9, 8, 3, 5, 7, 2, 1, 4],
        [3, 6, 9, 2, 5, 8, 1, 4, 7], [2, 3, 6, 1, 5, 9, 4, 7, 8],
      ])
    let anchors = try parse("3x3+0+1@: 1,2,3,4,5,6,7,8,9").prefix(3).map(\.anchor)
    #expect(anchors == [Anchor(x: 0, y: 1), Anchor(x: 0, y: 0), Anchor(x: 1, y: 0)])
  }

  @Test("'>' turns a kernel clockwise in steps of 90 degrees")
  func quarters() throws {
    #expect(
      try parse("2x2>: 1,2,3,4").map(\.weights)
        == [
          [1, 2, 3, 4], [3, 1, 4, 2], [4, 3, 2, 1], [2, 4, 1, 3],
        ].map { $0.map(Float.init) })
    let row = try parse("4x1+3+0>: 1,2,3,4")
    #expect(row.map(\.width) == [4, 1, 4, 1])
    #expect(row.map(\.weights) == [[1, 2, 3, 4], [1, 2, 3, 4], [4, 3, 2, 1], [4, 3, 2, 1]])
    #expect(row.map(\.anchor.x) == [3, 0, 0, 0])
    #expect(row.map(\.anchor.y) == [0, 3, 0, 0])
    #expect(try parse("3x3>: 0,1,0,1,2,1,0,1,0").count == 1)
  }

  @Test("'<' adds the kernel turned by 180, 270 and 90 degrees")
  func mirrored() throws {
    #expect(
      try parse("3x3<: 1,2,3,4,5,6,7,8,9").map(\.weights) == [
        [1, 2, 3, 4, 5, 6, 7, 8, 9], [9, 8, 7, 6, 5, 4, 3, 2, 1], [3, 6, 9, 2, 5, 8, 1, 4, 7],
        [7, 4, 1, 8, 5, 2, 9, 6, 3],
      ])
    let row = try parse("4x1<: 1,2,3,4")
    #expect(row.map(\.anchor.x) == [1, 2, 0, 0])
    #expect(row.map(\.anchor.y) == [0, 0, 2, 1])
  }

  @Test(
    "a bad kernel is named with its place",
    arguments: [
      ("", "im:1:1: expected rows of numbers, found none"),
      ("1;;2", "im:1:3: expected rows of numbers, found none"),
      ("3x3:", "im:1:5: expected 9 numbers as the size says, found 0"),
      ("2x1: 1,2,3", "im:1:10: expected 2 numbers as the size says, found 3"),
      ("2x1:\n1", "im:2:2: expected 2 numbers as the size says, found 1"),
      ("1 2 3", "expected a square number of weights without a size, found 3"),
      ("2x1: 1,1/9", "im:1:8: expected a number, found '1/9'"),
      ("2x1: 1,inf", "im:1:8: expected a finite number, found 'inf'"),
      ("Gaussian:0x1", "im:1:1: 'Gaussian' is a kernel that ImageMagick computes"),
      (
        "3y3: 1", "im:1:1: expected a size such as '3x3' or '3x3+1+1' before ':', found '3y3'"
      ),
      ("x3: 1", "found 'x3'"), ("3x3x3: 1", "found '3x3x3'"), ("3x3+1+1+1: 1", "found '3x3+1+1+1'"),
      ("3x3-1+0: 1", "found '3x3-1+0'"), ("0x3: 1", "found '0x3'"), (": 1", "found ''"),
      ("99999999999999999999x1: 1", "found '99999999999999999999x1'"),
      ("3x1+3+0: 1,2,3", "im:1:1: expected a column from 0 to 2 and a row from 0 to 0"),
      ("2x2@: 1,2,3,4", "im:1:1: '@' turns 3x3 kernels only"),
      ("2x3>: 1,2,3,4,5,6", "'>' turns square kernels, single rows and columns only"),
      ("2000x1: 1", "im:1:1: a kernel has at most 1024 rows and 1024 columns"),
    ])
  func errors(text: String, expected: String) throws {
    #expect(
      try #require(message(text, name: "im", format: .imageMagick)).contains(expected))
  }
}

@Suite("NumPy kernels")
struct ArrayKernelTests {
  @Test("two dimensions are a kernel, three a multichannel kernel, four a bank")
  func shapes() throws {
    let values = (1...12).map(Double.init)
    let floats = values.map { Float($0) }
    let flat = try KernelFile.parse(shape: [3, 4], values: values, name: "w.npy")
    #expect(flat == KernelBank(name: "w", kernels: [Kernel(height: 3, width: 4, weights: floats)]))
    let deep = try KernelFile.parse(shape: [3, 2, 2], values: values, name: "w.npy")
    #expect(deep.kernels == [Kernel(channels: 3, height: 2, width: 2, weights: floats)])
    let bank = try KernelFile.parse(shape: [2, 3, 1, 2], values: values, name: "w.npy")
    #expect(
      bank.kernels == [
        Kernel(channels: 3, height: 1, width: 2, weights: [1, 2, 3, 4, 5, 6]),
        Kernel(channels: 3, height: 1, width: 2, weights: [7, 8, 9, 10, 11, 12]),
      ])
  }

  @Test(
    "an array that is no kernel is refused",
    arguments: [
      ([4], [1, 2, 3, 4], "w.npy: expected an array of the shape rows x columns"),
      ([0, 3], [], "found 0x3"), ([1, 1, 1, 1, 1], [1], "found 1x1x1x1x1"),
      ([1, 2], [1, .nan], "w.npy: value 1 (counted from 0) is not a finite 32-bit number"),
      ([1, 2], [1e39, 1], "value 0"),
      ([1, 1025], [Double](repeating: 1, count: 1025), "at most 1024 rows and 1024 columns"),
    ])
  func errors(shape: [Int], values: [Double], expected: String) throws {
    let error = try #require(throws: KernelError.self) {
      try KernelFile.parse(shape: shape, values: values, name: "w.npy")
    }
    #expect(error.description.contains(expected))
  }

  @Test("an array is not read as text")
  func text() {
    #expect(
      message("x", name: "w.npy") == "w.npy: holds a NumPy array, not the text of a kernel")
  }
}

@Suite("formats of kernel files")
struct KernelFormatTests {
  @Test(
    "the extension decides, then the content",
    arguments: [
      ("a.kernel", "3x3: 1", .lenslet), ("a.mat", "1", .vips), ("A.MAT", "1", .vips),
      ("a.npy", "", .numpy), ("a.txt", "3x3: 1", .imageMagick),
      ("a", " 3x3+1+1@ :\n1", .imageMagick),
      ("a.txt", "1 2\n3 4", .lenslet), ("a.txt", "", .lenslet), ("a", "scale: 2\n1", .lenslet),
      ("a", "12", .lenslet), ("a", "# 3x3: 1\n1", .lenslet),
    ] as [(String, String, KernelFormat)])
  func detection(name: String, text: String, format: KernelFormat) {
    #expect(KernelFormat.detect(name: name, bytes: Array(text.utf8)) == format)
  }

  @Test("the signature of NumPy files is known")
  func signature() {
    let bytes: [UInt8] = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]
    #expect(KernelFormat.detect(name: "weights", bytes: bytes) == .numpy)
  }
}
