import Codecs
import Definitions
public import Files
import Kernels
import Pixels
import Testing
import _TestSupport

@Suite("Looking kernels up")
struct KernelCatalogTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func kernel(_ name: String, _ text: String = "1 2 3\n") throws {
    try File.makeDirectories(folder(name).parent)
    try File.write(Array(text.utf8), to: folder(name))
  }

  @Test("the user's folders come first, then the environment, then the shipped kernels")
  func order() throws {
    for place in ["user", "env", "bin/kernels"] { try kernel("\(place)/a.kernel") }
    for place in ["env", "bin/kernels"] { try kernel("\(place)/b.kernel") }
    try kernel("bin/kernels/c.kernel")
    let catalog = KernelCatalog(
      userFolders: [folder("user")], environment: Path("/nowhere:\(folder("env"))"),
      executable: folder("bin/lenslet"))
    let names: [Path] = ["a", "b", "c"]
    #expect(
      try names.map { try catalog.locate($0) } == [
        folder("user/a.kernel"), folder("env/b.kernel"), folder("bin/kernels/c.kernel"),
      ])
    #expect(catalog.entries.map(\.name) == ["a", "b", "c"])
    #expect(catalog.entries.first?.path == folder("user/a.kernel"))
  }

  @Test(
    "shipped kernels are found from the program",
    arguments: [
      ("bin/lenslet", "bin/kernels"), ("bin/lenslet", "share/lenslet/kernels"),
      (".build/x86/release/lenslet", "kernels"),
    ])
  func shipped(program: String, kernels: String) throws {
    try kernel("\(kernels)/a.kernel")
    try File.write([], to: folder("Package.swift"))
    let catalog = KernelCatalog(userFolders: [], environment: nil, executable: folder(program))
    #expect(try catalog.locate("a") == folder("\(kernels)/a.kernel"))
  }

  @Test("kernels beside some other package's sources are not ours")
  func otherFolder() throws {
    try kernel("kernels/a.kernel")
    let catalog = KernelCatalog(
      userFolders: [], environment: nil, executable: folder("build/lenslet"))
    #expect(catalog.folders.isEmpty)
  }

  @Test("names that look the same are two kernels, and each is found by its bytes")
  func alike() throws {
    let (whole, parts) = ("caf\u{e9}", "cafe\u{301}")
    try kernel("k/\(whole).kernel", "1\n")
    try kernel("k/\(parts).kernel", "2\n")
    try kernel("m/\(parts).kernel", "3\n")
    let catalog = KernelCatalog(folders: [folder("k"), folder("m")])
    #expect(catalog.entries.map { Array($0.name.utf8) } == [Array(parts.utf8), Array(whole.utf8)])
    #expect(try catalog.load(Path(whole)).kernels[0].weights == [1])
    #expect(try catalog.load(Path(parts)).kernels[0].weights == [2])
    // The only one that looks the same is found as well.
    #expect(try KernelCatalog(folders: [folder("m")]).load(Path(whole)).kernels[0].weights == [3])
  }

  @Test("of files that only their extensions tell apart none is taken by the name alone")
  func extensions() throws {
    for name in ["k/a.mat", "k/a.npy", "k/b.kernel", "m/b.mat", "m/a.kernel"] { try kernel(name) }
    try kernel("k/b.txt", "These kernels blur.\n")
    try kernel("k/c.txt", "These kernels blur.\n")
    let catalog = KernelCatalog(folders: [folder("k"), folder("m")])
    let error = DefinitionError.kernelsOfOneName("a", [folder("k/a.mat"), folder("k/a.npy")])
    #expect(throws: error) { try catalog.locate("a") }
    #expect(error.isUsage)
    #expect(error.description.hasSuffix("k/a.npy: write it with its extension"))
    #expect(try catalog.locate("a.npy") == folder("k/a.npy"))
    #expect(try catalog.locate("b") == folder("k/b.kernel"))
    #expect(catalog.entries.map(\.name) == ["a.mat", "a.npy", "b", "c"])
    #expect(catalog.filesOfOneName == [[folder("k/a.mat"), folder("k/a.npy")]])
  }

  @Test("an array that is not read says what to do")
  func foreignArray() throws {
    let header = "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }\n"
    let bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
    try File.write(bytes + Array(header.utf8), to: folder("a.npy"))
    let error = #expect(throws: DefinitionError.self) { try readKernelFile(folder("a.npy")) }
    #expect(error?.description.contains("pickled Python objects") == true)
  }

  @Test("what is no array is called by its name, whatever its extension")
  func notArray() throws {
    let image = Image(
      size: ImageSize(width: 1, height: 1), layout: .grey, samples: .uint8([100]))
    try File.write(try ImageEncoder.encode(image, as: .png), to: folder("a.npy"))
    #expect(
      throws: DefinitionError.notKernel(folder("a.npy"), kind: "a picture", remedy: nil)
    ) { try readKernelFile(folder("a.npy")) }
  }

  @Test("an unknown name suggests the nearest")
  func unknown() throws {
    try kernel("k/sobel-x.kernel")
    let catalog = KernelCatalog(folders: [folder("k")])
    #expect(throws: DefinitionError.unknownKernel("sobelx", nearest: "sobel-x")) {
      try catalog.load("sobelx")
    }
    #expect(throws: DefinitionError.unknownKernel("zzzzzz", nearest: nil)) {
      try catalog.load("zzzzzz")
    }
  }

  @Test("folders and links to nowhere are no kernels, whatever they are called")
  func notFiles() throws {
    try kernel("k/a.kernel")
    try kernel("k/folder.kernel/b.kernel")
    folder.link("k/link.kernel", to: "nowhere")
    #expect(KernelCatalog(folders: [folder("k")]).entries.map(\.name) == ["a"])
  }

  @Test("a look-up without any kernels says so")
  func noKernels() throws {
    let catalog = KernelCatalog(folders: [folder("nowhere")])
    let error = #expect(throws: DefinitionError.noKernels("edge")) { try catalog.load("edge") }
    #expect(error?.isUsage == true)
  }

  @Test("a matrix that is too wide names its place even in a file that is too large")
  func tooLarge() throws {
    let row = String(repeating: "1 ", count: 10_000) + "\n"
    try kernel("k/a.kernel", String(repeating: row, count: 1000))
    let error = #expect(throws: DefinitionError.self) { try readKernelFile(folder("k/a.kernel")) }
    #expect(
      error?.description
        == "\(folder.path)/k/a.kernel:1:2049: a kernel has at most 1024 rows and 1024 columns")
  }

  @Test("what has a slash is a path and never looked up")
  func path() throws {
    try kernel("k/a.kernel")
    let catalog = KernelCatalog(folders: [folder("k")])
    let error = #expect(throws: DefinitionError.self) { try catalog.load("./a.kernel") }
    #expect(error?.description == "./a.kernel: cannot be read: no such file or directory")
    #expect(try catalog.load("a.kernel").kernels.count == 1)
  }

  @Test("an error in a kernel file names file, line and column")
  func malformed() throws {
    try kernel("k/a.kernel", "1 2 3\n4 5\n")
    let error = #expect(throws: DefinitionError.self) { try readKernelFile(folder("k/a.kernel")) }
    #expect(error?.description.hasPrefix("\(folder.path)/k/a.kernel:2:") == true)
    #expect(error?.isUsage == false)
  }
}

extension Path: ExpressibleByStringLiteral {
  /// A path from a literal, for short tables.
  ///
  /// - Parameter value: The text.
  public init(stringLiteral value: String) { self.init(value) }
}
