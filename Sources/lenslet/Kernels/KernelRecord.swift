import Files
import Filtering
import Reports

/// What `kernels list --json` prints about one kernel file.
struct KernelRecord {
  private let bank: KernelBank
  private let path: Path

  init(_ bank: KernelBank, path: Path) {
    self.bank = bank
    self.path = path
  }

  /// A JSON object on one line.
  var line: String {
    JSONRecord([
      ("name", .text(bank.name)), ("file", .text(path.text)), ("purpose", .text(bank.purpose)),
      ("combine", bank.combination.map { .text($0.rawValue) } ?? .null),
      ("kernels", .array(bank.kernels.map { .object(Self.record(of: $0)) })),
    ]).line
  }

  private static func record(of kernel: Kernel) -> JSONRecord {
    JSONRecord([
      ("width", .integer(kernel.width)), ("height", .integer(kernel.height)),
      ("channels", .integer(kernel.channels)), ("sum", .number(kernel.sum)),
      ("gain", .number(kernel.gain)), ("separable", .boolean(kernel.separable != nil)),
    ])
  }
}
