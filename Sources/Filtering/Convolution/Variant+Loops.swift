package import RowLoopTable
import RowLoopsAVX2
import RowLoopsAVX512
import RowLoopsBaseline

extension Variant {
  /// The row loops of the variant.
  package var loops: RowLoops {
    switch self {
    case .baseline: RowLoopsBaseline.makeRowLoops()
    case .avx2: RowLoopsAVX2.makeRowLoops()
    case .avx512: RowLoopsAVX512.makeRowLoops()
    }
  }
}
