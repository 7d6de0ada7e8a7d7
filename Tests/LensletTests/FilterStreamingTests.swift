import Codecs
import Files
import Pixels
import Testing
import _TestSupport

@Suite("lenslet filter with large images")
struct FilterStreamingTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  /// A picture of several strips.
  private func tall() throws -> [UInt8] {
    var generator = SeededGenerator(seed: 4)
    let samples = generator.bytes(600 * 3000)
    return try ImageEncoder.encode(
      Image(size: ImageSize(width: 600, height: 3000), layout: .grey, samples: .uint8(samples)),
      as: .png)
  }

  @Test(
    "damage half way is told with its row, leaves nothing, and the rest is done",
    arguments: ["png", "jpeg", "npy"], [1, 2])
  func damaged(format: String, jobs: Int) throws {
    var file = try tall()
    file[file.count / 2] ^= 0x55
    try pictures.write(file, "in/a.png")
    try pictures.pictures("in/b.png")
    let run = try pictures.filter(
      "in", "-k", "box3", "-k", "edge", "-o", "out", "-q", "--format", format, "-j", "\(jobs)")
    #expect(run.status == 1)
    let row = run.diagnostics.prefix { $0 != "\n" }.split(separator: " ").dropFirst(3).first
    #expect((900...2100).contains(row.flatMap { Int($0) } ?? 0), "\(run.diagnostics)")
    #expect(run.diagnostics.hasPrefix("lenslet: in/a.png: row "))
    #expect(run.diagnostics.contains(" of 3000: the PNG file is damaged ("))
    let suffix = format == "jpeg" ? "jpg" : format
    #expect(pictures.folder.names(in: "out") == ["b-box3.\(suffix)", "b-edge.\(suffix)"])
  }

  @Test("a JPEG that ends half way is told with its row and leaves nothing")
  func endsEarly() throws {
    var generator = SeededGenerator(seed: 6)
    let samples = generator.bytes(400 * 800)
    let file = try ImageEncoder.encode(
      Image(size: ImageSize(width: 400, height: 800), layout: .grey, samples: .uint8(samples)),
      as: .jpeg)
    try pictures.write(Array(file.prefix(file.count / 2)), "in/a.jpg")
    try pictures.pictures("in/b.jpg")
    let run = try pictures.filter("in", "-k", "box3", "-k", "edge", "-o", "out", "-q")
    #expect(run.status == 1)
    #expect(run.diagnostics.hasPrefix("lenslet: in/a.jpg: row "))
    #expect(run.diagnostics.contains(" of 800: the JPEG file ends early"))
    #expect(pictures.folder.names(in: "out") == ["b-box3.jpg", "b-edge.jpg"])
  }

  @Test("all pictures are made where nobody reads the records, or the errors, to the end")
  func closedPipe() throws {
    for name in 0..<40 { try pictures.pictures("in/\(name).png") }
    let records = try Tool.shell(
      "{ lenslet filter in -k box3 -o out --json -q; echo $? > status; } 2> errors | true; "
        + "cat status errors", in: pictures.url)
    let lost = "lenslet: standard output cannot be written; what should be printed there is lost\n"
    // Few records may have gone into the pipe before it was closed.
    #expect(["1\n" + lost, "0\n"].contains(records.output), "\(records.output)")
    #expect(pictures.folder.names(in: "out").count == 40)

    try pictures.write([1], "in/x.png")
    let errors = try Tool.shell(
      "{ lenslet filter in -k box3 -o more -q 2>&1; echo $? > status; } | true; cat status",
      in: pictures.url)
    #expect(errors.output == "1\n")
    #expect(pictures.folder.names(in: "more").count == 40)
  }

  @Test("a disk that fills while one result is written leaves nothing of it")
  func fullDisk() throws {
    try pictures.write(try tall(), "in/a.png")
    try pictures.pictures("in/b.png")
    try pictures.write(Array("0\n".utf8), "zero.kernel")
    let run = try Tool.shell(
      "ulimit -f 1000; lenslet filter in -k identity -k ./zero.kernel -o out -q", in: pictures.url)
    #expect(run.status == 1)
    #expect(
      run.diagnostics
        == "lenslet: out/a-identity.png: cannot be written: "
        + "it would exceed the limit on the size of a file\n")
    #expect(pictures.folder.names(in: "out") == ["a-zero.png", "b-identity.png", "b-zero.png"])
  }

  @Test("memory is bounded, and what does not fit says what it needs")
  func memory() throws {
    try pictures.write(try tall(), "in/a.png")
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "-q", "--max-memory", "4m")
    #expect(run.diagnostics == "")
    #expect(run.status == 0)
    let free = try pictures.filter("in", "-k", "box3", "-o", "free", "-q")
    #expect(free.status == 0)
    let bounded = try File.read(pictures.folder("out/a.png"), limit: 1 << 24)
    #expect(try File.read(pictures.folder("free/a.png"), limit: 1 << 24) == bounded)
    // The header of an interlaced PNG of 1,000,000 x 1,000,000 grey pixels.
    let header: [UInt8] = [
      0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52,
      0, 0x0F, 0x42, 0x40, 0, 0x0F, 0x42, 0x40, 8, 0, 0, 0, 1, 0x0E, 0x01, 0x57, 0x37,
      0, 0, 0, 0, 0x49, 0x44, 0x41, 0x54, 0x35, 0xAF, 0x06, 0x1E,
    ]
    try pictures.write(header, "in/b.png")
    let refused = try pictures.filter(
      "in/b.png", "-k", "box3", "-o", "none", "-q", "--max-memory", "1G", "--max-pixels",
      "1000000000000")
    #expect(refused.status == 1)
    #expect(refused.diagnostics.hasPrefix("lenslet: in/b.png: needs about 93"))
    #expect(
      refused.diagnostics.hasSuffix(
        "G of memory because it is interlaced, --max-memory allows 1G: "
          + "raise it, or use a smaller image\n"), "\(refused.diagnostics)")
  }

  @Test("where memory is short, fewer strips are in flight before an image is refused")
  func wide() throws {
    let samples = [UInt8](repeating: 9, count: 20_000 * 40 * 3)
    let image = Image(
      size: ImageSize(width: 20_000, height: 40), layout: .rgb, samples: .uint8(samples))
    try pictures.write(try ImageEncoder.encode(image, as: .png), "a.png")
    // One strip of one row and the state of eight threads take 39.1 MiB, nine strips 6 MiB more.
    let enough = try pictures.filter(
      "a.png", "-k", "box3", "-o", "out", "-q", "-j", "8", "--max-memory", "40M")
    #expect(enough.status == 0, "\(enough.diagnostics)")
    let short = try pictures.filter(
      "a.png", "-k", "box3", "-o", "none", "-q", "-j", "8", "--max-memory", "38M")
    #expect(short.status == 1)
    #expect(short.diagnostics.hasPrefix("lenslet: a.png: needs about 39.1M of memory, "))
  }

  /// The least data memory, in KiB, with which `lenslet filter` does its work; a thread that cannot be
  /// had is done without.
  private func need(_ arguments: String) throws -> Int {
    var (low, high) = (1 << 10, 1 << 18)
    while high - low > 128 {
      let middle = (low + high) / 2
      let run = try Tool.shell(
        "ulimit -s 512; ulimit -d \(middle); lenslet filter -k box3 -o out -q \(arguments)",
        in: pictures.url)
      if run.status == 0 { high = middle } else { low = middle }
    }
    return high
  }

  @Test(
    "an image takes no more than --max-memory beyond what a tiny one takes",
    arguments: ["", "--format npy", "--format jpeg", "--compression smallest", "-k edge -k sobel"],
    [1, 2])
  func honest(options: String, jobs: Int) throws {
    try pictures.pictures("tiny.png")
    try pictures.write(try tall(), "tall.png")
    let tiny = try need("tiny.png -j \(jobs)")
    let tall = try need("tall.png -j \(jobs) --max-memory 12m \(options)")
    // Two threads have stacks of half a MiB: the one that waits for signals, and the second job.
    #expect(tall <= tiny + 13 << 10)
  }

  @Test("sizes of memory that make no sense", arguments: ["0", "lots", "2X", "-1", "M", "1.5G"])
  func sizes(size: String) throws {
    try pictures.pictures("a.png")
    let run = try pictures.filter("a.png", "-k", "box3", "-o", "out", "--max-memory=\(size)")
    #expect(run.status == 64)
    #expect(run.diagnostics.contains("option '--max-memory' takes a size such as 512M or 2G"))
  }
}
