import Files

extension Setting {
  /// Makes the photographs where there are none.
  ///
  /// - Throws: `BenchmarkError.noPhotographs`, `BenchmarkError.failed`.
  func makePhotographs() throws(BenchmarkError) {
    let folders = ["jpg", "png"].map { photographs.appending($0) }
    if folders.allSatisfy({ FileKind(of: $0) == .directory }) { return }
    guard let python else { throw .noPhotographs }
    Progress.note("making photographs")
    _ = try Programs.output(of: [
      python, Programs.script("photos.py"), pictures.display, photographs.display,
    ])
  }

  /// How many photographs there are.
  ///
  /// - Parameter kind: `jpg` or `png`.
  /// - Returns: Files of the kind.
  /// - Throws: `FileError`.
  func count(_ kind: String) throws -> Int { try File.list(photographs.appending(kind)).count }
}
