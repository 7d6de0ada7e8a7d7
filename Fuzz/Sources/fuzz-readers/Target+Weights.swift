import Files
import FuzzEntry
import StoredNumbers
import Weights
import _TestSupport

extension Target {
  /// Readers of containers of weights.
  static let weights: [Target] = [
    Target("npz", words: ["PK\u{3}\u{4}", "PK\u{1}\u{2}", "PK\u{5}\u{6}", ".npy", "data.pkl"]) {
      [smallArchive]
    } read: { (bytes: [UInt8]) throws(WeightsError) in
      try readAll(bytes, "a.npz")
    },
    Target("npy-weights") {
      [try NpyWriter.encode([tensors[0]])]
    } read: { (bytes: [UInt8]) throws(WeightsError) in
      try readAll(bytes, "a.npy")
    },
    Target(
      "safetensors",
      words: ["__metadata__", "dtype", "shape", "data_offsets", "F32", "BF16", "F8_E4M3", "I64"]
    ) {
      [
        try SafetensorsWriter.encode(tensors),
        try SafetensorsWriter.encode([tensors[1]], metadata: ["channel_order": "BGR"]),
      ]
    } read: { (bytes: [UInt8]) throws(WeightsError) in
      try readAll(bytes, "a.safetensors")
    },
    Target("torch", words: pickleWords) {
      [torchArchive(Pickle.whole), Pickle.legacy]
    } read: { (bytes: [UInt8]) throws(WeightsError) in
      try readAll(bytes, "a.pth")
    },
    Target("pickle", words: pickleWords) {
      [Pickle.whole]
    } read: { (bytes: [UInt8]) throws(WeightsError) in
      try readAll(torchArchive(bytes), "a.pth")
    },
    Target("caffemodel") {
      let shape = Protobuf.bytes(1, Protobuf.varints([1, 1, 2, 2]))
      let blob = Protobuf.bytes(7, shape) + Protobuf.bytes(5, numbers)
      let old = Protobuf.number(1, 1) + Protobuf.number(2, 1) + Protobuf.number(3, 2)
      let layers = ["conv1", "fc"].flatMap { name in
        Protobuf.bytes(100, Protobuf.text(1, name) + Protobuf.bytes(7, blob))
      }
      let first = Protobuf.bytes(6, old + Protobuf.number(4, 2) + Protobuf.bytes(5, numbers))
      return [
        Protobuf.text(1, "net") + layers,
        Protobuf.text(1, "net") + Protobuf.bytes(2, Protobuf.text(4, "conv1") + first),
      ]
    } read: { (bytes: [UInt8]) throws(WeightsError) in
      try readAll(bytes, "a.caffemodel")
    },
  ]

  /// An archive of two arrays.
  private static let smallArchive = (try? NpzWriter.encode(tensors)) ?? []

  private static let tensors = [
    Tensor(name: "conv1.weight", shape: [2, 3, 2, 2], values: (0..<24).map(Float.init)),
    Tensor(name: "conv1.bias", shape: [2], values: [1, 2]),
  ]

  private static let numbers = Protobuf.littleEndian([1, 2, 3, 4].map { Float($0).bitPattern })

  private static let pickleWords = [
    "ctorch._utils\n_rebuild_tensor_v2\n", "ctorch._utils\n_rebuild_parameter\n",
    "ctorch\nFloatStorage\n", "ctorch\nHalfStorage\n", "ccollections\nOrderedDict\n",
    "ctorch\nSize\n", "ctorch\nfloat32\n", "storage", "cpu", "state_dict", "conv1.weight",
    "cnumpy.core.multiarray\n_reconstruct\n", "c__builtin__\nset\n", "c_codecs\nencode\n",
  ]

