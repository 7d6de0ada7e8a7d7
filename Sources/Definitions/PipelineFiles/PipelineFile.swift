public import Files
public import Networks
import Spelling
public import Weights

/// What a pipeline file says: how images become maps, the steps, and what is written.
public struct PipelineFile: Sendable {
  /// How images become maps.
  public let input: InputStage

  /// The layers, each under the name of its step.
  public let graph: Graph

  /// What each step does, as the key in the file, in the order of the steps.
  public let kinds: [String]

  /// What was decided about the filters of learned steps, by the names of the steps, in their order.
  public let learned: [(step: String, choice: FilterChoice)]

  /// What is written.
  public let export: ExportSettings

  /// The files that were read: kernels, weights, a mean image, and the file itself where it was one.
  public internal(set) var files: [Path]

  /// Reads a parsed file: checks every key and word, finds kernels and weights, makes the layers.
  ///
  /// - Parameters:
  ///   - value: The parsed text.
  ///   - resources: Where kernels and weights are.
  /// - Throws: `PipelineFileError` for the first mistake.
  public init(_ value: FileValue, resources: StepResources) throws(PipelineFileError) {
    let fields = try PlacedValue(value: value, place: "").fields(["input", "steps", "export"])
    input = try InputReader(resources: resources).stage(fields["input"])
    let reader = StepReader(resources: resources)
    let written = try fields.required("steps")
    var layers: [NamedLayer] = []
    var kinds: [String] = []
    var learned: [(step: String, choice: FilterChoice)] = []
    for step in try written.list() {
      let (name, kind, layer, choice) = try Self.step(step, reader)
      if layers.contains(where: { $0.name == name }) {
        throw .repeatedStep(place: step.place, name: name)
      }
      layers.append(NamedLayer(name, layer))
      kinds.append(kind.rawValue)
      if let choice { learned.append((name, choice)) }
    }
    guard !layers.isEmpty else { throw written.mismatch("a list of at least one step") }
    graph = Graph(chain: layers)
    self.kinds = kinds
    self.learned = learned
    export = try ExportSettings(fields["export"], steps: layers.map(\.name))
    files = resources.files.paths
  }

  private static func step(
    _ value: PlacedValue, _ reader: StepReader
  ) throws(PipelineFileError) -> (
    name: String, kind: StepKind, layer: any Layer, choice: FilterChoice?
  ) {
    let known = StepKind.allCases.map(\.rawValue)
    let fields = try value.fields(["name"] + known)
    let name = try fields.required("name").text()
    guard isUsable(name) else {
      throw .unusableName(place: fields.place(of: "name"), name: name)
    }
    let key = try fields.one(of: known)
    guard let kind = StepKind(rawValue: key) else { throw .missing(place: value.place, name: key) }
    let settings = try fields.required(key)
    return (name, kind, try reader.layer(kind, settings), try reader.choice(kind, settings))
  }

  /// Whether a step of that name can have a folder of its own.
  private static func isUsable(_ name: String) -> Bool {
    (1...100).contains(name.utf8.count) && !name.hasPrefix(".")
      && name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
          UInt8(ascii: "."):
          true
        default: false
        }
      }
  }
}

extension PipelineFile {
  /// What is computed and looked at.
  public var pipeline: Pipeline {
    Pipeline(
      input: input, graph: graph, exported: export.steps.map { graph.nodes[$0].outputs[0] })
  }
}
