import Files
import FuzzEntry
import Kernels
import ModelFiles
import _TestSupport

extension Target {
  /// Readers of kernels, and of what networks say before anything is made of it.
  static let others: [Target] = [
    Target(
      "kernel",
      words: [
        "combine: magnitude", "scale: ", "offset: ", "anchor: ", "name: ", "channels: ", "---",
        "gauss", "1/9", "nan", "inf", "3x3+1+1:", "@:", ">", "1e38", "0x",
      ]
    ) {
      kernels.map { Array($0.utf8) }
    } read: { (bytes: [UInt8]) throws(KernelError) in
      var failure: KernelError?
      var banks: [KernelBank] = []
      for format in [KernelFormat.lenslet, .vips, .imageMagick] {
        do throws(KernelError) {
          banks.append(try KernelFile.parse(bytes: bytes, name: "k", format: format))
        } catch {
          failure = error
        }
      }
      for bank in banks {
        // What is written of it is read as the same.
        guard let text = try? bank.text(in: .lenslet) else { continue }
        let again = try? KernelFile.parse(text: text, name: "k", format: .lenslet)
        precondition(again?.kernels == bank.kernels, "a kernel is written and read")
      }
      if let failure, banks.isEmpty { throw failure }
    },
    Target("onnx-file", words: ["ai.onnx", "Conv", "pads", "value", "external", "location"]) {
      [model]
    } read: { (bytes: [UInt8]) throws(ModelFileError) in
      _ = try ONNXModel(reading: MappedFile(bytes: bytes), folder: nil)
    },
    Target(
      "prototxt-file",
      words: ["layer {", "name:", "\"", "'", "\\n", "\\x", "1e9", "true", "#", "<", ">"]
    ) {
      [Array("# a\nname: \"n\" 'm' layer { dim: 1 dim: -2 x: 1.5e3 y: TEST z <k: true> }\n".utf8)]
    } read: { (bytes: [UInt8]) throws(ModelFileError) in
      _ = try PrototxtFile(bytes)
    },
  ]

  private static let kernels = [
    "# Both.\ncombine: magnitude\nscale: 1/9\n-1 0 1\n---\nanchor: 0,1\n1\n2\n",
    "3 2 9 128\n1 2 3\n4 5 6\n", "3x3+0+1@: 1,2,3 -,5,6 7,8,nan\n", "\u{feff}1\t2\r\n3\t4\r\n",
  ]

  /// A model of a node, an initializer, an input and an output.
  private static let model: [UInt8] = {
    let pads = Protobuf.text(1, "pads") + Protobuf.bytes(8, Protobuf.varints([1, 1]))
    let node =
      Protobuf.text(1, "x") + Protobuf.text(2, "y") + Protobuf.text(4, "Conv")
      + Protobuf.bytes(5, pads + Protobuf.number(20, 7))
    let tensor =
      Protobuf.bytes(1, Protobuf.varints([2])) + Protobuf.number(2, 1) + Protobuf.text(8, "w")
      + Protobuf.bytes(9, Protobuf.littleEndian([Float(1).bitPattern, 0]))
    let extents =
      Protobuf.bytes(1, Protobuf.text(2, "N")) + Protobuf.bytes(1, Protobuf.number(1, 3))
    let kind = Protobuf.bytes(1, Protobuf.number(1, 1) + Protobuf.bytes(2, extents))
    let graph =
      Protobuf.bytes(1, node) + Protobuf.text(2, "g") + Protobuf.bytes(5, tensor)
      + Protobuf.bytes(11, Protobuf.text(1, "x") + Protobuf.bytes(2, kind))
      + Protobuf.bytes(12, Protobuf.text(1, "y"))
    return Protobuf.number(1, 8) + Protobuf.bytes(7, graph)
      + Protobuf.bytes(8, Protobuf.number(2, 17))
  }()
}
