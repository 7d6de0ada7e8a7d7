import Codecs
public import Kernels

/// The content of a kernel file.
///
/// Read again, it gives the same kernels, so that pictures filtered with them are the same to the
/// bit; what a format has no place for is an error, except the purpose.
///
/// - Parameters:
///   - bank: The kernels.
///   - format: The format.
/// - Returns: The bytes of the file.
/// - Throws: `KernelError.inexpressible`.
public func kernelFile(
  of bank: KernelBank, format: KernelFormat
) throws(KernelError) -> [UInt8] {
  guard format == .numpy else { return Array(try bank.text(in: format).utf8) }
  let (shape, values) = try bank.array()
  return NumpyEncoder.encode(shape: shape, values: values)
}
