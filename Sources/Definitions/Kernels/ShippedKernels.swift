import Files

/// The folder of the kernels that come with the program.
///
/// Beside an installed program it is `kernels` or `../share/lenslet/kernels`; of a program that was
/// just built it is the `kernels` of the nearest folder above that holds a `Package.swift` too.
///
/// - Parameter executable: Where the program lies, with symbolic links resolved.
/// - Returns: A folder that exists, or nil.
func shippedKernels(besides executable: Path) -> Path? {
  let folder = executable.parent
  let installed = [
    folder.appending("kernels"), folder.parent.appending("share/lenslet/kernels"),
  ]
  if let found = installed.first(where: { FileKind(of: $0) == .directory }) { return found }
  var above = folder
  while above != above.parent {
    above = above.parent
    let kernels = above.appending("kernels")
    if FileKind(of: kernels) == .directory,
      FileIdentity(of: above.appending("Package.swift")) != nil
    {
      return kernels
    }
  }
  return nil
}
