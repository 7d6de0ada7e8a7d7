import Pixels
import RowLoopTable

/// The largest or the mean value under each window of maps in blocks, with the bits of the definition.
struct BlockedPooling: BlockedWork {
  private let kind: Pooling.Kind
  private let geometry: WindowGeometry
  private let input: BlockedLayout
  private let output: BlockedLayout
  /// Outputs of a row whose windows lie inside the maps.
  private let wholeColumns: Range<Int>

  /// Prepares a layer for inputs of a shape.
  ///
  /// - Parameters:
  ///   - kind: What becomes of the values under a window.
  ///   - geometry: Where windows lie.
  ///   - input: Where the input lies.
  ///   - output: Where the results go.
  init(
    _ kind: Pooling.Kind, _ geometry: WindowGeometry, input: BlockedLayout, output: BlockedLayout
  ) {
    self.kind = kind
    self.geometry = geometry
    self.input = input
    self.output = output
    wholeColumns = geometry.wholeColumns
  }

  func compute(_ run: BlockedRun, _ tensor: Tensor?) {
    for image in 0..<input.shape.batch {
      let first = run.memory + input.start + image * input.imageDistance + input.inside
      let target = run.memory + output.start + image * output.imageDistance + output.inside
      run.perform((input.blocks, geometry.y.outputs)) { block, row in
        pool(
          run, first + block * input.blockDistance, row: row,
          to: target + block * output.blockDistance + row * output.pitch)
      }
    }
  }

  private func pool(
    _ run: BlockedRun, _ block: UnsafePointer<Float>, row: Int,
    to output: UnsafeMutablePointer<Float>
  ) {
    let (y, x) = (geometry.y, geometry.x)
    let rows = y.inside(row)
    let top = block + rows.lowerBound * input.pitch
    var column = 0
    while column < x.outputs {
      let columns = x.inside(column)
      let window = top + 16 * columns.lowerBound
      let target = output + 16 * column
      switch kind {
      case .max:
        // Windows between the margins are done in one go.
        let isWhole = columns.count == x.extent
        let count = isWhole ? max(1, wholeColumns.upperBound - column) : 1
        run.loops.maxima(
          window, count, 16 * x.stride, rows.count, columns.count, input.pitch, target)
        column += count
      case .average(let countsPadding):
        let cells =
          countsPadding ? y.padded(row) * x.padded(column) : rows.count * columns.count
        run.loops.mean(window, rows.count, columns.count, input.pitch, Double(cells), target)
        column += 1
      }
    }
  }
}

extension WindowGeometry {
  /// Outputs of a row whose windows lie inside the maps.
  var wholeColumns: Range<Int> {
    let whole = (0..<x.outputs).filter { x.inside($0).count == x.extent }
    return (whole.first ?? 0)..<(whole.last.map { $0 + 1 } ?? 0)
  }
}
