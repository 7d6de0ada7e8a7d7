/// The value of an expression, its error wrapped in that of a module above.
///
/// - Parameters:
///   - value: What may fail.
///   - wrap: The case that takes its error.
/// - Returns: The value.
/// - Throws: The error of the expression, wrapped.
@inlinable
package func wrapping<Value, Failure: Error, Wrapped: Error>(
  _ value: @autoclosure () throws(Failure) -> Value, as wrap: (Failure) -> Wrapped
) throws(Wrapped) -> Value {
  do throws(Failure) { return try value() } catch { throw wrap(error) }
}
