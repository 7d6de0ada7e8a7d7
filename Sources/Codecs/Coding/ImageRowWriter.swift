/// A picture that is encoded from the top, as many rows at a time as its writer likes.
public protocol ImageRowWriter: AnyObject {
  /// Encodes the next rows.
  ///
  /// - Parameters:
  ///   - rows: How many, no more than are left.
  ///   - pixels: Their samples without gaps, 16-bit ones in native byte order; not needed afterwards.
  /// - Throws: `CodecError` where memory is short.
  /// - Complexity: O(rows * width).
  func write(_ rows: Int, from pixels: UnsafeRawPointer) throws(CodecError)

  /// Takes the next rows, and leaves to others what can be done apart.
  ///
  /// - Parameters:
  ///   - rows: How many, no more than are left.
  ///   - pixels: As for `write`.
  /// - Returns: What is to be run, in any order, and then given to `end` in this one.
  /// - Throws: `CodecError` where memory is short.
  func begin(_ rows: Int, from pixels: UnsafeRawPointer) throws(CodecError) -> [StripCompression]

  /// Stores what came of a compression that has been run.
  func end(_ compression: StripCompression)

  /// Encodes what follows the pixels; once, and after all of them.
  ///
  /// - Throws: `CodecError` where memory is short.
  func finish() throws(CodecError)

  /// The bytes of the file that have been encoded since the last call.
  ///
  /// - Returns: Bytes that stay valid until any function of the writer is called.
  func take() -> UnsafeRawBufferPointer
}
