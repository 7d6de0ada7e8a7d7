public import CommandLineKit
import Files
public import Reports
import Weights

extension FilterSheet.ChannelOrder: ExpressibleByArgument {}

/// The order in which filters expect red, green and blue, and how that is known.
struct KnownChannelOrder: CustomStringConvertible {
  let order: FilterSheet.ChannelOrder
  private let reason: String

  /// The order that the user gave.
  init(given order: FilterSheet.ChannelOrder) {
    self.order = order
    reason = "as asked for"
  }

  /// Finds out what a file says or what its names tell.
  ///
  /// Networks of Caffe were trained on images in the order of OpenCV, those of torchvision not.
  ///
  /// - Parameters:
  ///   - metadata: What the file says beside its tensors.
  ///   - path: The file.
  ///   - name: The tensor of the filters.
  init(metadata: [String: String], path: Path, tensor name: String) {
    let said = metadata["channel_order"]?.lowercased()
    let fileExtension = path.fileExtension?.lowercased() ?? ""
    if let order = said.flatMap(FilterSheet.ChannelOrder.init(rawValue:)) {
      (self.order, reason) = (order, "from the file's metadata")
    } else if name.contains("features.") {
      (order, reason) = (.rgb, "as the name '\(name)' is one of torchvision")
    } else if ["pth", "pt"].contains(fileExtension) {
      (order, reason) = (.rgb, "as usual in PyTorch's files")
    } else if ["caffemodel", "binaryproto"].contains(fileExtension) {
      (order, reason) = (.bgr, "as usual in Caffe's files")
    } else if name.hasPrefix("conv") {
      (order, reason) = (.bgr, "as the name '\(name)' is one of Caffe")
    } else {
      (order, reason) = (.rgb, "assumed, as nothing tells")
    }
  }

  /// The order, the reason, and what to do where it is wrong.
  var description: String {
    "channel order \(order.rawValue.uppercased()), \(reason)"
      + "; --channel-order \(order == .rgb ? "bgr" : "rgb") is for the other"
  }
}
