// The loops of a Huffman code: counting bytes, and storing their codes.

/// Neighbours are counted apart, so that equal ones need not wait for each other.
func histogram(
  _ bytes: UnsafePointer<UInt8>, _ count: Int, _ tables: UnsafeMutablePointer<UInt32>
) {
  var i = 0
  while i &+ 4 <= count {
    tables[Int(bytes[i])] &+= 1
    tables[256 &+ Int(bytes[i &+ 1])] &+= 1
    tables[512 &+ Int(bytes[i &+ 2])] &+= 1
    tables[768 &+ Int(bytes[i &+ 3])] &+= 1
    i &+= 4
  }
  while i < count {
    tables[Int(bytes[i])] &+= 1
    i &+= 1
  }
}

func encodeBytes(
  _ bytes: UnsafePointer<UInt8>, _ count: Int, _ entries: UnsafePointer<UInt32>,
  _ output: UnsafeMutablePointer<UInt8>, _ pending: UnsafeMutablePointer<UInt64>,
  _ pendingCount: UnsafeMutablePointer<UInt64>
) -> Int {
  var bits = pending.pointee
  var bitCount = pendingCount.pointee
  var stored = 0
  var i = 0
  while i &+ 4 <= count {
    let first = UInt64(entries[Int(bytes[i])])
    let second = UInt64(entries[Int(bytes[i &+ 1])])
    let third = UInt64(entries[Int(bytes[i &+ 2])])
    let fourth = UInt64(entries[Int(bytes[i &+ 3])])
    // Two pairs, then both: the bits before are waited for only at the end.
    let firstPair = (first & 0xffff) | (second & 0xffff) &<< (first &>> 16)
    let secondPair = (third & 0xffff) | (fourth & 0xffff) &<< (third &>> 16)
    let firstWidth = (first &>> 16) &+ (second &>> 16)
    let width = firstWidth &+ (third &>> 16) &+ (fourth &>> 16)
    bits |= (firstPair | secondPair &<< firstWidth) &<< bitCount
    bitCount &+= width
    UnsafeMutableRawPointer(output + stored).storeBytes(of: bits.littleEndian, as: UInt64.self)
    stored &+= Int(bitCount &>> 3)
    bits = bits &>> (bitCount & 56)
    bitCount &= 7
    i &+= 4
  }
  while i < count {
    let entry = UInt64(entries[Int(bytes[i])])
    bits |= (entry & 0xffff) &<< bitCount
    bitCount &+= entry &>> 16
    UnsafeMutableRawPointer(output + stored).storeBytes(of: bits.littleEndian, as: UInt64.self)
    stored &+= Int(bitCount &>> 3)
    bits = bits &>> (bitCount & 56)
    bitCount &= 7
    i &+= 1
  }
  pending.pointee = bits
  pendingCount.pointee = bitCount
  return stored
}
