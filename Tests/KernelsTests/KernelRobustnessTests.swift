import Kernels
import Testing
import _TestSupport

@Suite("robustness of kernel files")
struct KernelRobustnessTests {
  private static let formats: [KernelFormat] = [.lenslet, .vips, .imageMagick]

  /// Reads bytes in every format; what is read must be written and read again as the same.
  private func exercise(_ bytes: [UInt8]) throws -> Int {
    var count = 0
    for format in Self.formats {
      do throws(KernelError) {
        let bank = try KernelFile.parse(bytes: bytes, name: "fuzz", format: format)
        let text = try bank.text(in: .lenslet)
        #expect(try KernelFile.parse(text: text, name: "fuzz", format: .lenslet) == bank)
        count += 1
      } catch {
        #expect(error.description.hasPrefix("fuzz:"), "\(error)")
        #expect(!error.description.contains("\n"))
      }
    }
    return count
  }

  @Test("random bytes are read or refused, never a crash", arguments: [1, 2, 3] as [UInt64])
  func randomBytes(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for length in 0..<150 {
      let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
      _ = try exercise(bytes)
    }
  }

  @Test("random words of the formats are read or refused", arguments: [4, 5, 6] as [UInt64])
  func randomWords(seed: UInt64) throws {
    let words = [
      "1", "-2.5", "1/9", "1/0", "-", "nan", "1e9", "9999999999999999999999", "scale", "divisor",
      ":",
      "sum", "anchor: 0,0", "combine: max", "offset: ", "---", "#", "3x1", "2x2", "@", ">", "<",
      "+1", "\0",
      ";", "\n", "\n", "\n", " ", " ", " ", ",", "\r\n", "\t", "\"", "é", "\u{feff}", "e", "x", ".",
    ]
    var generator = SeededGenerator(seed: seed)
    var read = 0
    for round in 0..<400 {
      let text = (0..<round % 24).map { _ in
        words[Int.random(in: 0..<words.count, using: &generator)]
      }.joined()
      read += try exercise(Array(text.utf8))
    }
    #expect(read > 0)
  }

  @Test("a damaged file is read or refused", arguments: [7, 8, 9] as [UInt64])
  func mutations(seed: UInt64) throws {
    let texts = [
      "# Both.\ncombine: magnitude\nscale: 1/9\n-1 0 1\n---\nanchor: 0,1\n1\n2\n",
      "3 2 9 128\n1 2 3\n4 5 6\n", "3x3+0+1@: 1,2,3 -,5,6 7,8,nan;2: 1 2 3 4",
    ]
    var generator = SeededGenerator(seed: seed)
    var read = 0
    for round in 0..<300 {
      var bytes = Array(texts[round % texts.count].utf8)
      for _ in 0...round % 3 {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: place)
        default: bytes.insert(bytes[Int.random(in: 0..<bytes.count, using: &generator)], at: place)
        }
      }
      read += try exercise(bytes)
    }
    #expect(read > 0)
  }

  @Test(
    "zero bytes are refused with their place: rewritten, a remark of them would look like UTF-16",
    arguments: [
      ("#\n#\0\0\n1", "fuzz:2:2"), ("1 2\n3 4 # a remark\0", "fuzz:2:15"), ("12 34\0", "fuzz:1:6"),
    ])
  func zeroBytes(text: String, place: String) throws {
    for format in Self.formats {
      let error = try #require(throws: KernelError.self) {
        try KernelFile.parse(text: text, name: "fuzz", format: format)
      }
      #expect(
        error.description
          == "\(place): found U+0000 NULL, which is no character of a text (delete it)")
    }
  }

  @Test("a purpose with a zero byte is written as one that is read")
  func purpose() throws {
    let kernel = Kernel(height: 1, width: 1, weights: [1])
    let bank = KernelBank(name: "fuzz", purpose: "\0\0 a\0b", kernels: [kernel])
    let text = try bank.text(in: .lenslet)
    #expect(text == "# a b\n1\n")
    #expect(try KernelFile.parse(text: text, name: "fuzz").kernels == bank.kernels)
  }

  @Test("a file cut off anywhere is read or refused")
  func truncation() throws {
    let text = "\u{feff}# Ä.\r\nscale: 1/9\r\n-1 0.5e1 1/3\r\n---\r\n1 2\r\n"
    let bytes = Array(text.utf8)
    for length in 0...bytes.count { _ = try exercise(Array(bytes.prefix(length))) }
  }
}
