import Kernels
package import Networks
import Pixels

/// A step as the page computes it again: its kind, its settings and what was learned.
///
/// A step of a kind that the page does not know is told by its name alone; the page then shows its
/// pictures and says that it cannot compute it.
package struct PageStep: Encodable {
  /// Stands for the input of the network among what goes into a step.
  static let input = -1

  /// Stands for numbers that do not depend on the input among what goes into a step.
  static let constant = -2

  /// Stands for an input that is left out among what goes into a step.
  static let nothing = -3

  /// The name of the step.
  let name: String

  /// What is computed.
  let kind: String

  /// The steps whose maps go in, or one of the numbers above.
  let inputs: [Int]

  /// The place of the value among those that the operator gives.
  let output: Int

  /// One line for the reader.
  private(set) var note: String

  private var settings: [String: OperatorRecord.Setting]

  /// What was learned, by its name, and for a convolution the shape of its weights.
  private var learned: [String: PageArray] = [:]

  /// Numbers that go in without a name, by their place among the inputs.
  private var constants: [String: PageArray] = [:]

  /// Learned numbers that are too many for a page, and their bytes.
  private var missing: [String: Int] = [:]

  /// Describes an operator without anything learned.
  ///
  /// - Parameters:
  ///   - name: The name of the step.
  ///   - kind: What is computed.
  ///   - inputs: The steps whose maps go in.
  ///   - output: The place of the value among those that the operator gives.
  ///   - record: What the page needs to know.
  package init(
    _ name: String, _ kind: String, from inputs: [Int], output: Int = 0, _ record: OperatorRecord
  ) {
    self.name = name
    self.kind = kind
    self.inputs = inputs
    self.output = output
    note = record.note
    settings = record.settings
  }

  /// Describes a node of a graph, without what it has learned.
  ///
  /// - Parameters:
  ///   - name: The name of the step.
  ///   - node: The node.
  ///   - inputs: The steps whose maps go in.
  ///   - output: The place of the value among those that the node gives.
  init(_ name: String, _ node: Graph.Node, from inputs: [Int], output: Int) {
    self.init(name, node.operation.kind, from: inputs, output: output, node.operation.record)
  }

  /// The step without its numbers.
  var outline: PageStep {
    PageStep(name, kind, from: inputs, output: output, OperatorRecord(note: note))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(name, forKey: Key(stringValue: "name"))
    try container.encode(kind, forKey: Key(stringValue: "kind"))
    try container.encode(inputs, forKey: Key(stringValue: "inputs"))
    if output > 0 { try container.encode(output, forKey: Key(stringValue: "output")) }
    try container.encode(note, forKey: Key(stringValue: "note"))
    if !constants.isEmpty { try container.encode(constants, forKey: Key(stringValue: "constants")) }
    if !missing.isEmpty { try container.encode(missing, forKey: Key(stringValue: "missing")) }
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

extension PageStep {
  /// Takes what a node has learned, as far as a page holds it.
  ///
  /// - Parameters:
  ///   - node: The node.
  ///   - stored: Gives what a value holds that does not depend on the input.
  ///   - room: How many bytes there is room for.
  /// - Returns: How many bytes were taken.
  /// - Throws: `LayerError.unreadable`.
  mutating func learn(
    _ node: Graph.Node, stored: (Graph.Value) -> StoredParameter?, room: Int
  ) throws(LayerError) -> Int {
    let names = node.operation.parameterNames
    var shapes: [[Int]] = []
    var taken = 0
    for (place, value) in node.inputs.enumerated() where inputs[place] == Self.constant {
      guard let parameter = value.flatMap(stored) else { continue }
      let isNamed = place > 0 && names.indices.contains(place - 1)
      let name = isNamed ? names[place - 1] : String(place)
      if isNamed { shapes.append(parameter.shape) }
      if isNamed, parameter.shape.count > 1 { settings["shape"] = .integers(parameter.shape) }
      if isNamed, !parameter.type.isFloating {
        settings["\(name)Type"] = .word(parameter.type.rawValue)
      }
      let bytes = 4 * parameter.count
      guard parameter.isBound, bytes <= min(room - taken, PageSettings.maximumStepBytes) else {
        missing[name] = bytes
        continue
      }
      taken += bytes
      let array = PageArray(try parameter.tensor().floats, shape: parameter.shape)
      if isNamed { learned[name] = array } else { constants[name] = array }
    }
    note = node.operation.note(parameters: shapes)
    return taken
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
