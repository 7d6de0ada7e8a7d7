public import Pixels

/// A network drawn as a picture: a box per layer, from top to bottom, ways beside each other.
///
/// Layers that change single values alone, such as rectifiers, stand in the box of the layer before
/// if
/// nobody else takes what it gives. Long networks are broken into columns, left to right, so that
/// the
/// picture is about square; no side is longer than 16,384 pixels, and where letters of two pixels a
/// dot would make one longer than 8,192 they have one. Colours tell kinds, and a legend tells
/// colours.
public struct GraphPicture: Sendable {
  /// What is drawn of a layer.
  public struct Node: Sendable {
    /// The name of what it gives.
    public let name: String

    /// What it computes, in a few words.
    public let kind: String

    /// The shape that comes out.
    public let shape: String

    /// The group that it is coloured by.
    public let group: Group

    /// The numbers of the nodes that it takes values of, all smaller than its own.
    public let inputs: [Int]

    /// Whether it changes single values alone.
    public let isOfValues: Bool

    /// Describes a layer.
    ///
    /// - Parameters:
    ///   - name: The name of what it gives.
    ///   - kind: What it computes, in a few words.
    ///   - shape: The shape that comes out.
    ///   - group: The group that it is coloured by.
    ///   - inputs: The numbers of the nodes that it takes values of, all smaller than its own.
    ///   - isOfValues: Whether it changes single values alone.
    public init(
      name: String, kind: String, shape: String, group: Group, inputs: [Int],
      isOfValues: Bool = false
    ) {
      self.name = name
      self.kind = kind
      self.shape = shape
      self.group = group
      self.inputs = inputs
      self.isOfValues = isOfValues
    }
  }

  /// Groups of layers that have a colour, in the order of the legend.
  public enum Group: String, CaseIterable, Sendable {
    /// What goes in.
    case input

    /// Kernels.
    case convolution

    /// Windows without kernels.
    case pooling

    /// What brings values to a scale.
    case normalisation

    /// Functions of single values.
    case activation

    /// What makes one of several values: sums and concatenations.
    case joining

    /// Sums over everything.
    case dense

    /// Changes of shape, and all else.
    case other
  }

  private let title: String
  private let nodes: [Node]

  /// Prepares a picture.
  ///
  /// - Parameters:
  ///   - title: What stands above; what is not printable ASCII appears as a question mark.
  ///   - nodes: The layers in an order in which they can be computed.
  public init(title: String, nodes: [Node]) {
    precondition(
      nodes.indices.allSatisfy { index in nodes[index].inputs.allSatisfy { $0 < index } },
      "what a layer takes comes before it")
    self.title = title
    self.nodes = nodes
  }

  /// The longest side of a picture with letters of two pixels a dot.
  static let comfortableSide = 8192

  /// The longest side of any picture.
  static let longestSide = 16384

  /// Draws the picture.
  ///
  /// - Returns: An 8-bit RGB image.
  /// - Throws: `ReportError.pictureTooLarge`.
  /// - Complexity: O(layers² of a row + pixels).
  public func image() throws(ReportError) -> Image { try canvas().image }

  /// What the picture is drawn on.
  ///
  /// - Parameter isRecorded: Whether what is drawn is kept for a drawing that can be scaled.
  /// - Returns: The canvas.
  /// - Throws: `ReportError.pictureTooLarge`.
  package func canvas(isRecorded: Bool = false) throws(ReportError) -> Canvas {
    let boxes = GraphBoxes(nodes)
    let rows = GraphRows(boxes)
    var drawing = GraphDrawing(title: title, nodes: nodes, boxes: boxes, rows: rows, scale: 2)
    if max(drawing.size.width, drawing.size.height) > Self.comfortableSide {
      drawing = GraphDrawing(title: title, nodes: nodes, boxes: boxes, rows: rows, scale: 1)
    }
    guard max(drawing.size.width, drawing.size.height) <= Self.longestSide else {
      throw .pictureTooLarge(drawing.size)
    }
    return drawing.canvas(isRecorded: isRecorded)
  }
}

extension GraphPicture.Group {
  /// The colour of the group, of those that Okabe and Ito chose to be told apart with every common
  /// colour blindness ("Color Universal Design", 2008).
  var colour: Colour {
    switch self {
    case .input: SheetColours.title
    case .convolution: Colour(86, 180, 233)
    case .pooling: Colour(230, 159, 0)
    case .normalisation: Colour(204, 121, 167)
    case .activation: Colour(240, 228, 66)
    case .joining: Colour(0, 158, 115)
    case .dense: Colour(213, 94, 0)
    case .other: Colour(grey: 150)
    }
  }
}
