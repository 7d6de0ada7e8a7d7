import Pixels

/// The colours of a picture on other columns and rows, plane by plane, from 0 to 255.
///
/// A row is resampled horizontally, then added to the rows of the result that it belongs to; sums
/// are `Float`, and nothing is rounded in between. Pillow rounds 8-bit pictures after each of the
/// two passes, so that its values differ by up to one; for its mode `F` they are the same.
///
/// - Parameters:
///   - image: A picture; its alpha is left out.
///   - columns: How columns are made of columns.
///   - rows: How rows are made of rows.
/// - Returns: One plane for a grey picture, otherwise red, green and blue.
func resampledPlanes(of image: Image, columns: ResizeAxis, rows: ResizeAxis) -> [Float] {
  switch image.samples {
  case .uint8(let samples):
    resampledPlanes(of: image, samples, columns, rows) { Float($0) }
  case .uint16(let samples):
    resampledPlanes(of: image, samples, columns, rows) { Float($0) / 257 }
  case .float32(let samples):
    resampledPlanes(of: image, samples, columns, rows) { $0 }
  }
}

@inline(__always)
private func resampledPlanes<Sample>(
  of image: Image, _ samples: [Sample], _ columns: ResizeAxis, _ rows: ResizeAxis,
  value: (Sample) -> Float
) -> [Float] {
  let colours = image.layout.colourCount
  let plane = rows.count * columns.count
  let needed = columns.inputs
  var result = [Float](repeating: 0, count: colours * plane)
  var line = [Float](repeating: 0, count: needed.count)
  var resampled = [Float](repeating: 0, count: columns.count)
  var firstOutput = 0
  for row in rows.inputs {
    while rows.inputs(of: firstOutput).upperBound <= row { firstOutput += 1 }
    for colour in 0..<colours {
      samples.withUnsafeBufferPointer { samples in
        var place = (row * image.width + needed.lowerBound) * image.channels + colour
        for column in 0..<needed.count {
          line[column] = value(samples[place])
          place += image.channels
        }
      }
      columns.resample(line, into: &resampled)
      result.withUnsafeMutableBufferPointer { result in
        var output = firstOutput
        while output < rows.count, rows.starts[output] <= row {
          let weight = rows.weights[rows.offsets[output] + row - rows.starts[output]]
          let start = colour * plane + output * columns.count
          for column in 0..<columns.count {
            result[start + column] += weight * resampled[column]
          }
          output += 1
        }
      }
    }
  }
  return result
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
