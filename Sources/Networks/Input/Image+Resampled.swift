import Pixels

extension Image {
  /// Writes the colours on other columns and rows, plane by plane, from 0 to 255.
  ///
  /// A row is resampled horizontally, then added to the rows of the result that it belongs to, so
  /// that nothing but the result is held. Sums are `Float`; nothing is rounded or clamped, so that
  /// bicubic and Lanczos values may lie outside 0 to 255. Pillow does the same for its mode `F`,
  /// but rounds and clamps 8-bit pictures after each of the two passes: bilinear values differ by
  /// up to 1 from those, the others by tens at sharp edges.
  ///
  /// - Parameters:
  ///   - columns: How columns are made of columns.
  ///   - rows: How rows are made of rows.
  ///   - output: Room for the planes, each of all rows and columns.
  ///   - planes: Which plane each colour of the picture is written to; alpha is left out.
  func writeResampled(
    columns: ResizeAxis, rows: ResizeAxis, to output: UnsafeMutablePointer<Float>,
    planes: [Int]
  ) {
    switch samples {
    case .uint8(let samples):
      writeResampled(samples, columns, rows, output, planes) { Float($0) }
    case .uint16(let samples):
      writeResampled(samples, columns, rows, output, planes) { Float($0) / 257 }
    case .float32(let samples):
      writeResampled(samples, columns, rows, output, planes) { $0 }
    }
  }

  @inline(__always)
  private func writeResampled<Sample>(
    _ samples: [Sample], _ columns: ResizeAxis, _ rows: ResizeAxis,
    _ output: UnsafeMutablePointer<Float>, _ planes: [Int], value: (Sample) -> Float
  ) {
    let plane = rows.count * columns.count
    for colour in planes { (output + colour * plane).update(repeating: 0, count: plane) }
    let needed = columns.inputs
    var line = [Float](repeating: 0, count: needed.count)
    var resampled = [Float](repeating: 0, count: columns.count)
    var firstOutput = 0
    for row in rows.inputs {
      while rows.inputs(of: firstOutput).upperBound <= row { firstOutput += 1 }
      // Without antialias, rows between two places are not needed.
      guard rows.starts[firstOutput] <= row else { continue }
      for (colour, target) in planes.enumerated() {
        samples.withUnsafeBufferPointer { samples in
          var place = (row * width + needed.lowerBound) * channels + colour
          for column in 0..<needed.count {
            line[column] = value(samples[place])
            place += channels
          }
        }
        columns.resample(line, into: &resampled)
        var outputRow = firstOutput
        while outputRow < rows.count, rows.starts[outputRow] <= row {
          let weight = rows.weights[rows.offsets[outputRow] + row - rows.starts[outputRow]]
          let sums = output + target * plane + outputRow * columns.count
          for column in 0..<columns.count { sums[column] += weight * resampled[column] }
          outputRow += 1
        }
      }
    }
  }
}

extension ResizeAxis {
  /// Adds up the weighted samples of a line.
  ///
  /// Eight sums run side by side and are added at the end, so that long windows are quick.
  ///
  /// - Parameters:
  ///   - line: The samples from the first that is needed to the last.
  ///   - output: Room for the outputs.
  fileprivate func resample(_ line: [Float], into output: inout [Float]) {
    let first = inputs.lowerBound
    line.withUnsafeBufferPointer { line in
      weights.withUnsafeBufferPointer { weights in
        for index in 0..<count {
          let taps = offsets[index + 1] - offsets[index]
          let (samples, weight) = (starts[index] - first, offsets[index])
          var sum: Float = 0
          var tap = 0
          if taps >= 8 {
            var sums = SIMD8<Float>()
            while tap + 8 <= taps {
              sums += line.eight(from: samples + tap) * weights.eight(from: weight + tap)
              tap += 8
            }
            sum = sums.sum()
          }
          while tap < taps {
            sum += line[samples + tap] * weights[weight + tap]
            tap += 1
          }
          output[index] = sum
        }
      }
    }
  }
}

extension UnsafeBufferPointer<Float> {
  /// Eight neighbours.
  @inline(__always)
  fileprivate func eight(from start: Int) -> SIMD8<Float> {
    precondition(start >= 0 && start + 8 <= count)
    return UnsafeRawPointer(self.baseAddress.unsafelyUnwrapped + start)
      .loadUnaligned(as: SIMD8<Float>.self)
  }
}
