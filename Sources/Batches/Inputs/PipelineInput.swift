import Escaping
public import Files

/// An image or a tensor that a pipeline is to be run on.
public struct PipelineInput: Sendable {
  /// Where the maps come from.
  public enum Source: Sendable {
    /// An image, or a file that was taken for one.
    case image(Input)

    /// A tensor; the key where the file may have several.
    case tensor(key: String?)
  }

  /// The name to open the file by.
  public let path: Path

  /// The name under the output folder.
  public let relative: Path

  /// Where the maps come from.
  public let source: Source

  /// The name as it is given on the command line, with that of the tensor.
  package var name: Path {
    guard case .tensor(let key?) = source else { return path }
    return Path(bytes: path.bytes + ":".utf8 + key.utf8) ?? path
  }

  /// Which file it is, where that was found out when it was found.
  var identity: FileIdentity? {
    if case .image(let image) = source { image.identity } else { nil }
  }

  /// Whether the maps come from an image.
  public var isImage: Bool {
    if case .image = source { true } else { false }
  }

  /// An image that was found.
  init(_ image: Input) {
    path = image.path
    relative = image.relative
    source = .image(image)
  }

  /// A tensor; its results lie in a folder named after the file and, where it was given, the key.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - key: The name of the tensor in the file.
  init(tensor path: Path, key: String?) {
    self.path = path
    source = .tensor(key: key)
    let (slash, dash) = (UInt8(ascii: "/"), UInt8(ascii: "-"))
    let suffix = key.map { [dash] + $0.utf8.map { $0 == slash ? dash : $0 } } ?? []
    relative = Path(bytes: path.lastComponent.bytes + suffix) ?? path.lastComponent
  }
}

/// The images and tensors that a pipeline is to be run on.
public struct PipelineInputs: Sendable {
  /// The images as they were found, then the tensors, each in the order of the arguments.
  public let inputs: [PipelineInput]

  /// Directories that hold no image.
  public let emptyFolders: [Path]

  /// Directories below the given ones in which results were passed over.
  public let resultFolders: [Path]

  /// Images in the folder of the results, where that is not read, which are no results.
  public let imagesAmongResults: [Path]

  /// Finds all files.
  ///
  /// Files named `.npy`, `.npz` and `.safetensors` are tensors, the last two also with the name
  /// of a tensor after a colon; anything else is an image or a directory of images.
  ///
  /// - Parameters:
  ///   - arguments: Files and directories.
  ///   - output: The folder of the results, which is not searched.
  ///   - shard: The part that is taken; nil for all.
  public init(_ arguments: [Path], output: Path, shard: Shard? = nil) {
    var tensors: [PipelineInput] = []
    var images: [Path] = []
    for argument in arguments {
      if let tensor = Self.tensor(argument) {
        if shard?.holds(tensor.relative) ?? true { tensors.append(tensor) }
      } else {
        images.append(argument)
      }
    }
    let finder = InputFinder(images, output: output, shard: shard)
    inputs = finder.inputs.map { PipelineInput($0) } + tensors
    emptyFolders = finder.emptyFolders
    resultFolders = finder.resultFolders
    imagesAmongResults = finder.imagesAmongResults
  }

  private static let extensions = ["npy", "npz", "safetensors"]

  /// The tensor that an argument names; nil where it names something else.
  private static func tensor(_ argument: Path) -> PipelineInput? {
    let kind = FileKind(of: argument)
    if kind == .directory { return nil }
    if isTensorFile(argument) { return PipelineInput(tensor: argument, key: nil) }
    if kind != nil { return nil }
    for colon in argument.bytes.indices where argument.bytes[colon] == UInt8(ascii: ":") {
      guard let file = Path(bytes: argument.bytes[..<colon]), isTensorFile(file) else { continue }
      let key = escapedWhereInvalid(Array(argument.bytes[(colon + 1)...]))
      if !key.isEmpty { return PipelineInput(tensor: file, key: key) }
    }
    return nil
  }

  private static func isTensorFile(_ path: Path) -> Bool {
    path.fileExtension.map { extensions.contains($0.lowercased()) } ?? false
  }
}
