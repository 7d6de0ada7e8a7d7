import RowLoopTable

extension RowEngine {
  /// Creates the engine of a bank whose results become one, sample by sample, in `Float`.
  ///
  /// - Parameters:
  ///   - engines: One a kernel, made without bias; all of one width.
  ///   - combination: How results become one.
  ///   - width: Samples of a dense row.
  ///   - bias: What is added to every combined result before it is rounded.
  ///   - loops: The build of the row loops.
  init(
    combining engines: [RowEngine], _ combination: Combination, width: Int, bias: Float,
    loops: RowLoops
  ) {
    let (single, combined) = (Scratch<Float>(count: width), Scratch<Float>(count: width))
    let combine = { (row: Int, output: UnsafeMutablePointer<Float>) in
      for (index, engine) in engines.enumerated() {
        if index == 0 && combination != .magnitude {
          engine.values(row, output)
          continue
        }
        engine.values(row, single.start)
        switch combination {
        case .magnitude:
          if index == 0 { output.update(repeating: 0, count: width) }
          loops.addSquares(single.start, output, width)
        case .max: loops.maximum(single.start, output, width)
        case .sum: loops.add(single.start, output, width)
        }
      }
      if combination == .magnitude { loops.squareRoot(output, output, width) }
    }
    self.init(
      values: combine,
      bytes: { row, absolute, output in
        combine(row, combined.start)
        loops.quantiseUInt8(combined.start, -bias, 1, absolute, output, width)
      },
      words: { row, absolute, output in
        combine(row, combined.start)
        loops.quantiseUInt16(combined.start, -bias, 1, absolute, output, width)
      })
  }
}
