import Batches
import Codecs
import Files
import Filtering
import Kernels
import Pixels
import Synchronization
import Testing
import _TestSupport

@Suite("Batches")
struct BatchTests {
  let folder: TemporaryFolder
  private let double = KernelBank(
    name: "double", kernels: [Kernel(height: 1, width: 1, weights: [2])])
  private let pair = KernelBank(
    name: "pair",
    kernels: [
      Kernel(height: 1, width: 1, weights: [1]), Kernel(height: 1, width: 1, weights: [-1]),
    ])

  init() throws { folder = try TemporaryFolder() }

  private func settings(_ banks: [KernelBank]) throws -> FilterSettings {
    FilterSettings(banks: banks, convolver: try Convolver())
  }

  private func run(_ settings: FilterSettings, threads: Int = 2) throws -> [ImageResult] {
    let inputs = InputFinder([folder("in")], output: folder("out")).inputs
    let batch = try Batch(inputs: inputs, folder: folder("out"), settings: settings)
    let results = ResultList()
    try batch.run(threads: threads) { results.append($0) }
    return results.all
  }

  private final class ResultList: Sendable {
    private let list = Mutex<[ImageResult]>([])

    var all: [ImageResult] { list.withLock { $0 } }

    func append(_ result: ImageResult) { list.withLock { $0.append(result) } }
  }

  @Test("results come in the order of the inputs for any number of threads", arguments: [1, 2, 9])
  func order(threads: Int) throws {
    for name in ["a", "b", "c", "d", "e", "f", "g"] {
      try folder.picture("in/\(name).png", value: 10, width: name == "a" ? 300 : 2)
    }
    let results = try run(try settings([double]), threads: threads)
    #expect(results.map { $0.input.lastComponent.display } == "abcdefg".map { "\($0).png" })
    #expect(try folder.samples("out/g.png") == .uint8([20, 20, 20, 20]))
  }

  @Test("one bad file does not keep the others from being done")
  func oneBad() throws {
    try folder.picture("in/a.png")
    let whole = try File.read(folder("in/a.png"), limit: 10_000)
    try File.write(Array(whole.dropLast(20)), to: folder("in/b.png"))
    try folder.picture("in/c.png")
    let results = try run(try settings([double]))
    #expect(results.map(\.outcome) == [.done, .failed, .done])
    #expect(results.flatMap(\.errors).count == 1)
    #expect(folder.names(in: "out") == ["a.png", "c.png"])
  }

  @Test("a bank whose kernels stay apart gives numbered results")
  func numbered() throws {
    try folder.picture("in/a.png")
    let results = try run(try settings([double, pair]))
    #expect(folder.names(in: "out") == ["a-double.png", "a-pair-1.png", "a-pair-2.png"])
    #expect(results.flatMap(\.outputs).map(\.kernel) == ["double", "pair-1", "pair-2"])
    #expect(try folder.samples("out/a-pair-2.png") == .uint8(Array(repeating: 0, count: 6)))
  }

  @Test("results that exist are left as they are, the others are made")
  func skipping() throws {
    try folder.picture("in/a.png")
    try folder.picture("in/b.png")
    try folder.picture("out/a-pair-1.png", value: 7)
    for name in ["double", "pair-1", "pair-2"] { try folder.picture("out/b-\(name).png", value: 7) }
    var settings = try settings([double, pair])
    settings.skipsExisting = true
    let results = try run(settings)
    #expect(results.map(\.outcome) == [.done, .skipped])
    #expect(results.first?.outputs.map(\.isSkipped) == [false, true, false])
    #expect(try folder.samples("out/a-pair-1.png") == .uint8(Array(repeating: 7, count: 6)))
    #expect(try folder.samples("out/a-double.png") == .uint8(Array(repeating: 200, count: 6)))
    #expect(try folder.samples("out/b-double.png") == .uint8(Array(repeating: 7, count: 6)))
  }

  @Test("a kernel that does not fit fails alone, and is named")
  func kernelMismatch() throws {
    try folder.picture("in/a.png")
    let rgb = KernelBank(
      name: "rgb", kernels: [Kernel(channels: 3, height: 1, width: 1, weights: [1, 1, 1])])
    let results = try run(try settings([rgb, double]))
    #expect(results.first?.outcome == .failed)
    let line = results.first?.errors.first?.description ?? ""
    #expect(line.hasPrefix("\(folder.path)/in/a.png: kernel 'rgb': the kernel has 3 channels"))
    #expect(folder.names(in: "out") == ["a-double.png"])
  }

  @Test("linear light is doubled as light, not as code")
  func linear() throws {
    try folder.picture("in/a.png", value: 100)
    var settings = try settings([double])
    settings.isLinear = true
    _ = try run(settings)
    // sRGB 100 is light 0.127438; twice that, 0.254876, is sRGB 137.70: 138.
    #expect(try folder.samples("out/a.png") == .uint8(Array(repeating: 138, count: 6)))
  }

  @Test("npy keeps what a picture would clamp")
  func arrays() throws {
    try folder.picture("in/a.png", value: 200)
    var settings = try settings([pair])
    settings.format = .npy
    let results = try run(settings)
    let array = try NumpyArray(decoding: try File.read(folder("out/a-pair-2.npy"), limit: 10_000))
    #expect(array.shape == [1, 2, 3])
    #expect(array.values == Array(repeating: -200, count: 6))
    #expect(results.first?.outcome == .done)
  }

  @Test("a rehearsal writes nothing")
  func rehearsal() throws {
    try folder.picture("in/a.png")
    let inputs = InputFinder([folder("in")], output: folder("out")).inputs
    let batch = try Batch(
      inputs: inputs, folder: folder("out"), settings: try settings([double]))
    #expect(try batch.rehearse().flatMap(\.outputs).map(\.isPlanned) == [true])
    #expect(folder.names() == ["in"])
  }
}
