package import Codecs
import FoundationEssentials
import Pixels
package import Reports

extension SVGDrawing {
  /// The bytes of the file, with small pictures of colours as PNG in it.
  ///
  /// - Throws: `CodecError` where such a picture cannot be encoded.
  package func bytes() throws(CodecError) -> [UInt8] {
    let text = try text { image throws(CodecError) in
      let bytes = try ImageEncoder.encode(image, as: .png)
      return "data:image/png;base64,\(Data(bytes).base64EncodedString())"
    }
    return Array(text.utf8)
  }
}
