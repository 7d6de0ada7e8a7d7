import Kernels
import Glibc
import Testing

/// The files of the folder `kernels`.
private enum ShippedKernels {
  /// The repository, from the place of this file in it.
  private static let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

  /// Reads a file of the folder.
  static func bytes(_ name: String) throws -> [UInt8] {
    let file = try #require(fopen("/\(root)/kernels/\(name)", "r"), "kernels/\(name) is missing")
    defer { fclose(file) }
    var content = [UInt8](repeating: 0, count: 1 << 16)
    let count = fread(&content, 1, content.count, file)
    return Array(content.prefix(count))
  }

  /// Reads a kernel.
  static func bank(_ name: String) throws -> KernelBank {
    try KernelFile.parse(bytes: bytes(name + ".kernel"), name: "\(name).kernel")
  }

  /// The names of all kernels in the folder.
  static func names() throws -> [String] {
    let folder = try #require(opendir("/\(root)/kernels"))
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".kernel") { names.append(String(name.dropLast(7))) }
    }
    return names.sorted()
  }
}

/// What a shipped file must hold.
struct ShippedKernel: Sendable, CustomTestStringConvertible {
  let name: String
  let matrices: [String]
  let scale: [Int]
  let offset: Int
  let combination: Combination?
  let gain: Double

  init(
    _ name: String, _ matrices: String..., scale: [Int] = [1, 1], offset: Int = 0,
    combine: Combination? = nil, gain: Double
  ) {
    self.name = name
    self.matrices = matrices
    self.scale = scale
    self.offset = offset
    combination = combine
    self.gain = gain
  }

  var testDescription: String { name }

  /// All files of the folder.
  static let all: [ShippedKernel] = [
    ShippedKernel("identity", "0 0 0/0 1 0/0 0 0", gain: 1),
    ShippedKernel("edge", "-1 -1 -1/-1 8 -1/-1 -1 -1", gain: 0),
    ShippedKernel("sharpen", "0 -1 0/-1 5 -1/0 -1 0", gain: 1),
    ShippedKernel("sharpen8", "-1 -1 -1/-1 9 -1/-1 -1 -1", gain: 1),
    ShippedKernel("smoothing", "1 1 1/1 2 1/1 1 1", scale: [1, 10], gain: 1),
    ShippedKernel(
      "gaussian5", "1 2 3 2 1/2 4 5 4 2/3 5 6 5 3/2 4 5 4 2/1 2 3 2 1", scale: [1, 74], gain: 1),
    ShippedKernel("sobel-x", "-1 0 1/-2 0 2/-1 0 1", gain: 0),
    ShippedKernel("sobel-y", "-1 -2 -1/0 0 0/1 2 1", gain: 0),
    ShippedKernel("laplacian4", "0 1 0/1 -4 1/0 1 0", gain: 0),
    ShippedKernel(
      "sobel", "-1 0 1/-2 0 2/-1 0 1", "-1 -2 -1/0 0 0/1 2 1", combine: .magnitude, gain: 0),
    ShippedKernel("prewitt-x", "-1 0 1/-1 0 1/-1 0 1", gain: 0),
    ShippedKernel("prewitt-y", "-1 -1 -1/0 0 0/1 1 1", gain: 0),
    ShippedKernel(
      "prewitt", "-1 0 1/-1 0 1/-1 0 1", "-1 -1 -1/0 0 0/1 1 1", combine: .magnitude, gain: 0),
    ShippedKernel("scharr-x", "-3 0 3/-10 0 10/-3 0 3", gain: 0),
    ShippedKernel("scharr-y", "-3 -10 -3/0 0 0/3 10 3", gain: 0),
    ShippedKernel(
      "scharr", "-3 0 3/-10 0 10/-3 0 3", "-3 -10 -3/0 0 0/3 10 3", combine: .magnitude, gain: 0),
    ShippedKernel("roberts", "1 0/0 -1", "0 1/-1 0", combine: .magnitude, gain: 0),
    ShippedKernel("laplacian8", "1 1 1/1 -8 1/1 1 1", gain: 0),
    ShippedKernel("gaussian3", "1 2 1/2 4 2/1 2 1", scale: [1, 16], gain: 1),
    ShippedKernel(
      "gaussian7",
      "1 6 15 20 15 6 1/6 36 90 120 90 36 6/15 90 225 300 225 90 15/20 120 300 400 300 120 20"
        + "/15 90 225 300 225 90 15/6 36 90 120 90 36 6/1 6 15 20 15 6 1",
      scale: [1, 4096], gain: 1),
    ShippedKernel("box3", "1 1 1/1 1 1/1 1 1", scale: [1, 9], gain: 1),
    ShippedKernel(
      "box5", "1 1 1 1 1/1 1 1 1 1/1 1 1 1 1/1 1 1 1 1/1 1 1 1 1", scale: [1, 25], gain: 1),
    ShippedKernel("log5", "0 0 1 0 0/0 1 2 1 0/1 2 -16 2 1/0 1 2 1 0/0 0 1 0 0", gain: 0),
    ShippedKernel(
      "log9",
      "0 1 1 2 2 2 1 1 0/1 2 4 5 5 5 4 2 1/1 4 5 3 0 3 5 4 1/2 5 3 -12 -24 -12 3 5 2"
        + "/2 5 0 -24 -40 -24 0 5 2/2 5 3 -12 -24 -12 3 5 2/1 4 5 3 0 3 5 4 1/1 2 4 5 5 5 4 2 1"
        + "/0 1 1 2 2 2 1 1 0", gain: 0),
    ShippedKernel("emboss", "-2 -1 0/-1 0 1/0 1 2", offset: 128, gain: 0),
    ShippedKernel(
      "unsharp",
      "-1 -4 -6 -4 -1/-4 -16 -24 -16 -4/-6 -24 476 -24 -6/-4 -16 -24 -16 -4/-1 -4 -6 -4 -1",
      scale: [1, 256], gain: 1),
    ShippedKernel(
      "kirsch", "5 5 5/-3 0 -3/-3 -3 -3", "-3 5 5/-3 0 5/-3 -3 -3", "-3 -3 5/-3 0 5/-3 -3 5",
      "-3 -3 -3/-3 0 5/-3 5 5", "-3 -3 -3/-3 0 -3/5 5 5", "-3 -3 -3/5 0 -3/5 5 -3",
      "5 -3 -3/5 0 -3/5 -3 -3", "5 5 -3/5 0 -3/-3 -3 -3", combine: .max, gain: 0),
  ]
}

