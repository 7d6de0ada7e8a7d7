/// Why nothing is measured.
enum BenchmarkError: Error {
  case debugBuild
  case wrongResult(String)
  case unknownArgument(String)
  case missingValue(String)
  case noFiles
  case peersFailed(String)
  case noPictures(String)
}

extension BenchmarkError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  var description: String {
    switch self {
    case .debugBuild:
      "a debug build is 80 times slower: run with -c release"
    case .wrongResult(let name):
      "the result of '\(name)' differs from the reference, so its time means nothing"
    case .unknownArgument(let argument):
      "unknown argument '\(argument)'; "
        + "usage: benchmark [layers] [--peers SCRIPT [--python PYTHON]] [--all-variants], "
        + "benchmark filter FOLDER, or benchmark codecs FILE..."
    case .missingValue(let option):
      "the option '\(option)' needs a value"
    case .noFiles:
      "'codecs' needs PNG files to decode and encode"
    case .noPictures(let folder):
      "no PNG or JPEG files are in '\(folder)'"
    case .peersFailed(let script):
      "the peers' script '\(script)' failed: is its Python environment installed?"
    }
  }
}
