import Codecs
import Files
import Filtering
import Kernels

/// The results of a filtered folder.
struct FilteredFolder {
  /// The folder of the pictures; none are in folders below it.
  let input: Path

  /// The folder of the results.
  let output: Path

  /// The kernels, each one result a picture.
  let banks: [KernelBank]

  /// Checks that there is a result for every picture and kernel.
  ///
  /// - Throws: `BenchmarkError.missingResult`, `FileError`.
  func verifyCount() throws {
    let expected = try File.list(input).count * banks.count
    let found = DirectoryWalk(output).files.count
    guard found == expected else {
      throw BenchmarkError.missingResult("\(output.display): \(found) files, not \(expected)")
    }
  }

  /// Checks the count, and compares the results of the first picture with what the plain loops give
  /// on the whole picture.
  ///
  /// - Throws: `BenchmarkError`, and what reading and filtering throw.
  func verify() throws {
    try verifyCount()
    guard let name = try File.list(input).first else { return }
    let decoded = try ImageDecoder.decode(
      try File.read(input.appending(name), limit: 1 << 31))
    let convolver = try Convolver(plan: .reference)
    for bank in banks {
      let filtered = try convolver.filter(decoded.image, with: bank, range: .clamp)
      let expected = try ImageEncoder.encode(
        filtered[0].image, metadata: decoded.metadata, as: decoded.format)
      guard try File.read(output.appending(result(name, bank)), limit: 1 << 31) == expected else {
        throw BenchmarkError.wrongResult(bank.name)
      }
    }
  }

  /// The name of a result: that of the picture, with the kernel where there are several.
  private func result(_ name: Path, _ bank: KernelBank) -> Path {
    guard banks.count > 1 else { return name }
    return Path("\(name.withoutExtension.display)-\(bank.name).\(name.fileExtension ?? "")")
  }
}
