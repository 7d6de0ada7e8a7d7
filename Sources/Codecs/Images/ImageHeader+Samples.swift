import CMemory
import Pixels

extension ImageHeader {
  /// Bytes of the decoded samples, or nil where they cannot be counted.
  private var byteCount: Int? {
    let sampleBytes = sampleType == .uint16 ? 2 : 1
    let (count, overflow) = (size.pixelCount ?? .max)
      .multipliedReportingOverflow(by: layout.channelCount * sampleBytes)
    return overflow ? nil : count
  }

  /// Allocates and fills the samples of the whole picture.
  ///
  /// - Parameter fill: Stores all samples, given room for them.
  /// - Returns: The samples.
  /// - Throws: `CodecError.outOfMemory`, or what `fill` throws.
  func makeSamples(
    _ fill: (UnsafeMutableRawPointer) throws(CodecError) -> Void
  ) throws(CodecError) -> Samples {
    switch sampleType {
    case .uint16: .uint16(try makeArray(of: UInt16.self, fill))
    case .uint8, .float32: .uint8(try makeArray(of: UInt8.self, fill))
    }
  }

  private func makeArray<Sample>(
    of type: Sample.Type, _ fill: (UnsafeMutableRawPointer) throws(CodecError) -> Void
  ) throws(CodecError) -> [Sample] {
    guard let bytes = byteCount, lenslet_can_allocate(bytes) else { throw .outOfMemory(format) }
    let count = bytes / MemoryLayout<Sample>.stride
    var failure: CodecError?
    let samples = [Sample](unsafeUninitializedCapacity: count) { buffer, initialised in
      guard let start = buffer.baseAddress else { return }
      lenslet_prefer_large_pages(start, bytes)
      do throws(CodecError) {
        try fill(start)
        initialised = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return samples
  }
}
