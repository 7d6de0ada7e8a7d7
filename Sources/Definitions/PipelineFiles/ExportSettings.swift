public import Reports

/// What a pipeline file says about the files that are written.
public struct ExportSettings: Equatable, Sendable {
  /// A form in which the maps of a step are written.
  public enum Form: String, CaseIterable, Sendable {
    /// A picture a map.
    case png

    /// One labelled picture of all maps.
    case sheet

    /// That picture as a drawing, whose text is text.
    case svg

    /// The values as a NumPy array.
    case npy

    /// The values as an archive of NumPy arrays.
    case npz

    /// The values with a header.
    case safetensors
  }

  /// The numbers of the steps that are written, ascending; all where the file does not tell.
  public let steps: [Int]

  /// The forms in which they are written.
  public let forms: [Form]

  /// How pictures of maps are coloured and scaled.
  public let style: MapStyle

  /// How many of the most active maps have a picture of their own; nil for all.
  public let top: Int?

  /// Reads the section.
  ///
  /// - Parameters:
  ///   - value: The section; nil where it is left out.
  ///   - names: The names of all steps.
  /// - Throws: `PipelineFileError`.
  init(_ value: PlacedValue?, steps names: [String]) throws(PipelineFileError) {
    let fields = try value?.fields(["steps", "forms", "colours", "scaling", "top"])
    if let list = fields?["steps"] {
      var steps: Set<Int> = []
      for element in try list.list() {
        let name = try element.text()
        guard let index = names.firstIndex(of: name) else {
          throw element.unknown(name, among: names)
        }
        steps.insert(index)
      }
      guard !steps.isEmpty else { throw list.mismatch("a list of at least one step") }
      self.steps = steps.sorted()
    } else {
      steps = Array(names.indices)
    }
    if let list = fields?["forms"] {
      var forms: [Form] = []
      for element in try list.list() {
        let form = try element.word(Form.self)
        if !forms.contains(form) { forms.append(form) }
      }
      guard !forms.isEmpty else { throw list.mismatch("a list of at least one form") }
      self.forms = forms
    } else {
      forms = [.png, .sheet, .npy]
    }
    style = MapStyle(
      colours: try fields?["colours"]?.word(ColourMap.self) ?? .grey,
      scaling: try fields?["scaling"].map(Self.scaling) ?? .perMap)
    top = try fields?["top"]?.integer(in: 1...StepReader.largest)
  }

  private static func scaling(_ value: PlacedValue) throws(PipelineFileError) -> MapScaling {
    guard let scaling = MapScaling(text: try value.text()) else {
      throw value.mismatch(MapScaling.forms)
    }
    return scaling
  }
}
