public import Codecs
public import Files
public import Filtering

/// Why a batch cannot start, or an image of it cannot be done.
public enum PipelineError: Error, Equatable, Sendable {
  /// No folder has a kernel of that name.
  case unknownKernel(Path, nearest: String?)

  /// A kernel file is wrong, or an array holds no kernels.
  case kernel(KernelError)

  /// An array of kernels cannot be decoded.
  case kernelArray(Path, CodecError)

  /// A file cannot be read or written.
  case file(FileError)
}

extension PipelineError: CustomStringConvertible {
  /// The file or name and what is wrong with it.
  public var description: String {
    switch self {
    case .unknownKernel(let name, let nearest):
      "unknown kernel '\(name)'"
        + (nearest.map { "; did you mean '\($0)'?" }
          ?? ": 'lenslet kernels list' shows all names, a file needs a path such as './\(name)'")
    case .kernel(let error): error.description
    case .kernelArray(let path, let error): "\(path): \(error)"
    case .file(let error): error.description
    }
  }

  /// Whether the command line is to blame, not a file.
  public var isUsage: Bool {
    switch self {
    case .unknownKernel: true
    case .kernel, .kernelArray, .file: false
    }
  }
}
