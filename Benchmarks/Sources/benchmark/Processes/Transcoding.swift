import CMemory
import Codecs
import Dispatch
import Files
import Pixels
import Synchronization

/// JPEG files, decoded and encoded a few rows at a time.
struct Transcoding: Sendable {
  private let folder: Path
  private let output: Path
  private let names: [Path]

  /// Rows at a time: the blocks of 8x8 of the chroma, which has half of them.
  private static let stripHeight = 16

  /// Finds the files.
  ///
  /// - Parameters:
  ///   - folder: A folder of JPEG files.
  ///   - output: The folder of the results; made where it is missing.
  /// - Throws: `FileError`.
  init(_ folder: Path, to output: Path) throws(FileError) {
    self.folder = folder
    self.output = output
    names = try File.list(folder)
    try File.makeDirectories(output)
  }

  /// Decodes and encodes all files.
  ///
  /// - Parameter threads: Files at once.
  /// - Throws: The first error of any file.
  func run(threads: Int) throws {
    lenslet_keep_freed_memory()
    let next = Atomic<Int>(0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if index >= names.count { return }
        do { try transcode(names[index]) } catch {
          failure.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func transcode(_ name: Path) throws {
    let file = try File.read(folder.appending(name), limit: 1 << 31)
    let encoded = try file.withUnsafeBytes { try Self.transcoded($0) }
    try File.write(encoded, to: output.appending(name))
  }

  private static func transcoded(_ file: UnsafeRawBufferPointer) throws -> [UInt8] {
    let reader = try ImageDecoder.rowReader(ByteSource(file))
    let (size, layout) = (reader.header.size, reader.header.layout)
    let writer = try ImageStripWriter(
      size: size, layout: layout, sampleType: .uint8, metadata: reader.metadata, as: .jpeg)
    let rowBytes = size.width * layout.channelCount
    while reader.rowsRead < size.height {
      let rows = min(stripHeight, size.height - reader.rowsRead)
      var samples = [UInt8](repeating: 0, count: rows * rowBytes)
      try samples.withUnsafeMutableBytes { buffer in
        guard let start = buffer.baseAddress else { return }
        try reader.read(rows, into: start)
      }
      try writer.write(
        Image(
          size: ImageSize(width: size.width, height: rows), layout: layout,
          samples: .uint8(samples)))
    }
    try reader.finish()
    try writer.finish()
    return Array(writer.take())
  }
}
