import Glibc

/// Runs a call of the system's interface, again where a signal cut it short.
///
/// This is the one place that turns -1 and `errno` into an error.
///
/// - Parameters:
///   - operation: What is being done, for the message.
///   - path: The file or directory it is done to.
///   - call: The call; -1 means failure.
/// - Returns: What the call returned, never -1.
/// - Throws: `FileError.system`.
func systemCall<Result: FixedWidthInteger & SignedInteger>(
  _ operation: FileError.Operation, _ path: Path, _ call: (UnsafePointer<CChar>) -> Result
) throws(FileError) -> Result {
  while true {
    let (result, code) = path.withCString { name in
      let result = call(name)
      return (result, result == -1 ? ErrorCode.last : nil)
    }
    guard let code else { return result }
    if code != .interrupted { throw .system(operation, path, code) }
  }
}

/// Opens a file, hands over its descriptor, and closes it whatever happens.
///
/// - Parameters:
///   - operation: What is being done, for the message.
///   - path: The file.
///   - flags: `O_RDONLY` and the like; `O_CLOEXEC` is added.
///   - body: What is done with the descriptor.
/// - Returns: The result of `body`.
/// - Throws: `FileError.system`, or what `body` throws.
func withDescriptor<Result>(
  _ operation: FileError.Operation, _ path: Path, flags: CInt,
  _ body: (CInt) throws(FileError) -> Result
) throws(FileError) -> Result {
  let descriptor = try systemCall(operation, path) { open($0, flags | O_CLOEXEC, 0o666) }
  defer { close(descriptor) }
  return try body(descriptor)
}
