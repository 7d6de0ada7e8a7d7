/// Why nothing is measured.
enum BenchmarkError: Error {
  case debugBuild
  case wrongResult(String)
  case otherPlan(String)
  case missingResult(String)
  case failed(command: String, status: Int)
  case killed(command: String, signal: Int)
  case cannotStart(String)
  case noPictures(String)
  case noPhotographs
  case noProgram(String)
  case noPeer(String)
  case slowerPlans(Int)
}

extension BenchmarkError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  var description: String {
    switch self {
    case .debugBuild:
      "a debug build is 80 times slower: run with -c release"
    case .wrongResult(let name):
      "the result of '\(name)' differs from the reference, so its time means nothing"
    case .otherPlan(let name):
      "'\(name)' takes another plan on the small picture whose result is compared, so it proves nothing"
    case .missingResult(let file):
      "the result '\(file)' is missing, so the time means nothing"
    case .failed(let command, let status):
      "'\(command)' ended with status \(status)"
    case .killed(let command, let signal):
      "'\(command)' was ended by signal \(signal)"
    case .cannotStart(let command):
      "'\(command)' cannot be started"
    case .noPictures(let folder):
      "no PNG or JPEG files are in '\(folder)'"
    case .noPhotographs:
      "the photographs are made by Python with Pillow and NumPy: give it with --python "
        + "('Scripts/peers/setup' installs it), or a folder of photographs with --photos"
    case .noProgram(let path):
      "'\(path)' is missing: run 'swift build -c release' first"
    case .noPeer(let kind):
      "the peers' script has no name for the operator '\(kind)'"
    case .slowerPlans(let count):
      "\(count) layer\(count == 1 ? "" : "s") would be over 5 % faster by another plan: see the cost of "
        + "plans in ConvolutionWay, and whether other programs ran"
    }
  }
}
