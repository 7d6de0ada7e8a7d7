import FuzzEntry

/// Called by libFuzzer before the first file.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  start(Target.images + Target.weights + Target.others)
  return 0
}
