/// The content of kernel files.
///
/// Files themselves are read by the caller, who refuses those larger than `maximumBytes` first.
public enum KernelFile {
  /// The bytes that a kernel file may have: 16 MiB.
  public static let maximumBytes = KernelLimits.bytes

  /// Reads a kernel file of a text format.
  ///
  /// - Parameters:
  ///   - bytes: The content.
  ///   - name: The name of the file as errors shall print it. The bank is named after its last
  ///     part, without extension.
  ///   - format: The format; without one it is found by extension and content.
  /// - Returns: The kernels: all with the same number of channels.
  /// - Throws: `KernelError.malformed`; `unusableArray` where the format is `numpy`.
  /// - Complexity: O(bytes). At most 262,144 weights are kept.
  public static func parse(
    bytes: [UInt8], name: String, format: KernelFormat? = nil
  ) throws(KernelError) -> KernelBank {
    switch format ?? KernelFormat.detect(name: name, bytes: bytes) {
    case .lenslet: try LensletKernelReader.read(bytes, file: name)
    case .vips: try VipsKernelReader.read(bytes, file: name)
    case .imageMagick: try ImageMagickKernelReader.read(bytes, file: name)
    case .numpy: throw .unusableArray(.notText, file: name)
    }
  }

  /// Reads the text of a kernel file.
  ///
  /// - Parameters:
  ///   - text: The content.
  ///   - name: The name of the file as errors shall print it.
  ///   - format: The format; without one it is found by extension and content.
  /// - Returns: The kernels: all with the same number of channels.
  /// - Throws: `KernelError.malformed`; `unusableArray` where the format is `numpy`.
  public static func parse(
    text: String, name: String, format: KernelFormat? = nil
  ) throws(KernelError) -> KernelBank {
    try parse(bytes: Array(text.utf8), name: name, format: format)
  }

  /// Makes kernels of a NumPy array.
  ///
  /// An array of rows x columns is one kernel, one of channels x rows x columns one multichannel
  /// kernel, one of kernels x channels x rows x columns a bank, as the weights of a layer are.
  ///
  /// - Parameters:
  ///   - shape: The lengths of the dimensions.
  ///   - values: Their product of numbers in row-major order; each is rounded to `Float`.
  ///   - name: The name of the file as errors shall print it.
  /// - Returns: The kernels.
  /// - Throws: `KernelError.unusableArray`.
  public static func parse(
    shape: [Int], values: [Double], name: String
  ) throws(KernelError) -> KernelBank {
    guard (2...4).contains(shape.count), shape.allSatisfy({ $0 > 0 }) else {
      throw .unusableArray(.shape(shape), file: name)
    }
    let (height, width) = (shape[shape.count - 2], shape[shape.count - 1])
    guard height <= KernelLimits.side, width <= KernelLimits.side else {
      throw .unusableArray(.matrixTooLarge(shape), file: name)
    }
    let channels = shape.count > 2 ? shape[shape.count - 3] : 1
    let size = shape.dropFirst(shape.count - min(shape.count, 3)).reduce(1, *)
    precondition(values.count == shape.reduce(1, *), "values must fill the shape")
    let weights = values.map(Float.init)
    if let index = weights.firstIndex(where: { !$0.isFinite }) {
      throw .unusableArray(.notFinite(index: index), file: name)
    }
    let kernels = stride(from: 0, to: weights.count, by: size).map { start in
      Kernel(
        channels: channels, height: height, width: width,
        weights: Array(weights[start..<start + size]))
    }
    return KernelBank(name: bankName(of: name), kernels: kernels)
  }

  /// The name of the bank in a file: the last part of its path, without the extension.
  ///
  /// - Parameter file: A file name or a path.
  /// - Returns: `edge` for `kernels/edge.kernel`.
  public static func bankName(of file: String) -> String {
    let last = file.split(separator: "/").last ?? ""
    guard let dot = last.lastIndex(of: "."), dot != last.startIndex else { return String(last) }
    return String(last[..<dot])
  }
}
