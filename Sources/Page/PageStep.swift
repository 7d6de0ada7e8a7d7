import Kernels
package import Networks
import Pixels

/// A step as the page computes it again: its kind, its settings and what was learned.
///
/// A step of a kind that the page does not know is told by its name alone; the page then shows its
/// pictures and says that it cannot compute it.
package struct PageStep: Encodable {
  /// The name of the step.
  let name: String

  /// What is computed.
  let kind: String

  /// The step whose maps go in; -1 for the input.
  let from: Int

  /// One line for the reader.
  let note: String

  private var settings: [String: OperatorRecord.Setting]

  /// What was learned, and for a convolution the shape of its weights.
  private var learned: [String: PageArray] = [:]

  /// Describes an operator without anything learned.
  ///
  /// - Parameters:
  ///   - name: The name of the step.
  ///   - kind: What is computed.
  ///   - from: The step whose maps go in; -1 for the input.
  ///   - record: What the page needs to know.
  package init(_ name: String, _ kind: String, from: Int, _ record: OperatorRecord) {
    self.name = name
    self.kind = kind
    self.from = from
    note = record.note
    settings = record.settings
  }

  /// Describes a node of a graph.
  ///
  /// - Parameters:
  ///   - node: The node.
  ///   - graph: The graph, to which what was learned is bound.
  ///   - from: The step whose maps go in; -1 for the input.
  /// - Throws: `LayerError.unreadable`.
  init(_ node: Graph.Node, of graph: Graph, from: Int) throws(LayerError) {
    let parameters = graph.parameters(of: node)
    var record = node.operation.record
    record.note = node.operation.note(parameters: parameters.map(\.parameter.shape))
    self.init(node.name, node.operation.kind, from: from, record)
    for (name, parameter) in parameters {
      learned[name] = PageArray(try parameter.tensor().floats)
      if parameter.shape.count > 1 { settings["shape"] = .integers(parameter.shape) }
    }
  }

  /// The step without its numbers.
  var outline: PageStep { PageStep(name, kind, from: from, OperatorRecord(note: note)) }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: Key(stringValue: "name"))
    try container.encode(kind, forKey: Key(stringValue: "kind"))
    try container.encode(from, forKey: Key(stringValue: "from"))
    try container.encode(note, forKey: Key(stringValue: "note"))
    for (name, array) in learned { try container.encode(array, forKey: Key(stringValue: name)) }
    for (name, setting) in settings {
      let key = Key(stringValue: name)
      switch setting {
      case .number(let value): try container.encode(value, forKey: key)
      case .integer(let value): try container.encode(value, forKey: key)
      case .integers(let values): try container.encode(values, forKey: key)
      case .flag(let value): try container.encode(value, forKey: key)
      case .word(let value): try container.encode(value, forKey: key)
      case .numbers(let values): try container.encode(PageArray(values), forKey: key)
      case .kernels(let kernels): try container.encode(kernels.map(PageKernel.init), forKey: key)
      }
    }
  }

  /// The name of a setting.
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
  }
}

/// One kernel of a bank.
private struct PageKernel: Encodable {
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
