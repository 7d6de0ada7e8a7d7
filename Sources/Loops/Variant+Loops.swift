public import RowLoopTable
import RowLoopsAVX2
import RowLoopsAVX512
import RowLoopsBaseline

/// The tables of each build. Even making one takes the instructions of its level.
extension Variant {
  /// The loops of convolutions and layers.
  package var loops: RowLoops {
    switch self {
    case .baseline: RowLoopsBaseline.makeRowLoops()
    case .avx2: RowLoopsAVX2.makeRowLoops()
    case .avx512: RowLoopsAVX512.makeRowLoops()
    }
  }

  /// The loops of networks on maps in blocks.
  package var blockLoops: BlockLoops {
    switch self {
    case .baseline: RowLoopsBaseline.makeBlockLoops()
    case .avx2: RowLoopsAVX2.makeBlockLoops()
    case .avx512: RowLoopsAVX512.makeBlockLoops()
    }
  }

  /// The loops of PNG files.
  package var pngLoops: PNGLoops {
    switch self {
    case .baseline: RowLoopsBaseline.makePNGLoops()
    case .avx2: RowLoopsAVX2.makePNGLoops()
    case .avx512: RowLoopsAVX512.makePNGLoops()
    }
  }

  /// What the others are measured against.
  public var peakLoop: PeakLoop {
    switch self {
    case .baseline: RowLoopsBaseline.makePeakLoop()
    case .avx2: RowLoopsAVX2.makePeakLoop()
    case .avx512: RowLoopsAVX512.makePeakLoop()
    }
  }
}
