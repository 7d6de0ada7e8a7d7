import Codecs
import Files
import Foundation
import Pixels
import Testing
import _TestSupport

/// PNG files as people have them, which other readers take.
@Suite(
  "PNG files as people have them",
  .enabled(if: FieldCases.areThere, "the field cases are not there"))
struct PNGFieldCaseTests {
  /// Filters a case with the identity.
  ///
  /// - Returns: What the run said, and the one file that it wrote, nil where there is none.
  private func filter(_ name: String, _ arguments: String...) throws -> (Tool.Run, [UInt8]?) {
    let output = try TemporaryFolder()
    let input = FieldCases.folder.appending(path: name).path
    let run = try Tool.run(
      ["filter", input, "-k", "identity", "-o", output.path.display] + arguments)
    let files = DirectoryWalk(output.path).files
    #expect(files.count == (run.status == 0 ? 1 : 0))
    return (run, try files.first.map { try File.read(output.path.appending($0), limit: 1 << 20) })
  }

  /// The array that a case gives.
  private func array(_ name: String) throws -> NumpyArray {
    let (run, file) = try filter(name, "--format", "npy")
    #expect(run.status == 0, "\(run.diagnostics)")
    return try NumpyArray(decoding: try #require(file))
  }

  @Test(
    "EXIF in a raw text turns the picture",
    arguments: ["png-raw-exif/ztxt.png", "png-raw-exif/text.png"])
  func rawExif(_ name: String) throws {
    let array = try array(name)
    #expect(array.shape == [1, 4, 2])
    #expect(array.values == [100, 0, 110, 10, 120, 20, 130, 30])
  }

  @Test(
    "too small a window gives the samples of the reference",
    arguments: ["window-256", "window-512"]
  )
  func window(_ name: String) throws {
    #expect(
      try array("png-window/\(name).png").values == array("png-window/reference.png").values)
    let (run, _) = try filter("png-window/\(name).png", "--strict")
    #expect(run.status == 1)
    #expect(run.diagnostics.contains("a declared window that is too small"))
  }

  @Test(
    "a chunk without pixels and with a wrong checksum is left out",
    arguments: ["text", "itxt-after", "private", "phys"])
  func checksum(_ name: String) throws {
    let array = try array("png-checksum/\(name).png")
    #expect(array.shape == [1, 2, 4])
    #expect(array.values == [0, 10, 20, 30, 100, 110, 120, 130])
    let (_, file) = try filter("png-checksum/\(name).png")
    #expect(try ImageDecoder.decode(try #require(file)).metadata == ImageMetadata())
    let (run, _) = try filter("png-checksum/\(name).png", "--strict")
    #expect(run.status == 1)
    #expect(run.diagnostics.contains("a wrong checksum of a chunk without pixels"))
  }

  @Test(
    "what is said about colours is carried over",
    arguments: [
      ("gamma-linear", [ColourChunk.Kind.gAMA]), ("srgb", [.sRGB]), ("chrm", [.gAMA, .cHRM]),
      ("cicp-pq", [.cICP]),
    ])
  func colour(_ name: String, _ kinds: [ColourChunk.Kind]) throws {
    let input = try Data(contentsOf: FieldCases.folder.appending(path: "png-colour/\(name).png"))
    let (_, file) = try filter("png-colour/\(name).png")
    let written = try ImageDecoder.decode(try #require(file)).metadata.colourChunks
    #expect(written.map(\.kind) == kinds)
    #expect(written == (try ImageDecoder.decode(Array(input)).metadata.colourChunks))
  }

  @Test("samples that are light are filtered as light")
  func linear() throws {
    let (run, file) = try filter("png-colour/gamma-linear.png", "--linear", "--format", "npy")
    #expect(run.status == 0)
    #expect(
      try NumpyArray(decoding: try #require(file)).values == [Double](repeating: 188, count: 16))
    let (encoded, _) = try filter("png-colour/srgb.png", "--linear", "--format", "npy")
    #expect(encoded.status == 0)
  }

  @Test("samples that are not known to be light are refused with --linear")
  func perceptual() throws {
    let (run, _) = try filter("png-colour/cicp-pq.png", "--linear")
    #expect(run.status == 1)
    #expect(
      run.diagnostics.contains(
        "cicp-pq.png: --linear cannot decode its samples, because its cICP chunk says transfer 16 "
          + "(PQ): convert it to sRGB first, or leave out --linear\n"))
  }
}
