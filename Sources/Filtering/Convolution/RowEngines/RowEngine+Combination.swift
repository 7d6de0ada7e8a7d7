import Loops
import Kernels
import RowLoopTable

extension RowEngine {
  /// Creates the engine of a bank whose results become one, sample by sample, in `Float`.
  ///
  /// - Parameters:
  ///   - engines: One a kernel, made without bias; all of one width.
  ///   - combination: How results become one.
  ///   - width: Samples of a dense row.
  ///   - rowsTogether: Rows that are combined at a time.
  ///   - bias: What is added to every combined result before it is rounded.
  ///   - loops: The build of the row loops.
  init(
    combining engines: [RowEngine], _ combination: Combination, width: Int, rowsTogether: Int,
    bias: Float, loops: RowLoops
  ) {
    let room = width * rowsTogether
    let (single, combined) = (Scratch<Float>(count: room), Scratch<Float>(count: room))
    let combine = { (rows: Range<Int>, output: UnsafeMutablePointer<Float>) in
      let count = rows.count * width
      for (index, engine) in engines.enumerated() {
        if index == 0 && combination != .magnitude {
          engine.values(rows, output)
          continue
        }
        engine.values(rows, single.start)
        switch combination {
        case .magnitude:
          if index == 0 { output.update(repeating: 0, count: count) }
          loops.addSquares(single.start, output, count)
        case .max: loops.maximum(single.start, output, count)
        case .sum: loops.add(single.start, output, count)
        }
      }
      if combination == .magnitude { loops.squareRoot(output, output, count) }
    }
    let forEachGroup = { (rows: Range<Int>, body: (Range<Int>, Int) -> Void) in
      for first in stride(from: rows.lowerBound, to: rows.upperBound, by: rowsTogether) {
        let end = min(first + rowsTogether, rows.upperBound)
        body(first..<end, (first - rows.lowerBound) * width)
      }
    }
    self.init(
      values: { rows, output in forEachGroup(rows) { combine($0, output + $1) } },
      bytes: { rows, absolute, output in
        forEachGroup(rows) { group, place in
          combine(group, combined.start)
          loops.quantiseUInt8(
            combined.start, -bias, 1, absolute, output + place, group.count * width)
        }
      },
      words: { rows, absolute, output in
        forEachGroup(rows) { group, place in
          combine(group, combined.start)
          loops.quantiseUInt16(
            combined.start, -bias, 1, absolute, output + place, group.count * width)
        }
      })
  }
}