@Suite("shipped kernels")
struct ShippedKernelTests {
  @Test("a file holds the matrices of its source", arguments: ShippedKernel.all)
  func matrices(expected: ShippedKernel) throws {
    let bank = try ShippedKernels.bank(expected.name)
    #expect(bank.name == expected.name)
    #expect(bank.combination == expected.combination)
    #expect(
      bank.kernels.map { kernel in
        kernel.rows().map { row in row.map { "\(Int($0))" }.joined(separator: " ") }
          .joined(separator: "/")
      } == expected.matrices)
    for kernel in bank.kernels {
      #expect(kernel.channels == 1)
      #expect(kernel.isInteger)
      #expect(kernel.scale == Fraction(expected.scale[0], over: expected.scale[1]))
      #expect(kernel.offset == Fraction(expected.offset))
      #expect(kernel.anchor == kernel.centre)
      #expect(kernel.gain == expected.gain)
      #expect(kernel.isZeroSum == (expected.gain == 0))
    }
  }

  @Test("no file is missing, and none is untested")
  func completeness() throws {
    #expect(try ShippedKernels.names() == ShippedKernel.all.map(\.name).sorted())
  }

  @Test("each file says what it does and where it is from", arguments: ShippedKernel.all)
  func comments(expected: ShippedKernel) throws {
    let bank = try ShippedKernels.bank(expected.name)
    #expect(bank.summary.count > 10)
    #expect(bank.summary.count <= 80)
    let text = String(decoding: try ShippedKernels.bytes(expected.name + ".kernel"), as: UTF8.self)
    #expect(text.contains("Source:"))
  }

  @Test("the table of the README agrees with the files", arguments: ShippedKernel.all)
  func table(expected: ShippedKernel) throws {
    let bank = try ShippedKernels.bank(expected.name)
    let kernel = bank.kernels[0]
    let size =
      "\(kernel.width)x\(kernel.height)"
      + (bank.kernels.count > 1 ? ", \(bank.kernels.count) kernels" : "")
    let line =
      "| `\(bank.name)` | \(size) | \(Int(kernel.sum)) | \(Int(kernel.gain)) | \(bank.summary) |\n"
    let readme = String(decoding: try ShippedKernels.bytes("README.md"), as: UTF8.self)
    #expect(readme.contains(line))
  }

  @Test(
    "a derivative across is the transpose of the one downwards",
    arguments: ["sobel", "prewitt", "scharr"])
  func transposes(name: String) throws {
    let across = try ShippedKernels.bank(name + "-x").kernels[0]
    let down = try ShippedKernels.bank(name + "-y").kernels[0]
    for y in 0..<3 {
      for x in 0..<3 { #expect(across.rows()[y][x] == down.rows()[x][y]) }
    }
    #expect(try ShippedKernels.bank(name).kernels == [across, down])
  }
}
