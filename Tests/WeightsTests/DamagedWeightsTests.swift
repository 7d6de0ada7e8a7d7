import Codecs
import Files
import Pixels
import StoredNumbers
import Testing
import Weights
import _TestSupport

/// Weights files that were cut or changed at random give tensors or an error, soon.
@Suite struct DamagedWeightsTests {
  private static let tensors = [
    Tensor(name: "conv1.weight", shape: [2, 3, 2, 2], values: (0..<24).map(Float.init)),
    Tensor(name: "conv1.bias", shape: [2], values: [1, 2]),
  ]

  private static let storage = Pickle.storage("0", count: 4)

  private static let dictionary = Pickle.dictionary([
    ("conv1.weight", Pickle.tensor(of: storage, shape: [1, 1, 2, 2], strides: [4, 4, 2, 1])),
    ("conv1.bias", Pickle.tensor(of: storage, offset: 1, shape: [1], strides: [1])),
  ])

  private static let numbers = Pickle.singles([1, 2, 3, 4])

  /// Files of each container, small ones.
  static let files: [(name: String, seeds: [[UInt8]])] = [
    ("a.safetensors", [try? SafetensorsWriter.encode(tensors)].compactMap(\.self)),
    ("a.npz", [try? NpzWriter.encode(tensors)].compactMap(\.self)),
    (
      "a.pth",
      [
        StoredArchive.bytes([
          ("a/data.pkl", Pickle.whole(dictionary)), ("a/version", Array("3\n".utf8)),
          ("a/data/0", numbers),
        ]),
        Pickle.legacyFile(dictionary, storages: [("0", 4, numbers)]),
      ]
    ),
    (
      "a.caffemodel",
      [
        // Layers with a name and a blob of a shape and numbers.
        Protobuf.text(1, "net")
          + ["conv1", "fc"].flatMap { name -> [UInt8] in
            let shape = Protobuf.bytes(1, Protobuf.varints([1, 1, 2, 2]))
            let blob = Protobuf.bytes(7, shape) + Protobuf.bytes(5, numbers)
            return Protobuf.bytes(100, Protobuf.text(1, name) + Protobuf.bytes(7, blob))
          }
      ]
    ),
  ]

  @Test("each container", arguments: files.indices)
  func containers(number: Int) {
    let (name, seeds) = Self.files[number]
    #expect(!seeds.isEmpty)
    for seed in seeds { #expect(problem(seed, name) == nil) }
    let report = DamagedFiles(seeds).exercise(mutations: 5000) { bytes in
      // Whoever shows the message escapes what is odd in a name.
      if let problem = problem(bytes, name) {
        #expect(!problem.isEmpty)
        throw WeightsError.empty
      }
    }
    #expect(report.accepted > 20 && report.accepted < report.count * 3 / 4, "\(report.accepted)")
    #expect(report.longest < 5, "\(report.slowest)")
  }
}
