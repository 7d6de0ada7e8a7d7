/// A reader, and what it is fed with.
public struct Target: Sendable {
  /// What it is called.
  let name: String

  /// Small good files that it reads.
  let seeds: @Sendable () throws -> [[UInt8]]

  /// Words that files of its kind have.
  let words: [String]

  /// Reads a file to its end; throws what the reader throws.
  let read: @Sendable ([UInt8]) throws -> Void

  /// Describes a reader.
  ///
  /// - Parameters:
  ///   - name: What it is called.
  ///   - words: Words that files of its kind have.
  ///   - seeds: Small good files that it reads.
  ///   - read: Reads a file to its end; throws nothing but errors of one module.
  public init<Failure: Error>(
    _ name: String, words: [String] = [], seeds: @escaping @Sendable () throws -> [[UInt8]],
    read: @escaping @Sendable ([UInt8]) throws(Failure) -> Void
  ) {
    self.name = name
    self.words = words
    self.seeds = seeds
    self.read = read
  }
}
