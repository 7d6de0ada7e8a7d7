/// What the benchmark is asked for.
struct Arguments {
  /// What is timed.
  enum Subject {
    /// Kernels on a large picture.
    case convolution
    /// The first layers of networks.
    case layers
    /// A folder of pictures, from files to files.
    case filter
    /// Decoding and encoding of files.
    case codecs
  }

  /// What is timed.
  private(set) var subject = Subject.convolution

  /// The folder of pictures that are filtered.
  private(set) var folder = ""
  /// The files that are decoded and encoded.
  private(set) var files: [String] = []

  /// The script that times the peers on the same work.
  private(set) var peers: String?

  /// The Python that runs the script.
  private(set) var python = "python3"

  /// Whether every variant is timed, not just the best.
  private(set) var allVariants = false

  /// Reads the command line.
  ///
  /// - Parameter words: The arguments after the program's name.
  /// - Throws: `BenchmarkError.unknownArgument`, `BenchmarkError.missingValue`,
  ///   `BenchmarkError.noFiles`.
  init(_ words: [String]) throws(BenchmarkError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "layers": subject = .layers
      case "filter":
        subject = .filter
        folder = try value(of: word, &rest)
      case "codecs": subject = .codecs
      case "--peers": peers = try value(of: word, &rest)
      case "--python": python = try value(of: word, &rest)
      case "--all-variants": allVariants = true
      default:
        guard subject == .codecs, !word.hasPrefix("-") else { throw .unknownArgument(word) }
        files.append(word)
      }
    }
    if subject == .codecs && files.isEmpty { throw .noFiles }
  }

  private func value(
    of option: String, _ rest: inout ArraySlice<String>
  ) throws(BenchmarkError) -> String {
    guard let value = rest.popFirst() else { throw .missingValue(option) }
    return value
  }
}
