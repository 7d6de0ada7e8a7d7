import Filtering
import Kernels

/// One kernel on the contact sheet.
struct Panel {
  /// The name of the kernel.
  let kernel: String

  /// What it does, in a few words.
  let note: String

  /// Whether the picture is made grey first, as colours of derivatives say little.
  let isGrey: Bool

  /// How results become samples.
  let range: OutputRange

  /// The kernels that follow the picture itself.
  static let all = [
    Panel(kernel: "gaussian7", note: "smooths", isGrey: false, range: .clamp),
    Panel(kernel: "sharpen", note: "sharpens", isGrey: false, range: .clamp),
    Panel(kernel: "unsharp", note: "sharpens mildly", isGrey: false, range: .clamp),
    Panel(kernel: "sobel-x", note: "change to the right", isGrey: true, range: .offset),
    Panel(kernel: "sobel-y", note: "change downwards", isGrey: true, range: .offset),
    Panel(kernel: "sobel", note: "strength of edges", isGrey: true, range: .clamp),
    Panel(kernel: "kirsch", note: "eight directions", isGrey: true, range: .clamp),
    Panel(kernel: "edge", note: "leaves flat areas black", isGrey: true, range: .clamp),
    Panel(kernel: "laplacian4", note: "second derivative", isGrey: true, range: .offset),
    Panel(kernel: "log9", note: "Laplacian of Gaussian", isGrey: true, range: .symmetric),
    Panel(kernel: "emboss", note: "light from the top left", isGrey: true, range: .clamp),
  ]
}
