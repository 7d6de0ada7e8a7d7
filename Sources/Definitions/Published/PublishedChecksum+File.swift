import Files

extension PublishedChecksum {
  /// Computes the digits that a file has.
  ///
  /// The programs of the GNU coreutils do it: they are on every Debian, use the processor's own
  /// instructions, and spare the project a library of cryptography for two functions.
  ///
  /// - Parameter path: The file.
  /// - Returns: All hexadecimal digits in lower case.
  /// - Throws: `DownloadError`: `file` where the program cannot be started, `noChecksum` where it
  ///   fails.
  func digits(ofFile path: Path) throws(DownloadError) -> String {
    let tool = self.tool
    let process = try wrapping(
      ChildProcess(Path(tool.program), arguments: [], input: path), as: DownloadError.file)
    let line = process.nextLine() ?? ""
    let digits = String(line.prefix { $0 != " " })
    guard process.waitForEnd() == 0, digits.count == tool.digits, digits.allSatisfy(\.isHexDigit)
    else { throw .noChecksum(path, tool: tool.program) }
    return digits
  }

  private var tool: (program: String, digits: Int) {
    switch self {
    case .sha1: ("sha1sum", 40)
    case .sha256: ("sha256sum", 64)
    }
  }
}
