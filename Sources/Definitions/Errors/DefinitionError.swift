public import Codecs
import Escaping
public import Files
public import Kernels
public import ModelFiles
public import Networks
public import Pixels
public import Weights

/// Why what a user has named, such as a kernel, a model or a pipeline file, is not what it should be.
public enum DefinitionError: Error, Equatable, Sendable {
  /// No folder has a kernel of that name; `nearest` is one that may be meant.
  case unknownKernel(Path, nearest: String?)

  /// A kernel is asked for by name, but there is no folder of kernels.
  case noKernels(Path)

  /// A folder has several kernel files of a name, which differ in their extensions.
  case kernelsOfOneName(Path, [Path])

  /// A kernel file is wrong, or an array holds no kernels.
  case kernel(KernelError)

  /// A file of another kind, and what to do about it, where a kernel is expected.
  case notKernel(Path, kind: String, remedy: String?)

  /// An array of kernels cannot be decoded.
  case kernelArray(Path, CodecError)

  /// A file cannot be read or written.
  case file(FileError)

  /// A pipeline file is wrong.
  case pipelineFile(Path, PipelineFileError)

  /// A pipeline does not fit its input: the file or image, and the step.
  case layers(Path, LayerError)

  /// The maps of a step of an image, of this shape, need more memory than there is.
  case outOfMemory(Path, step: String, Shape)

  /// An image does not fit the input stage of a pipeline.
  case input(Path, InputError)

  /// A file of tensors is damaged, or has no such tensor.
  case weights(Path, WeightsError)

  /// A tensor is no set of maps.
  case tensorShape(Path, name: String, shape: [Int])

  /// An array does not fit the value that it is given for, or the input of a network: what that is.
  case givenShape(Path, shape: [Int], value: String)

  /// An array holds other numbers than a value of a network does.
  case tensorType(Path, expected: NumberType, found: NumberType)

  /// A file has several tensors, and which one is meant was not said.
  case severalTensors(Path, [String])

  /// A file that describes a network is damaged.
  case modelFile(Path, ModelFileError)

  /// What a file describes is not a network that can be computed, or has no such layer.
  case network(Path, NetworkFileError)

  /// A model cannot be made as it was asked for.
  case model(ModelError)
}

extension DefinitionError: CustomStringConvertible {
  /// The file or name and what is wrong with it.
  public var description: String {
    switch self {
    case .unknownKernel(let name, let nearest):
      "unknown kernel '\(name)'"
        + (nearest.map { "; did you mean '\($0)'?" }
          ?? ": 'lenslet kernels list' shows all names, a file needs a path such as './\(name)'")
    case .noKernels(let name):
      "kernel '\(name)' cannot be looked up, because there are no kernels beside lenslet: "
        + "name their folder with --kernels or LENSLET_KERNELS"
    case .kernelsOfOneName(let name, let files):
      "the name '\(name)' is that of \(files.count) kernels: "
        + files.map(\.display).joined(separator: " and ") + ": write it with its extension"
    case .kernel(let error): error.description
    case .notKernel(let path, let kind, let remedy):
      "\(path): is \(kind), not a kernel" + (remedy.map { ": " + $0 } ?? "")
    case .kernelArray(let path, let error): "\(path): \(error)"
    case .file(let error): error.description
    case .pipelineFile(let path, let error): "\(path): \(error)"
    case .layers(let path, let error): "\(path): \(error)"
    case .outOfMemory(let path, let step, let shape):
      "\(path): step '\(step)': there is not enough memory for maps of \(shape): "
        + "resize or crop images, or run fewer at once with --jobs"
    case .input(let path, let error): "\(path): \(error)"
    case .weights(let path, let error): "\(path): \(escapedForTerminal(error.description))"
    case .tensorShape(let path, let name, let shape):
      "\(path): '\(escapedForTerminal(name))' has "
        + (shape.isEmpty
          ? "no dimensions" : "the shape \(shape.map(String.init).joined(separator: "x"))")
        + ": maps are CxHxW, HxW or 1xCxHxW"
    case .givenShape(let path, let shape, let value):
      "\(path): it has "
        + (shape.isEmpty
          ? "no dimensions" : "the shape \(shape.map(String.init).joined(separator: "x"))")
        + ", which does not fit \(escapedForTerminal(value))"
    case .tensorType(let path, let expected, let found):
      "\(path): it holds numbers of the type \(found), and \(expected) is needed"
    case .severalTensors(let path, let names):
      names.isEmpty
        ? "\(path): no tensor in it is read: 'lenslet weights list' shows what it holds"
        : "\(path): \(names.count) tensors are here: name one as in "
          + "\(path):\(escapedForTerminal(names.first ?? ""))"
    case .modelFile(let path, let error): "\(path): \(error)"
    case .network(let path, let error): "\(path): \(error)"
    case .model(let error): error.description
    }
  }

  /// Whether the command line is to blame, not a file.
  public var isUsage: Bool {
    switch self {
    case .unknownKernel, .noKernels, .kernelsOfOneName: true
    case .model(let error): error.isUsage
    case .weights(_, let error): error.isOfName
    case .network(_, .unknownValue), .network(_, .severalInputs), .network(_, .noInput): true
    case .kernel, .notKernel, .kernelArray, .file, .pipelineFile, .layers, .outOfMemory, .input,
      .tensorShape, .givenShape, .tensorType, .severalTensors, .modelFile, .network:
      false
    }
  }
}
