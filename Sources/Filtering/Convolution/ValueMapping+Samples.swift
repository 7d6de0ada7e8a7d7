import Pixels
import RowLoopTable

extension ValueMapping {
  /// Applies the map: rounds for integers, and not for `float32`.
  ///
  /// - Parameters:
  ///   - values: Results.
  ///   - type: The samples wanted.
  ///   - rounding: How they become integers.
  ///   - loops: The build of the row loops.
  /// - Returns: As many samples.
  func samples(
    from values: [Float], type: SampleType, rounding: Rounding, loops: RowLoops
  ) -> Samples {
    switch type {
    case .uint8 where rounding != .halfToEven: .uint8(values.map { rounding.integer(mapped($0)) })
    case .uint16 where rounding != .halfToEven: .uint16(values.map { rounding.integer(mapped($0)) })
    case .uint8: .uint8(integers(from: values, loops.quantiseUInt8))
    case .uint16: .uint16(integers(from: values, loops.quantiseUInt16))
    case .float32: .float32(isIdentity ? values : values.map(mapped))
    }
  }

  private var isIdentity: Bool { !absolute && black == 0 && factor == 1 }

  private func mapped(_ value: Float) -> Float {
    ((absolute ? abs(value) : value) - black) * factor
  }

  private func integers<Integer>(
    from values: [Float], _ quantise: RowLoops.Quantise<Integer>
  ) -> [Integer] {
    [Integer](unsafeUninitializedCapacity: values.count) { buffer, filled in
      values.withUnsafeBufferPointer { values in
        guard let input = values.baseAddress, let output = buffer.baseAddress else { return }
        quantise(input, black, factor, absolute, output, values.count)
      }
      filled = values.count
    }
  }
}
