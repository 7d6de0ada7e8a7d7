import Files
import StoredNumbers
import Testing
import Weights
import _TestSupport

@Suite("Files of torch.save", .enabled(if: SharedData.isPresent, SharedData.absence))
struct PyTorchFileTests {
  @Test(
    "every container and precision gives the filters of the published network",
    arguments: [
      ("", "", ElementType.float32, Float(0)),
      ("-checkpoint", "module.", .float32, 0),
      ("-legacy", "", .float32, 0),
      ("-half", "", .float16, 0x1p-11),
      ("-bf16", "", .bfloat16, 0x1p-8),
    ])
  func filters(suffix: String, prefix: String, type: ElementType, precision: Float) throws {
    let file = try open("weights/formats/alexnet-conv1-rgb\(suffix).pth")
    #expect(
      file.entries == [
        TensorEntry(name: prefix + "features.0.weight", shape: [96, 3, 11, 11], type: type),
        TensorEntry(name: prefix + "features.0.bias", shape: [96], type: type),
        TensorEntry(name: prefix + "features.3.weight", shape: [4, 96, 5, 5], type: type),
        TensorEntry(name: prefix + "features.3.bias", shape: [4], type: type),
      ])
    let weight = try file.tensor(named: prefix + "features.0.weight").values
    let bias = try file.tensor(named: prefix + "features.0.bias").values
    let published = try publishedFilters()
    // Filters are stored as blue, green, red there, and as red, green, blue here.
    let plane = 121
    var greatest: Float = 0
    for filter in 0..<96 {
      for channel in 0..<3 {
        for place in 0..<plane {
          let expected = published.weight[(filter * 3 + 2 - channel) * plane + place]
          let difference = abs(weight[(filter * 3 + channel) * plane + place] - expected)
          greatest = max(greatest, difference - precision * abs(expected))
        }
      }
      let difference = abs(bias[filter] - published.bias[filter])
      greatest = max(greatest, difference - precision * abs(published.bias[filter]))
    }
    // Half precision has steps of 2^-24 below 2^-14.
    #expect(greatest <= (type == .float16 ? 0x1p-25 : 0))
  }

  @Test("a pickle that would run a command is refused by its name")
  func hostile() throws {
    #expect(throws: WeightsError.refused(name: "posix.system")) {
      try open("weights/formats/hostile.pth")
    }
    #expect(
      "\(WeightsError.refused(name: "posix.system"))"
        == "the pickle asks for 'posix.system', which is refused: only tensors are read, as in a "
        + "model's state_dict")
  }

  @Test("a name that is not there is reported with the nearest")
  func missing() throws {
    let file = try open("weights/formats/alexnet-conv1-rgb.pth")
    let error = #expect(throws: WeightsError.self) { try file.tensor(named: "feature.0.weight") }
    #expect(error.map { "\($0)".contains("did you mean 'features.0.weight'?") } == true)
  }

  private func open(_ name: String) throws -> any WeightsFile {
    try WeightsReader.open(MappedFile(SharedData.path(name)), name: "weights")
  }

  /// The bias and the weights of the first layer, read at the places that the file's header tells.
  private func publishedFilters() throws -> (bias: [Float], weight: [Float]) {
    let file = try MappedFile(SharedData.path("weights/alexnet-bvlc-conv1.safetensors"))
    let numbers = withExtendedLifetime(file) {
      (0..<96 + 34_848).map { index in
        Float(
          bitPattern: file.bytes.loadUnaligned(fromByteOffset: 352 + 4 * index, as: UInt32.self))
      }
    }
    return (Array(numbers[..<96]), Array(numbers[96...]))
  }
}
