import Filtering
import Networks
import Pixels
import Reports

/// A step as the page computes it again: its kind and its numbers.
///
/// Keys that a kind does not have are left out. A layer of a kind that the page does not know is
/// told by its name alone; the page then shows its pictures and says that it cannot compute it.
struct PageStep: Encodable {
  /// The name of the step.
  let name: String

  /// What is computed.
  let kind: String

  /// The step whose maps go in; -1 for the input.
  let from: Int

  /// One line for the reader.
  var note = ""

  var weights: PageArray?
  /// Maps out, maps in of a group, rows and columns of weights; rows and columns of windows.
  var shape: [Int]?
  var bias: PageArray?
  /// Rows, columns; so are dilations.
  var stride: [Int]?
  var dilation: [Int]?
  /// Top, left, bottom, right; nil for as much as keeps the size.
  var padding: [Int]?
  var groups: Int?
  var roundsUp: Bool?
  var countsPadding: Bool?
  var slope: Float?
  var size: Int?
  var alpha: Float?
  var beta: Float?
  var k: Float?
  var epsilon: Float?
  var mean: PageArray?
  var variance: PageArray?
  var gamma: PageArray?
  var offsets: PageArray?
  var scale: PageArray?
  var isWhole: Bool?
  var kernels: [PageKernel]?
  var combination: String?
  var border: String?
  var borderValue: Float?
  /// Which positions give an output: `same`, `valid` or `full`.
  var positions: String?
  /// How results become samples of a picture.
  var range: String?
  /// Whether samples are linear light, which is encoded when a picture is written.
  var isLinear: Bool?

  init(_ name: String, _ kind: String, from: Int) {
    self.name = name
    self.kind = kind
    self.from = from
  }
}

/// One kernel of a bank.
struct PageKernel: Encodable {
  let channels: Int
  let height: Int
  let width: Int
  let weights: PageArray
  let scale: Double
  let offset: Double
  let anchor: [Int]

  init(_ kernel: Kernel) {
    channels = kernel.channels
    height = kernel.height
    width = kernel.width
    weights = PageArray(kernel.weights)
    scale = kernel.scale.doubleValue
    offset = kernel.offset.doubleValue
    anchor = [kernel.anchor.y, kernel.anchor.x]
  }
}

extension PageStep {
  /// The step without its numbers.
  var outline: PageStep {
    var outline = PageStep(name, kind, from: from)
    outline.note = note
    return outline
  }

  /// Keeps a border for the page.
  mutating func surround(with border: Border) {
    switch border {
    case .reflect101: self.border = "reflect101"
    case .replicate: self.border = "replicate"
    case .symmetric: self.border = "symmetric"
    case .wrap: self.border = "wrap"
    case .constant(let value):
      self.border = "constant"
      borderValue = value
    }
  }

  /// Keeps margins for the page.
  mutating func pad(with padding: Padding) {
    guard case .margins(let margins) = padding else { return }
    self.padding = [margins.top, margins.left, margins.bottom, margins.right]
  }
}

extension Step {
  /// Rows, then columns.
  var rowsAndColumns: [Int] { [y, x] }
}
