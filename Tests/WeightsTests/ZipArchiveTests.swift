import Files
import Testing
import Weights
import _TestSupport

@Suite("Zip archives")
struct ZipArchiveTests {
  @Test(
    "stored and deflated entries have the same contents",
    .enabled(if: SharedData.isPresent, SharedData.absence))
  func contents() throws {
    let stored = try ZipArchive(MappedFile(SharedData.path("weights/formats/conv1.npz")))
    let deflated = try ZipArchive(MappedFile(SharedData.path("weights/formats/conv1-deflated.npz")))
    #expect(stored.entries.map(\.name) == ["conv1.weight.npy", "conv1.bias.npy"])
    #expect(stored.entries.map(\.size) == [139_520, 512])
    for (one, other) in zip(stored.entries, deflated.entries) {
      #expect(other.method == .deflated)
      #expect(try stored.contents(of: one) == deflated.contents(of: other))
      #expect(try stored.prefix(100, of: one) == deflated.prefix(100, of: other))
    }
  }
}
