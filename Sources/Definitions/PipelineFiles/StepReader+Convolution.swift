import Kernels
import Networks
import Pixels

extension StepReader {
  /// A convolution with kernels of files, a matrix that is written out, or a learned layer.
  func convolution(_ value: PlacedValue) throws(PipelineFileError) -> any Layer {
    let fields = try value.fields(Self.convolutionKeys)
    switch try fields.one(of: Self.filterKeys) {
    case "layer": return try learned(fields, value)
    case "matrix":
      let kernel = try matrix(try fields.required("matrix"))
      return try bankLayer(KernelBank(name: "matrix", kernels: [kernel]), fields, value)
    case "kernels": return try bankLayer(try combined(fields), fields, value)
    default:
      let bank = try resources.kernel(try fields.required("kernel"))
      return try bankLayer(bank, fields, value)
    }
  }

  /// Where filters come from; one of them is given.
  private static let filterKeys = ["kernel", "kernels", "matrix", "layer"]

  /// The settings of a convolution.
  static let convolutionKeys =
    filterKeys
    + ["weights", "axes", "combine", "padding", "border", "stride", "dilation", "groups"]

  /// Several kernels as one bank.
  private func combined(_ fields: PlacedFields) throws(PipelineFileError) -> KernelBank {
    let references = try fields.required("kernels")
    var kernels: [Kernel] = []
    for reference in try references.list() {
      let bank = try resources.kernel(reference)
      guard bank.combination == nil else {
        throw .wrongType(
          place: reference.place, expected: "a kernel or a plain bank",
          found: "a bank that combines its kernels")
      }
      if let first = kernels.first, first.channels != bank.kernels[0].channels {
        throw .wrongType(
          place: reference.place, expected: "a kernel of \(first.channels) channels",
          found: "one of \(bank.kernels[0].channels)")
      }
      kernels += bank.kernels
    }
    guard !kernels.isEmpty else { throw references.mismatch("a list of at least one kernel") }
    let combination = try fields["combine"]?.word(Combination.self)
    return KernelBank(name: "kernels", kernels: kernels, combination: combination)
  }

  private func bankLayer(
    _ bank: KernelBank, _ fields: PlacedFields, _ value: PlacedValue
  ) throws(PipelineFileError) -> any Layer {
    try refuse(["weights", "axes", "groups"], in: fields, besides: "kernels")
    if fields["kernels"] == nil { try refuse(["combine"], in: fields, besides: "one kernel") }
    let surround: KernelBankLayer.Surround
    if let border = fields["border"] {
      try refuse(["padding"], in: fields, besides: "a border")
      surround = .border(try self.border(border))
    } else {
      surround = .zeros(try padding(fields["padding"]))
    }
    let stride = try step(fields["stride"])
    let dilation = try step(fields["dilation"])
    return try made(value) { () throws(LayerError) in
      try KernelBankLayer(bank, surround: surround, stride: stride, dilation: dilation)
    }
  }

  /// Settings that mean nothing beside others.
  func refuse(
    _ keys: [String], in fields: PlacedFields, besides other: String
  ) throws(PipelineFileError) {
    for key in keys where fields[key] != nil {
      throw .meaningless(place: fields.place(of: key), besides: other)
    }
  }

  /// Rows of numbers, or one matrix a channel; the channels are summed.
  private func matrix(_ value: PlacedValue) throws(PipelineFileError) -> Kernel {
    let outer = try value.list()
    guard let first = outer.first, case .list(let inner) = first.value else {
      throw value.mismatch("a list of rows, each a list of numbers,")
    }
    var channels = [outer]
    if case .list = inner.first {
      channels = []
      for channel in outer { channels.append(try channel.list()) }
    }
    var weights: [Float] = []
    var widths: Set<Int> = []
    for row in channels.joined() {
      let numbers = try row.numbers()
      widths.insert(numbers.count)
      weights += numbers
    }
    let heights = Set(channels.map(\.count))
    guard widths.count == 1, heights.count == 1, let width = widths.first, width > 0,
      let height = heights.first, height > 0
    else { throw .ragged(place: value.place) }
    return Kernel(channels: channels.count, height: height, width: width, weights: weights)
  }

  /// A border by its name.
  private func border(_ value: PlacedValue) throws(PipelineFileError) -> Border {
    let name = try value.text()
    do throws(BorderMistake) {
      return try Border(name: name)
    } catch {
      guard error != .unknown else { throw value.unknown(name, among: Border.names) }
      throw .border(place: value.place, word: name, error)
    }
  }
}
