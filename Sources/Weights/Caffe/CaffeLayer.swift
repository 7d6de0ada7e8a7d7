/// A layer of a `.caffemodel` as far as its weights need it.
///
/// The numbers are those of the messages `LayerParameter`, `V1LayerParameter` and
/// `V0LayerParameter` of Caffe's `caffe.proto`.
struct CaffeLayer {
  /// Which message describes a layer; old files keep their own.
  enum Message {
    case current
    case version1
    case version0
  }

  let name: String
  let isConvolution: Bool
  let blobs: [Range<Int>]

  /// Reads where the blobs are.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - range: Where the message is in it.
  ///   - message: Which message it is.
  /// - Throws: `WeightsError.malformed`.
  init(
    _ bytes: UnsafeRawBufferPointer, in range: Range<Int>, as message: Message
  ) throws(WeightsError) {
    var name = ""
    var type = ""
    var blobs: [Range<Int>] = []
    var fields = ProtobufFields(bytes, in: range, of: CaffeFile.container)
    while let field = try fields.next() {
      switch (message, field.number, field.value) {
      case (.version1, 1, .bytes(let inner)):
        self = try CaffeLayer(bytes, in: inner, as: .version0)
        return
      case (.current, 1, .bytes(let text)), (.version1, 4, .bytes(let text)),
        (.version0, 1, .bytes(let text)):
        guard text.count <= 1024 else { throw .caffe("a layer has a name of \(text.count) bytes") }
        name = String(decoding: bytes.slice(text), as: UTF8.self)
      case (.current, 2, .bytes(let text)), (.version0, 2, .bytes(let text)):
        type = String(decoding: bytes.slice(text).prefix(32), as: UTF8.self)
      case (.version1, 5, .varint(4)), (.version1, 5, .varint(39)): type = "Convolution"
      case (.current, 7, .bytes(let blob)), (.version1, 6, .bytes(let blob)),
        (.version0, 50, .bytes(let blob)):
        guard blobs.count < 64 else { throw .caffe("a layer has more than 64 blobs") }
        blobs.append(blob)
      default: break
      }
    }
    self.name = name
    self.blobs = blobs
    isConvolution = ["Convolution", "Deconvolution", "conv"].contains(type)
  }
}
