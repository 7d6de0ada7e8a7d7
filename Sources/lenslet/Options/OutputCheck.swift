import CommandLineKit
import Files

/// Checks that the one file that a command writes takes the place of none that it reads.
///
/// - Parameters:
///   - output: The file that is written.
///   - option: The option that names it.
///   - inputs: The files that are read.
/// - Throws: `ValidationError`.
func checkOutput(
  _ output: Path, option: String = "--output", replacesNone inputs: [Path]
) throws {
  guard let input = ProtectedFiles(inputs).file(at: output) else { return }
  throw ValidationError(
    output == input
      ? "'\(output)' is the input itself: choose another file with \(option)"
      : "'\(input)' would be replaced by '\(output)': choose another file with \(option)")
}

/// Checks that a folder of results is one, or can be made.
///
/// - Parameter folder: What `--output` names.
/// - Throws: `ValidationError`.
func checkFolder(_ folder: Path) throws {
  guard let kind = FileKind(of: folder), kind != .directory else { return }
  throw ValidationError("'\(folder)' is no folder; --output takes one")
}
