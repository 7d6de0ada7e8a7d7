import CMemory

// Vectors of the widest registers, and how they are stored: through the caches, or past them.

#if WIDE_REGISTERS
  typealias Floats = SIMD16<Float>
#else
  typealias Floats = SIMD8<Float>
#endif

/// Stores a vector; past the caches its place must be a multiple of its size.
@inline(__always)
func store(_ values: Floats, to place: UnsafeMutablePointer<Float>, streams: Bool) {
  guard streams else {
    UnsafeMutableRawPointer(place).storeBytes(of: values, as: Floats.self)
    return
  }
  #if WIDE_REGISTERS
    lenslet_stream_floats16(place, values)
  #else
    lenslet_stream_floats8(place, values)
  #endif
}

/// How many values lie between a place and the next line of the caches.
@inline(__always)
func valuesToLine(from place: UnsafeMutablePointer<Float>) -> Int {
  ((0 &- Int(bitPattern: place)) & 63) / MemoryLayout<Float>.stride
}
