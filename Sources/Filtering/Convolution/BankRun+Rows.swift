import Loops
import CMemory
import Pixels
import RowLoopTable

/// Rows of results, from strips of an image.
extension BankRun {
  /// Computes rows of the result as integer samples; the range leaves integers.
  ///
  /// - Parameters:
  ///   - outputs: Rows of the result.
  ///   - strip: The rows of the image that they need.
  ///   - absolute: Whether magnitudes are taken.
  /// - Returns: Interleaved samples.
  func integers(_ outputs: Range<Int>, of strip: ImageStrip, absolute: Bool) -> Samples {
    switch type {
    case .uint8: .uint8(rows(outputs, of: strip) { $0.bytes($1, absolute, $2) })
    case .uint16: .uint16(rows(outputs, of: strip) { $0.words($1, absolute, $2) })
    case .float32: .float32(values(outputs, of: strip))
    }
  }

  /// Computes rows of the result without rounding.
  ///
  /// - Parameters:
  ///   - outputs: Rows of the result.
  ///   - strip: The rows of the image that they need.
  /// - Returns: Interleaved values.
  func values(_ outputs: Range<Int>, of strip: ImageStrip) -> [Float] {
    let bytes = size.width * channels * outputs.count * MemoryLayout<Float>.stride
    let streams = bytes >= Self.streamedBytes && geometries.first?.x.stride == 1
    let values = rows(outputs, of: strip, streams: streams) { $0.values($1, $2) }
    if streams { lenslet_finish_streaming() }
    return values
  }

  /// Unrounded results from this size on are stored past the caches, which do not hold them.
  private static var streamedBytes: Int { 32 << 20 }

  /// Computes rows of the result as unrounded planes.
  ///
  /// - Parameters:
  ///   - outputs: Rows of the result.
  ///   - strip: The rows of the image that they need.
  /// - Returns: 1×C×H×W values.
  func activation(_ outputs: Range<Int>, of strip: ImageStrip) -> Activation {
    let shape = Shape(channels: channels, height: outputs.count, width: size.width)
    if channels == 1 { return Activation(shape: shape, values: values(outputs, of: strip)) }
    let (width, plane, loops) = (size.width, size.width * outputs.count, self.loops)
    let planes = array(count: plane * channels, of: strip) { engine, planes in
      // A few rows at a time, so that they are taken apart while they are in the cache.
      let room = Scratch<Float>(count: rowsTogether * width * channels)
      let dense = denseRow(Float.self)
      for first in stride(from: outputs.lowerBound, to: outputs.upperBound, by: rowsTogether) {
        let rows = first..<min(first + rowsTogether, outputs.upperBound)
        compute(rows, engine, into: room.start, by: dense) { $0.values($1, $2) }
        loops.deinterleave(
          room.start, channels, planes + (first - outputs.lowerBound) * width, plane,
          rows.count * width)
      }
    }
    return Activation(shape: shape, values: planes)
  }

  private typealias Computation<Element> = (
    RowEngine, Range<Int>, UnsafeMutablePointer<Element>
  ) -> Void

  private func rows<Element: BitwiseCopyable>(
    _ outputs: Range<Int>, of strip: ImageStrip, streams: Bool = false,
    _ computation: Computation<Element>
  ) -> [Element] {
    let count = size.width * channels * outputs.count
    return array(count: count, of: strip, streams: streams) { engine, output in
      compute(outputs, engine, into: output, by: denseRow(Element.self), computation)
    }
  }

  /// An array that an engine fills.
  private func array<Element: BitwiseCopyable>(
    count: Int, of strip: ImageStrip, streams: Bool = false,
    _ fill: (RowEngine, UnsafeMutablePointer<Element>) -> Void
  ) -> [Element] {
    if count == 0 { return [] }
    return SamplePointer.with(strip.colours.samples) { samples in
      let engine = engine(StripSamples(samples, strip: strip), streams: streams)
      return [Element](unsafeUninitializedCapacity: count) { buffer, filled in
        guard let start = buffer.baseAddress else { return }
        lenslet_prefer_large_pages(start, count * MemoryLayout<Element>.stride)
        fill(engine, start)
        filled = count
      }
    }
  }

  /// Room for a row whose pixels are thinned out; nil where all are kept.
  private func denseRow<Element: BitwiseCopyable>(_ type: Element.Type) -> Scratch<Element>? {
    geometries.first?.x.stride == 1 ? nil : Scratch(count: denseWidth)
  }

  /// Runs the engine from the top row to the last and keeps every `stride`th pixel.
  private func compute<Element: BitwiseCopyable>(
    _ outputs: Range<Int>, _ engine: RowEngine, into output: UnsafeMutablePointer<Element>,
    by dense: Scratch<Element>?, _ computation: Computation<Element>
  ) {
    guard let dense else { return computation(engine, outputs, output) }
    let step = geometries.first?.x.stride ?? 1
    for y in outputs {
      let row = output + (y - outputs.lowerBound) * size.width * channels
      computation(engine, y..<y + 1, dense.start)
      for x in 0..<size.width {
        for channel in 0..<channels {
          row[x * channels + channel] = dense.start[x * step * channels + channel]
        }
      }
    }
  }
}
