import Files
import Weights

/// A safetensors file of a header as it is written and bytes of values.
func safetensors(_ header: String, _ values: [UInt8] = [], length: Int? = nil) -> [UInt8] {
  little(length ?? header.utf8.count, 8) + Array(header.utf8) + values
}

/// A NumPy file of version 1 whose header is not padded.
func npy(_ header: String, _ values: [UInt8] = []) -> [UInt8] {
  [0x93] + Array("NUMPY".utf8) + [1, 0] + little(header.utf8.count, 2) + Array(header.utf8)
    + values
}

/// An entry of an archive with fields that a test may set wrong.
struct ZipMember {
  var name = "x.npy"
  var contents: [UInt8]
  var method = 0
  var flags = 0
  var checksum: UInt32 = 0
  var size: Int?
  var packedSize: Int?
  var extra: [UInt8] = []
  var localName: String?
}

/// A zip archive of members, written field by field.
func zip(
  _ members: [ZipMember], count: Int? = nil, directoryOffset: Int? = nil, comment: String = ""
) -> [UInt8] {
  var file: [UInt8] = []
  var directory: [UInt8] = []
  for member in members {
    let packed = little(member.packedSize ?? member.contents.count, 4)
    let size = little(member.size ?? member.contents.count, 4)
    let common =
      little(member.flags, 2) + little(member.method, 2) + little(0, 4)
      + little(Int(member.checksum), 4) + packed + size
    let localName = Array((member.localName ?? member.name).utf8)
    directory += little(0x0201_4b50, 4) + little(20, 2) + little(20, 2) + common
    directory += little(member.name.utf8.count, 2) + little(member.extra.count, 2)
    directory += little(0, 10) + little(file.count, 4) + Array(member.name.utf8) + member.extra
    file += little(0x0403_4b50, 4) + little(20, 2) + common + little(localName.count, 2)
    file += little(0, 2) + localName + member.contents
  }
  let entries = little(count ?? members.count, 2)
  let place = little(directory.count, 4) + little(directoryOffset ?? file.count, 4)
  return file + directory + little(0x0605_4b50, 4) + little(0, 4) + entries + entries + place
    + little(comment.utf8.count, 2) + Array(comment.utf8)
}

/// A number in so many bytes, the lowest first.
func little(_ number: Int, _ width: Int) -> [UInt8] {
  (0..<width).map { $0 < 8 ? UInt8(truncatingIfNeeded: number >> (8 * $0)) : 0 }
}

/// Opens bytes as a weights file of a name.
func open(_ bytes: [UInt8], _ name: String) throws(WeightsError) -> any WeightsFile {
  try WeightsReader.open(MappedFile(bytes: bytes), name: name)
}

/// The message of opening bytes and reading every tensor; nil where all is well.
func problem(_ bytes: [UInt8], _ name: String) -> String? {
  do throws(WeightsError) {
    let file = try open(bytes, name)
    for entry in file.entries { _ = try file.tensor(named: entry.name) }
    return nil
  } catch {
    return error.description
  }
}