  /// Reads every tensor, and what is made of their names.
  private static func readAll(_ bytes: [UInt8], _ name: String) throws(WeightsError) {
    let file = try WeightsReader.open(MappedFile(bytes: bytes), name: name)
    _ = WeightsStatement(file.metadata)
    let chooser = FilterChooser(file, keys: WeightsKeys(file))
    if let choice = try? chooser.choice() {
      _ = (choice.description, choice.warnings, choice.notes)
      _ = try? choice.weights.values(in: file)
      _ = try? choice.biases(in: file)
    }
    // A hundred names of one tensor are read once.
    var failure: WeightsError?
    for entry in file.entries.prefix(16) {
      do throws(WeightsError) {
        let count = entry.shape.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
        let values = try file.tensor(named: entry.name).values
        precondition(values.count == count, "a tensor has as many values as its shape")
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }

  /// A file of PyTorch with a pickle of its own and right checksums.
  private static func torchArchive(_ pickle: [UInt8]) -> [UInt8] {
    let entries = [
      ("a/data.pkl", pickle), ("a/version", Array("3\n".utf8)), ("a/data/0", numbers),
    ]
    var archive: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in entries {
      let sizes = Protobuf.littleEndian([UInt32(content.count), UInt32(content.count)])
      let shared =
        [20, 0, 0, 0, 0, 0, 0, 0, 0, 0] + Protobuf.littleEndian([plainCRC32(content)]) + sizes
        + [UInt8(name.utf8.count), 0, 0, 0]
      directory += [0x50, 0x4b, 1, 2, 20, 0] + shared + [UInt8](repeating: 0, count: 10)
      directory += Protobuf.littleEndian([UInt32(archive.count)]) + Array(name.utf8)
      archive += [0x50, 0x4b, 3, 4] + shared + Array(name.utf8) + content
    }
    let place = Protobuf.littleEndian([UInt32(directory.count), UInt32(archive.count)])
    let count = UInt8(entries.count)
    return archive + directory + [0x50, 0x4b, 5, 6, 0, 0, 0, 0, count, 0, count, 0] + place + [
      0, 0,
    ]
  }

  /// A dictionary of two tensors of one storage.
  private enum Pickle {
    static let content: [UInt8] =
      [0x7d, 0x28] + text("conv1.weight") + tensor([1, 1, 2, 2], strides: [4, 4, 2, 1])
      + text("conv1.bias") + tensor([1], strides: [1]) + [0x75]

    static let whole: [UInt8] = [0x80, 2] + content + [0x2e]

    /// As PyTorch before 1.6 writes it: a magic number, a version, notes, the content, keys, numbers.
    static let legacy: [UInt8] = {
      let magic: [UInt8] = [0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19]
      let keys: [UInt8] = [0x80, 2, 0x5d, 0x28] + text("0") + [0x65, 0x2e]
      return [0x80, 2] + magic + [0x2e, 0x80, 2, 0x4d, 0xe9, 3, 0x2e, 0x80, 2, 0x7d, 0x2e] + whole
        + keys + Protobuf.littleEndian([Int64(4)]) + numbers
    }()

    static func text(_ text: String) -> [UInt8] {
      [0x58] + Protobuf.littleEndian([UInt32(text.utf8.count)]) + Array(text.utf8)
    }

    static func tensor(_ shape: [UInt8], strides: [UInt8]) -> [UInt8] {
      let kind: [UInt8] = Array("ctorch\nFloatStorage\n".utf8)
      let number: [UInt8] = text("0") + text("cpu") + [0x4b, 4, 0x4e, 0x74]
      let storage: [UInt8] = [0x28] + text("storage") + kind + number
      let sizes: [UInt8] = tuple(shape) + tuple(strides) + [0x89]
      let hooks: [UInt8] = Array("ccollections\nOrderedDict\n".utf8) + [0x29, 0x52, 0x74, 0x52]
      let start: [UInt8] = Array("ctorch._utils\n_rebuild_tensor_v2\n".utf8) + [0x28]
      return start + storage + [0x51, 0x4b, 0] + sizes + hooks
    }

    private static func tuple(_ numbers: [UInt8]) -> [UInt8] {
      let items: [[UInt8]] = numbers.map { [0x4b, $0] }
      return [0x28] + Array(items.joined()) + [0x74]
    }
  }
}
