import CProcessor
import func Glibc.getenv

/// A build of the row loops for one level of processors.
///
/// All variants give the same bits.
public enum Variant: String, Hashable, Sendable, CaseIterable {
  /// What every processor of the architecture offers (SSE2 on x86-64).
  case baseline

  /// AVX2 with fused multiply-add (x86-64-v3).
  case avx2

  /// AVX-512 (x86-64-v4).
  case avx512

  /// The fastest variant that this processor can run, or a slower one that the environment's
  /// `LENSLET_VARIANT` names.
  public static let best: Variant = {
    let asked = getenv("LENSLET_VARIANT").flatMap { Variant(rawValue: String(cString: $0)) }
    guard let asked, asked.rank < fastest.rank else { return fastest }
    return asked
  }()

  private static var fastest: Variant {
    switch lenslet_processor_level() {
    case 2: .avx512
    case 1: .avx2
    default: .baseline
    }
  }

  /// The variants that this processor can run, the fastest last.
  public static var available: [Variant] { allCases.filter(\.isAvailable) }

  /// Whether this processor can run the variant.
  public var isAvailable: Bool { rank <= Variant.best.rank }

  private var rank: Int {
    switch self {
    case .baseline: 0
    case .avx2: 1
    case .avx512: 2
    }
  }
}
