import CommandLineKit
import Definitions
import Files
import Kernels

/// Where kernels are looked up by name.
struct KernelOptions: ParsableArguments {
  @Option(
    name: .customLong("kernels"),
    help: ArgumentHelp(
      """
      A folder of kernel files that are found by name, before those of LENSLET_KERNELS (folders \
      with colons between) and those that come with lenslet.
      """, valueName: "DIR"))
  var folders: [Path] = []

  mutating func validate() throws {
    for folder in folders where FileKind(of: folder) != .directory {
      throw ValidationError("'\(folder.display)' is no folder; --kernels takes one")
    }
  }

  /// The folders in the order of the search.
  var catalog: KernelCatalog {
    KernelCatalog(
      userFolders: folders, environment: Path.environment("LENSLET_KERNELS"),
      executable: Path.executable)
  }

  /// Reads a kernel.
  ///
  /// - Parameter reference: A name or a path.
  /// - Returns: The kernel or bank of kernels.
  /// - Throws: `ValidationError` for a name that no folder has, else a `DefinitionError`.
  func load(_ reference: Path) throws -> KernelBank {
    try reported { try catalog.load(reference) }
  }

  /// Reads several kernels, and tells of every file that is wrong.
  ///
  /// - Parameter references: Names and paths.
  /// - Returns: The kernels or banks of kernels, and their files.
  /// - Throws: `ValidationError` for a name that no folder has, `ExitCode.failure` where a file is
  ///   wrong.
  func loadAll(_ references: [Path]) throws -> (banks: [KernelBank], files: [Path]) {
    let catalog = catalog
    let files = try reported { try references.map(catalog.locate) }
    let banks = files.compactMap { file in
      do throws(DefinitionError) {
        return try readKernelFile(file)
      } catch {
        Terminal.write("lenslet: \(error)\n", to: .standardError)
        return nil
      }
    }
    if banks.count < files.count { throw ExitCode.failure }
    return (banks, files)
  }
}
