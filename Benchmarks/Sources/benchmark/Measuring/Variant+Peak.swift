import Filtering
import RowLoopTable
import RowLoopsAVX2
import RowLoopsAVX512
import RowLoopsBaseline

extension Variant {
  /// The peak loop of the variant.
  var peakLoop: PeakLoop {
    switch self {
    case .baseline: RowLoopsBaseline.makePeakLoop()
    case .avx2: RowLoopsAVX2.makePeakLoop()
    case .avx512: RowLoopsAVX512.makePeakLoop()
    }
  }
}
