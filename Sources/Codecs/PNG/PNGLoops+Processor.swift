import CProcessor
package import RowLoopTable
import RowLoopsAVX2
import RowLoopsAVX512
import RowLoopsBaseline

extension PNGLoops {
  /// The builds that this processor can run, the fastest last.
  package static let available: [PNGLoops] = {
    let builds = [
      RowLoopsBaseline.makePNGLoops(), RowLoopsAVX2.makePNGLoops(), RowLoopsAVX512.makePNGLoops(),
    ]
    return Array(builds.prefix(Int(lenslet_processor_level()) + 1))
  }()

  /// The fastest build that this processor can run.
  static let best = available[available.count - 1]
}
