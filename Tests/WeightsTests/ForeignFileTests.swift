import Codecs
import Testing
import Weights
import _TestSupport

@Suite("Files that are no weights")
struct ForeignFileTests {
  private static func text(_ text: String) -> [UInt8] { Array(text.utf8) }

  private static let padding = [UInt8](repeating: 7, count: 600)

  /// The bytes of parts, one after another.
  private static func file(_ parts: [UInt8]...) -> [UInt8] { Array(parts.joined()) }

  private static let cases: [(bytes: [UInt8], message: String)] = [
    (
      text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
      "a pointer of Git LFS, not a weights file: run 'git lfs pull' to get the file itself"
    ),
    (text("\n<!DOCTYPE html><html>"), "a web page, not a weights file: download it again"),
    (text(#"{"error":"Not found"}"#), "a JSON document, not a weights file: download it again"),
    (
      text("<?xml version='1.0'?><Error><Code>AccessDenied</Code>"),
      "an XML document, not a weights file: download it again"
    ),
    (
      text(#"{"metadata":{},"weight_map":{"a":"model-1-of-2.safetensors"}}"#),
      "an index of safetensors files, not a weights file: name one of the files that it lists"
    ),
    (
      file([0x1f, 0x8b, 8, 0], padding), "a gzip archive, not a weights file: unpack it first"
    ),
    (
      file([UInt8](repeating: 0x61, count: 257), text("ustar\u{0}00"), padding),
      "a tar archive, not a weights file: unpack it first"
    ),
    (
      file(
        text("sys_info\0"), [UInt8](repeating: 0, count: 248), text("ustar\u{0}00"), padding),
      "a checkpoint of PyTorch 0.1, not a weights file: save its tensors as .safetensors"
    ),
    (
      file([0x78, 0x9c, 0xed], padding),
      "a zlib stream, as joblib writes, not a weights file: load"
    ),
    (file(text("7z"), [0xbc, 0xaf, 0x27, 0x1c]), "a 7-Zip archive, not a weights file: unpack"),
    (file(text("Rar!"), [0x1a, 7, 1, 0]), "a RAR archive, not a weights file: unpack"),
    ([UInt8](repeating: 0, count: 600), "nothing but zero bytes, not a weights file: "),
    (
      file([0x89], text("HDF\r\n"), [0x1a, 0x0a], padding),
      "an HDF5 file, not a weights file: load the model with Keras in Python, and numpy.savez('w.npz', "
    ),
    (file(text("GGUF"), [3, 0, 0, 0], padding), "a GGUF file, not a weights file: save its"),
    (file([0x1c, 0, 0, 0], text("TFL3"), padding), "a TensorFlow Lite file, not"),
    (file([0x82, 0xa6], text("params"), padding), "a MessagePack file, as Flax writes, not"),
    (
      file(padding, [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]),
      "the index of a TensorFlow checkpoint, not"
    ),
    (
      file(
        Protobuf.number(1, 8), Protobuf.text(2, "pytorch"), Protobuf.bytes(7, [0x0a, 0]),
        Protobuf.bytes(8, [])), "an ONNX model, not a weights file: give it as the network"
    ),
    (
      file(Protobuf.number(1, 1), Protobuf.bytes(2, [0x0a, 0])),
      "a SavedModel of TensorFlow, not"
    ),
    (
      file(
        Protobuf.bytes(1, [0x0a, 1, 0x61]), Protobuf.bytes(1, [0x0a, 1, 0x62]),
        Protobuf.bytes(2, [])), "a graph of TensorFlow, not"
    ),
    (file([0x89], text("PNG\r\n"), [0x1a, 0x0a], padding), "a PNG file, not a weights file: "),
    ([0x80, 3, 0x7d, 0x71, 0, 0x2e], "a Python pickle, not a weights file: load it in Python"),
    ([0x80, 4, 0x95, 1, 0, 0, 0, 0, 0, 0, 0, 0x7d], "a Python pickle, not a weights file: "),
    (text("}q\u{0}X"), "a Python pickle, not a weights file: load it in Python"),
    (text("(dp0\nS'conv1'\np1\n"), "a Python pickle, not a weights file: load it in Python"),
    (
      text("cnumpy.core.multiarray\n_reconstruct\np0\n(cnumpy\n"),
      "a Python pickle, not a weights file: load it in Python"
    ),
    (
      text("(cnumpy.core.multiarray\n_reconstruct\nq\0(c"),
      "a Python pickle, not a weights file: load it in Python"
    ),
    (text("epoch,loss\n1,2\n"), "text, and no weights file that is known: "),
  ]

  @Test("what a file is, and what to do about it, is said under any name", arguments: cases)
  func foreign(bytes: [UInt8], message: String) throws {
    for ending in ["safetensors", "npy", "npz", "pth", "pt", "pth.tar", "caffemodel", "bin", ""] {
      let said = try #require(problem(bytes, "model.\(ending)"), "model.\(ending)")
      #expect(said.hasPrefix(message), "model.\(ending)")
      #expect(!said.contains("\n"))
    }
  }

  @Test(
    "an archive of other files says what to do",
    arguments: [
      (
        ["folder/model.safetensors"],
        "a zip archive with 'folder/model.safetensors' in it: unpack it and name that file"
      ),
      (
        ["config.json", "model.weights.h5"], "a model of Keras, not a weights file: load the model"
      ),
      (["a/Data/model.mlmodel"], "a Core ML model, not a weights file: save its tensors as"),
      (["a.txt"], "this kind of zip file is not read: it holds no .npy arrays and no data.pkl"),
    ])
  func archives(names: [String], message: String) throws {
    let bytes = zip(names.map { ZipMember(name: $0, contents: [1]) })
    for name in ["x.pth", "x.npz", "x.safetensors", "x"] {
      #expect(try #require(problem(bytes, name)).hasPrefix(message))
    }
  }

  @Test("the content decides, whatever the name says")
  func falseNames() throws {
    let array = npy("{'descr': '|u1', 'fortran_order': False, 'shape': (1,), }", [5])
    let tensor = Pickle.tensor(of: Pickle.storage("0", count: 1), shape: [1], strides: [1])
    let files = [
      array, zip([ZipMember(name: "x.npy", contents: array)]),
      safetensors(#"{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}"#, [5]),
      Pickle.legacyFile(tensor, storages: [("0", 1, Pickle.singles([5]))]),
      StoredArchive.bytes([("a/data.pkl", Pickle.whole(tensor)), ("a/data/0", Pickle.singles([5]))]
      ),
      Protobuf.model([("x", [5])]),
    ]
    for bytes in files {
      for ending in ["safetensors", "npy", "npz", "pth", "pth.tar", "caffemodel", "html"] {
        let file = try open(bytes, "x.\(ending)")
        #expect(try file.tensor(named: try #require(file.entries.first).name).values == [5])
      }
    }
  }
}
