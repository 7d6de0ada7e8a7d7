import CProcessor
package import RowLoopTable
import RowLoopsAVX2
import RowLoopsAVX512
import RowLoopsBaseline

extension PNGLoops {
  /// The builds that this processor can run, the fastest last.
  package static let available = (0...Int(lenslet_processor_level())).map(build(forLevel:))

  /// The fastest build that this processor can run.
  static let best = build(forLevel: Int(lenslet_processor_level()))

  /// The build for a level of processors; even making it takes that level's instructions.
  private static func build(forLevel level: Int) -> PNGLoops {
    switch level {
    case 2: RowLoopsAVX512.makePNGLoops()
    case 1: RowLoopsAVX2.makePNGLoops()
    default: RowLoopsBaseline.makePNGLoops()
    }
  }
}
