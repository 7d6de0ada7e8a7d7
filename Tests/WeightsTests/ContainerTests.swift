import Files
import StoredNumbers
import Testing
import Weights
import _TestSupport

@Suite("Containers of weights", .enabled(if: SharedData.isPresent, SharedData.absence))
struct ContainerTests {
  @Test(
    "every container gives the same 96 filters",
    arguments: [
      ("conv1.npy", "conv1", Float(0)), ("conv1-bigendian.npy", "conv1-bigendian", 0),
      ("conv1-float64-fortran.npy", "conv1-float64-fortran", 0),
      ("conv1-float16.npy", "conv1-float16", 0x1p-11), ("conv1.npz", "conv1.weight", 0),
      ("conv1-deflated.npz", "conv1.weight", 0),
    ])
  func filters(file: String, tensor: String, relativeError: Float) throws {
    let expected = try open("alexnet-bvlc-conv1.safetensors").tensor(named: "conv1.weight")
    let found = try open("formats/\(file)").tensor(named: tensor)
    #expect(found.shape == [96, 3, 11, 11])
    // Halves below 2^-14 have an absolute error instead.
    let differing = zip(expected.values, found.values).filter { one, other in
      abs(one - other) > max(relativeError * abs(one), relativeError * 0x1p-14)
    }
    #expect(differing.isEmpty)
    #expect(expected.values.count == found.values.count)
  }

  @Test("a safetensors file tells the order of its channels and its first bias")
  func metadata() throws {
    let file = try open("alexnet-bvlc-conv1.safetensors")
    #expect(file.metadata["channel_order"] == "BGR")
    #expect(file.metadata["mean_bgr"] == "104.007,116.669,122.679")
    #expect(
      file.entries == [
        TensorEntry(name: "conv1.bias", shape: [96], type: .float32),
        TensorEntry(name: "conv1.weight", shape: [96, 3, 11, 11], type: .float32),
      ])
    let bias = try file.tensor(named: "conv1.bias")
    #expect(try bias.values == open("formats/conv1.npz").tensor(named: "conv1.bias").values)
  }

  private func open(_ name: String) throws -> any WeightsFile {
    try WeightsReader.open(MappedFile(SharedData.path("weights/\(name)")), name: name)
  }
}
