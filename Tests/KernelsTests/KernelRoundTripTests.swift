import Filtering
import Kernels
import Pixels
import Testing
import _TestSupport

/// A kernel is read from what was written of it, and filters as before.
@Suite("kernels through other formats")
struct KernelRoundTripTests {
  private static let texts = [
    "-1 0 1\n-2 0 2\n-1 0 1", "-0 1 -0", "1/9 2/9 1/3\n0.1 1e-7 -3.75", "16777217 -3e30 1e-45",
    "anchor: 0,2\n1 2 3\n4 5 6\n7 8 9", "1 2\n3 4", "offset: 12.5\n1 2 1", "offset: 1/3\n1",
    "scale: 2/9\n1 2 1", "scale: -3\n1 2 1", "scale: 1/2\n1 2 1", "scale: 2\n0.5 1",
    "scale: 2\n10000000 1", "scale: 3/7\n0.1 0.2", "divisor: 9\n1 1 1\n1 1 1\n1 1 1",
    "divisor: sum\n0.1 0.2 0.3", "divisor: sum\n1e-11 1e-11", "1 2\n---\n3 4", "1 2\n---\n3",
    "combine: max\n1 2\n---\n3 4", "1\n\n2\n\n-1/2", "1\n\n2\n\n3\n---\n4\n\n5\n\n6",
    "offset: 128\nscale: 1/3\n-2 -1 0\n-1 0 1\n0 1 2", "scale: 4611686018427387904/3\n1",
    "offset: 1/262144\n1",
  ]

  /// Both kinds of integers, with values that every rounding would show.
  private static let images: [Image] = {
    let size = ImageSize(width: 9, height: 7)
    let values = (0..<size.width * size.height * 3).map { $0 &* 7919 &+ 13 }
    return [
      Image(
        size: size, layout: .rgb, samples: .uint8(values.map { UInt8(truncatingIfNeeded: $0) })),
      Image(
        size: size, layout: .rgb,
        samples: .uint16(values.map { UInt16(truncatingIfNeeded: $0 &* 31) })),
    ]
  }()

  /// What a format makes of a bank; nil if it refuses.
  private func reread(_ bank: KernelBank, _ format: KernelFormat) throws -> KernelBank? {
    do throws(KernelError) {
      guard format != .numpy else {
        let (shape, values) = try bank.array()
        return try KernelFile.parse(
          shape: shape, values: values.map(Double.init), name: bank.name + ".npy")
      }
      let name = "\(bank.name).\(format.fileExtension)"
      let bytes = Array(try bank.text(in: format).utf8)
      #expect(KernelFormat.detect(name: name, bytes: bytes) == format)
      return try KernelFile.parse(bytes: bytes, name: name)
    } catch {
      guard case .inexpressible = error else { throw error }
      return nil
    }
  }

  @Test("filter to the same samples, or are refused", arguments: texts)
  func pictures(text: String) throws {
    let bank = try KernelFile.parse(text: text, name: "k.kernel")
    for format in KernelFormat.allCases {
      guard let read = try reread(bank, format) else {
        #expect(format != .lenslet)
        continue
      }
      for image in Self.images {
        let pictures = try [bank, read].map {
          try Convolver().filter(image, with: $0, range: .clamp).map(\.image)
        }
        #expect(pictures[0] == pictures[1], "\(format)")
        let maps = try [bank, read].map { try Convolver().responses(of: image, to: $0) }
        #expect(maps[0].map(\.values) == maps[1].map(\.values), "\(format)")
      }
      for next in KernelFormat.allCases {
        guard let again = try reread(read, next) else { continue }
        #expect(again.kernels.map(\.floatWeights) == bank.kernels.map(\.floatWeights))
      }
    }
  }

  @Test("formats that hold weights alone refuse every scale, and say what to do")
  func scales() throws {
    let bank = try KernelFile.parse(text: "divisor: 2\n1 2", name: "half.kernel")
    let advice = "the scale 1/2: write a .kernel file, or round the weights with --fold-scale"
    let text = try #require(throws: KernelError.self) { try bank.text(in: .imageMagick) }
    #expect(text.description == "half: a file of the format 'imagemagick' cannot hold \(advice)")
    let array = try #require(throws: KernelError.self) { try bank.array() }
    #expect(array.description == "half: a file of the format 'numpy' cannot hold \(advice)")
    let folded = try bank.foldingScale()
    #expect(folded.kernels == [Kernel(height: 1, width: 2, weights: [0.5, 1])])
    #expect(try folded.text(in: .imageMagick) == "2x1+1+0: 0.5,1\n")
  }

  @Test("a scale that no weight can take is refused")
  func overflow() throws {
    let bank = try KernelFile.parse(text: "scale: 10\n1e38", name: "big.kernel")
    let error = try #require(throws: KernelError.self) { try bank.foldingScale() }
    #expect(
      error.description
        == "big: a weight times the scale 10 is no 32-bit number: write a .kernel file")
  }
}
