import Files
import Testing
import _TestSupport

@Suite("lenslet filter and the colours of JPEG files")
struct JPEGOutputTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.write(JPEGBuilder.colour.file, "a.jpg")
  }

  @Test(
    "colours are subsampled unless a high quality or --subsampling says otherwise",
    arguments: [
      ([], 0x22), (["--quality", "89"], 0x22), (["--quality", "90"], 0x11),
      (["--quality", "100"], 0x11), (["--subsampling", "444"], 0x11),
      (["--subsampling", "4:4:4"], 0x11), (["--subsampling", "4:2:2"], 0x21),
      (["--subsampling", "422", "--quality", "30"], 0x21),
      (["--subsampling", "420", "--quality", "100"], 0x22),
    ] as [([String], UInt8)])
  func subsampling(arguments: [String], factors: UInt8) throws {
    let run = try Tool.run(
      ["filter", "a.jpg", "-k", "identity", "-o", "out"] + arguments, in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    let file = try File.read(pictures.folder("out/a.jpg"), limit: 1 << 20)
    let frame = try #require(file.indices.first { file[$0...].starts(with: [0xff, 0xc0]) })
    #expect(file[frame + 11] == factors)
  }

  @Test("another subsampling is a usage error that lists those that there are")
  func unknown() throws {
    let run = try pictures.filter(
      "a.jpg", "-k", "identity", "-o", "out", "--subsampling", "411")
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("takes one of 4:4:4, 4:2:2 or 4:2:0, not '411'"))
  }
}
