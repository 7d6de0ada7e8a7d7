import Batches
import CommandLineKit
import Comparing
import Definitions
import Dreaming
import Explaining

/// An error that tells whether the command line is to blame, not a file.
protocol BlamingError: Error, CustomStringConvertible {
  /// Whether the command line is to blame.
  var isUsage: Bool { get }
}

extension DefinitionError: BlamingError {}
extension ModelError: BlamingError {}
extension BatchError: BlamingError {}
extension ComparingError: BlamingError {}
extension ExplainingError: BlamingError {}
extension DreamingError: BlamingError {}

/// Does something with what the user has named.
///
/// - Parameter body: What is done.
/// - Returns: What it gives.
/// - Throws: The error of the body, as the command line reports it: what the user wrote wrongly is a
///   usage error.
func reported<Value>(_ body: () throws -> Value) throws -> Value {
  do {
    return try body()
  } catch let error as any BlamingError where error.isUsage {
    throw ValidationError(error.description)
  }
}
