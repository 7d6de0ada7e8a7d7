public import Files

/// The files that a batch is to filter, in the order of the command line.
///
/// A file is taken whatever its name. Of `photos/./2024/a.png` the result lies in `2024`, and of
/// `photos/./2024` all lie there; of other files and directories at the top. A directory is walked through: files named `.png`, `.jpg` or
/// `.jpeg`, in upper or lower case, are taken. Names that start with a dot are skipped, and so are
/// results of lenslet in directories below it, as an index, a page or a mark beside them names
/// them; those of a directory that is given itself are taken, unless new results are written there.
public struct InputFinder: Sendable {
  /// The files, those that cannot be used among them.
  public private(set) var inputs: [Input] = []

  /// Directories that hold no image.
  public private(set) var emptyFolders: [Path] = []

  /// Directories below the given ones in which results were passed over.
  public private(set) var resultFolders: [Path] = []

  /// Whether the folder of the results lies, or will lie, in a directory that was walked through,
  /// and is none of these itself.
  public private(set) var isOutputInside = false

  /// Images in the folder of the results, where that is not read, which are no results.
  public private(set) var imagesAmongResults: [Path] = []

  private let output: FileIdentity?
  private let shard: Shard?
  private var known: Set<Known> = []
  private var walked: Set<FileIdentity> = []

  /// A file under a name in the output; found twice, it is done once.
  private struct Known: Hashable {
    let identity: FileIdentity
    let relative: Path
  }

  /// Finds all files; those that cannot be read are among them.
  ///
  /// - Parameters:
  ///   - arguments: Files and directories.
  ///   - output: The folder of the results, which is not read where it lies in a directory that is
  ///     walked through.
  ///   - shard: The part that is taken; nil for all.
  /// - Complexity: O(*n* log *n*) for *n* files; the start of each that is taken is read.
  public init(_ arguments: [Path], output: Path, shard: Shard? = nil) {
    self.shard = shard
    self.output = FileIdentity(of: output.settled)
    var isOutputGiven = false
    for argument in arguments {
      if FileKind(of: argument) == .directory {
        addDirectory(argument, below: argument.marked?.relative)
        isOutputInside = isOutputInside || output.lies(below: argument)
        isOutputGiven = isOutputGiven || FileIdentity(of: argument) == self.output
      } else {
        add(argument, relative: argument.marked?.relative ?? argument.lastComponent)
      }
    }
    if isOutputGiven { isOutputInside = false }
    if isOutputInside, self.output != nil {
      let walk = DirectoryWalk(output, leavingOut: NamedResults.files(in:names:))
      imagesAmongResults = walk.files.filter(\.hasImageExtension)
    }
  }

  /// - Parameters:
  ///   - folder: The directory.
  ///   - place: Where it lies in the output; nil for the top.
  private mutating func addDirectory(_ folder: Path, below place: Path?) {
    let identity = FileIdentity(of: folder)
    if let identity, !walked.insert(identity).inserted { return }
    let isOutput = output != nil && identity == output
    let walk = DirectoryWalk(folder, excluding: output) { place, names in
      place == folder && !isOutput ? [] : NamedResults.files(in: place, names: names)
    }
    resultFolders += walk.leftOut.filter { $0 != folder }
    let images = walk.files.filter(\.hasImageExtension)
    if images.isEmpty, walk.problems.isEmpty { emptyFolders.append(folder) }
    for relative in images {
      add(folder.appending(relative), relative: place?.appending(relative) ?? relative)
    }
    for problem in walk.problems { add(Input(path: problem.path, error: .file(problem))) }
  }

  private mutating func add(_ path: Path, relative: Path) {
    if shard?.holds(relative) ?? true { add(Input(path: path, relative: relative)) }
  }

  private mutating func add(_ input: Input) {
    if let identity = input.identity {
      let isNew = known.insert(Known(identity: identity, relative: input.relative)).inserted
      if !isNew { return }
    }
    inputs.append(input)
  }
}

extension Path {
  /// Whether a path, which need not exist, leads below a directory.
  fileprivate func lies(below folder: Path) -> Bool {
    guard let identity = FileIdentity(of: folder) else { return false }
    var place = settled
    while FileKind(of: place) == nil, place != place.parent { place = place.parent }
    // Names before '..' and behind links are those of the resolved path alone.
    guard var resolved = place.resolved else { return false }
    if place == settled { resolved = resolved.parent }
    while resolved != resolved.parent {
      if FileIdentity(of: resolved) == identity { return true }
      resolved = resolved.parent
    }
    return FileIdentity(of: resolved) == identity
  }

  /// Whether a directory walk takes the file for an image.
  fileprivate var hasImageExtension: Bool {
    fileExtension.flatMap(OutputFormat.init(fileExtension:))?.imageFormat != nil
  }
}
