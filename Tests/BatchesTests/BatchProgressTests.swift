import Batches
import Files
import Filtering
import Kernels
import Synchronization
import Testing
import _TestSupport

@Suite("Progress")
struct BatchProgressTests {
  /// A batch of `total` images that cannot be read, of which `failed` are finished.
  private func progress(failed: Int, of total: Int) throws -> BatchProgress {
    var progress = BatchProgress(total: total)
    let folder = try TemporaryFolder()
    let missing = Input(path: folder("missing"), relative: Path("missing"))
    let batch = try Batch(
      inputs: [missing], folder: folder("out"),
      settings: FilterSettings(banks: [], convolver: Convolver()))
    for _ in 0..<failed { try batch.rehearse().forEach { progress.add($0) } }
    return progress
  }

  @Test("the line tells count, rate and time left")
  func line() throws {
    let progress = try progress(failed: 5, of: 20)
    #expect(progress.line(elapsed: 10) == "5 of 20 images, 0.50/s, 0:30 left, 5 failed")
    #expect(try self.progress(failed: 0, of: 1).line(elapsed: 3) == "0 of 1 image, 0.00/s")
    let long = try self.progress(failed: 1, of: 7201)
    #expect(long.line(elapsed: 1) == "1 of 7201 images, 1.0/s, 2:00:00 left, 1 failed")
  }

  @Test("the bar fits the terminal")
  func bar() throws {
    let progress = try progress(failed: 5, of: 20)
    #expect(
      progress.line(elapsed: 10, columns: 61)
        == "[###-----------] 5 of 20 images, 0.50/s, 0:30 left, 5 failed")
    #expect(progress.line(elapsed: 10, columns: 20) == "5 of 20 images, 0.5")
  }

  @Test("the rate counts millions of pixels")
  func rate() throws {
    let folder = try TemporaryFolder()
    try folder.picture("in/a.png", width: 600, height: 500)
    let batch = try Batch(
      inputs: InputFinder([folder("in")], output: folder("out")).inputs, folder: folder("out"),
      settings: FilterSettings(
        banks: [
          KernelBank(name: "k", kernels: [Kernel(height: 1, width: 1, weights: [1])])
        ], convolver: Convolver()))
    let progress = Mutex(BatchProgress(total: 1))
    try batch.run(threads: 1) { result in progress.withLock { $0.add(result) } }
    #expect(
      progress.withLock { $0 }.summary(elapsed: 0.1)
        == "1 image done, 0 failed, 0 skipped: 1 file in 0.10 s, 3.0 megapixels/s")
  }

  @Test("the closing lines")
  func closing() throws {
    let progress = try progress(failed: 1, of: 2)
    #expect(
      progress.summary(elapsed: 12.34)
        == "0 images done, 1 failed, 0 skipped, 1 not begun: 0 files in 12.3 s, 0.00 megapixels/s")
    #expect(progress.interruption == "interrupted: 0 images done, 1 failed, 0 skipped, 1 left")
    #expect(progress.rehearsal == "would write 0 files from 0 images; 1 failed, 0 skipped")
  }
}
