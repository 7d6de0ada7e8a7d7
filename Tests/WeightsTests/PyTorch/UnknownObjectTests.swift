import Testing
import Weights

@Suite("Pickles of tensors beside other objects")
struct UnknownObjectTests {
  private static let one = Pickle.tensor(
    of: Pickle.storage("0", count: 1), shape: [1], strides: [1])

  /// An object as protocol 2 makes it, with a dictionary of its attributes.
  private static func object(_ module: String, _ name: String, _ state: [UInt8]) -> [UInt8] {
    Pickle.global(module, name) + Pickle.emptyTuple + [0x81] + state + Pickle.build
  }

  private static let options = object(
    "argparse", "Namespace", Pickle.dictionary([("lr", Pickle.int(1))]))

  private static let harmlessObjects: [[UInt8]] = [
    options,
    scalar,
    // An instance of Python 2, made in both of its ways.
    Pickle.mark + Pickle.int(1) + Array("iconfig\nOptions\n".utf8),
    Pickle.mark + Pickle.global("config", "Options") + Pickle.int(1) + [0x6f],
    losses,
    Pickle.global("pathlib", "PosixPath") + Pickle.text("/") + [0x85] + Pickle.reduce,
    // Makes an instance with named arguments.
    Pickle.global("enum", "Mode") + Pickle.emptyTuple + Pickle.emptyDictionary + [0x92],
  ]

  /// A number of NumPy, as a best accuracy is.
  private static let scalar: [UInt8] = {
    let type =
      Pickle.global("numpy", "dtype") + Pickle.mark + Pickle.text("f8") + Pickle.int(0)
      + Pickle.tuple + Pickle.reduce
    return Pickle.global("numpy.core.multiarray", "scalar") + Pickle.mark + type
      + Pickle.text("bytes") + Pickle.tuple + Pickle.reduce
  }()

  private static let losses: [UInt8] = {
    let made =
      Pickle.global("collections", "defaultdict") + Pickle.global("__builtin__", "list") + [0x85]
      + Pickle.reduce
    return made + Pickle.text("loss") + Pickle.int(1) + Pickle.setItem
  }()

  @Test("objects without tensors are read past", arguments: harmlessObjects)
  func harmless(other: [UInt8]) throws {
    let content = Pickle.dictionary([("args", other), ("w", Self.one)])
    let file = try open(content)
    #expect(file.entries.map(\.name) == ["w"])
    #expect(file.unread.isEmpty)
    #expect(try file.tensor(named: "w").values == [7])
  }

  @Test("what is set in an unknown kind of dictionary, or appended to a list, has its name")
  func collections() throws {
    let dictionary =
      Pickle.global("mmengine.config", "ConfigDict") + Pickle.emptyTuple + Pickle.reduce
      + Pickle.mark + Pickle.text("w") + Self.one + Pickle.setItems
    let list =
      Pickle.global("fairseq", "List") + Pickle.emptyTuple + Pickle.reduce + Self.one
      + Pickle.append
    let file = try open(Pickle.dictionary([("state_dict.", dictionary), ("more", list)]))
    #expect(file.entries.map(\.name) == ["state_dict..w", "more.0"])
  }

  @Test("an object that holds tensors is listed with its class, and refused when it is asked for")
  func holder() throws {
    let model = Self.object("net", "Model", Pickle.dictionary([("weight", Self.one)]))
    let file = try open(Pickle.dictionary([("model", model), ("ema", Self.one)]))
    #expect(file.entries.map(\.name) == ["ema"])
    #expect(file.unread.map(\.name) == ["model"])
    #expect(file.unread.map(\.type) == ["net.Model"])
    #expect(throws: WeightsError.refused(name: "net.Model")) { try file.tensor(named: "model") }
  }

  @Test("where all tensors lie in objects the file is refused by the first name")
  func wholeModel() {
    let model = Self.object("net", "Model", Pickle.dictionary([("weight", Self.one)]))
    #expect(throws: WeightsError.refused(name: "net.Model")) { try open(model) }
  }

  @Test("a program of TorchScript is called so")
  func program() {
    let net = Self.object("__torch__", "Net", Pickle.dictionary([("weight", Self.one)]))
    let error = #expect(throws: WeightsError.self) { try open(net) }
    #expect(error?.description.hasPrefix("a TorchScript program, whose tensors lie in ") == true)
  }

  @Test(
    "a name that runs programs or code is refused, whatever lies beside it",
    arguments: [
      ("posix", "system"), ("os", "popen"), ("subprocess", "Popen"), ("builtins", "eval"),
      ("__builtin__", "getattr"), ("os.path", "join"), ("runpy", "_run_code"),
    ])
  func hostile(module: String, name: String) {
    let call = Pickle.global(module, name) + Pickle.text("x") + [0x85] + Pickle.reduce
    #expect(throws: WeightsError.refused(name: "\(module).\(name)")) {
      try open(Pickle.dictionary([("w", Self.one), ("x", call)]))
    }
  }

  @Test("objects that hold each other a thousand times are looked at once")
  func manyObjects() throws {
    // Each object holds the one before it twice.
    let first = Pickle.global("a", "B") + Pickle.emptyTuple + Pickle.reduce + Pickle.put(0)
    let next =
      [0x30] + Pickle.global("a", "B") + Pickle.get(0) + Pickle.get(0) + [0x86] + Pickle.reduce
      + Pickle.put(0)
    let chain = first + Array(repeating: next, count: 1000).joined()
    let file = try open(Pickle.dictionary([("chain", Array(chain)), ("w", Self.one)]))
    #expect(file.unread.isEmpty)
  }

  @Test("a bare tensor, and a list of them, have names of their own")
  func bare() throws {
    #expect(try open(Self.one).entries.map(\.name) == ["tensor"])
    let list = Pickle.emptyList + Pickle.mark + Self.one + Self.one + [0x65]
    #expect(try open(list).entries.map(\.name) == ["0", "1"])
  }

  @Test("a tensor that a subclass or an attribute wraps is read")
  func wrapped() throws {
    let arguments =
      Pickle.mark + Pickle.storage("0", count: 1) + Pickle.int(0) + Pickle.tuple([1])
      + Pickle.tuple([1]) + [0x89] + Pickle.emptyDictionary + Pickle.tuple
    let tensor =
      Pickle.global("torch._tensor", "_rebuild_from_type_v2") + Pickle.mark
      + Pickle.global("torch._utils", "_rebuild_tensor_v2")
      + Pickle.global("torchvision.tv_tensors", "Image") + arguments + Pickle.emptyDictionary
      + Pickle.tuple + Pickle.reduce
    #expect(try open(tensor).tensor(named: "tensor").values == [7])
  }

  private func open(_ content: [UInt8]) throws -> any WeightsFile {
    try WeightsTests.open(
      Pickle.legacyFile(content, storages: [("0", 1, Pickle.singles([7]))]), "x.pth")
  }
}
