/// How the axes of a file's filters lie, decided from all of them: one framework wrote the file.
///
/// A shape such as 64x3x3x3 makes sense with several axes. Other filters of the file, whose shapes
/// make sense with some axes only, then tell, and what the metadata and the names say.
struct FileAxes: Sendable {
  /// What the user or the metadata has said.
  let stated: FilterAxes?

  /// The axes of tensors whose shapes do not tell.
  private let usual: FilterAxes

  /// The axes with which the shapes of all filters make sense.
  private let possible: Set<FilterAxes>

  /// Whether the container or the metadata say that PyTorch or Caffe wrote the file.
  private let isOfPyTorch: Bool

  /// Whether that is so, or the names are PyTorch's.
  private let isLikePyTorch: Bool

  /// Whether that is so, or the names are Caffe's.
  private let isTold: Bool

  /// Looks at a whole file.
  ///
  /// - Parameters:
  ///   - file: The file.
  ///   - stated: What the user has said.
  init(of file: any WeightsFile, stated: FilterAxes?) {
    let statement = WeightsStatement(file.metadata)
    self.stated = stated ?? statement.axes
    let names = file.entries.map(\.name)
    let isOfPyTorch =
      [.pyTorch, .caffe].contains(statement.source ?? file.kind)
      || statement.framework == .pyTorch
    self.isOfPyTorch = isOfPyTorch
    isLikePyTorch = isOfPyTorch || names.contains { $0.hasSuffix(".weight") }
    isTold = isLikePyTorch || NameSigns.caffe(names) != nil
    let filters = file.entries.filter { entry in
      Self.isRead(entry) && TensorNaming(entry.name).role == .weight
    }.map { (shape: $0.shape, readings: FilterAxes.readings(of: $0.shape)) }
    let telling = filters.filter { !$0.readings.isEmpty }
    possible = telling.reduce(into: Set(FilterAxes.allCases)) { possible, filter in
      possible.formIntersection(filter.readings)
    }
    let areClearlyRows = telling.contains { Self.isTensorFlow($0.readings) }
    let areClearlyFilters = telling.contains { filter in
      filter.readings.contains(.oihw) && !filter.readings.contains(.hwio)
    }
    let counts = Dictionary(grouping: filters, by: { $0.shape[0] }).mapValues(\.count)
    let areChannelsLast = telling.contains { filter in
      Self.hasChannelsLast(filter, counts: counts, isOfPyTorch: isOfPyTorch)
    }
    if possible.contains(.ohwi), statement.framework?.axes == .ohwi || areChannelsLast {
      usual = .ohwi
    } else if !areClearlyFilters,
      statement.framework?.axes == .hwio || names.contains(where: NameSigns.isTensorFlow)
        || (areClearlyRows && (!isLikePyTorch || Self.hasRowsFirst(filters.map(\.shape), possible)))
    {
      usual = .hwio
    } else {
      usual = .oihw
    }
  }

  /// The axes of a tensor, by what was stated, its shape and the rest of the file.
  func axes(of entry: TensorEntry) -> FilterAxes {
    guard Self.isRead(entry) else { return .oihw }
    if let stated { return stated }
    let readings = FilterAxes.readings(of: entry.shape)
    if usual == .ohwi, readings.isEmpty || readings.contains(.ohwi) { return .ohwi }
    if Self.isTensorFlow(readings) {
      // Kernels of unusual proportions occur deeper in networks.
      return isLikePyTorch && usual != .hwio && entry.shape[2] > 4 ? .oihw : .hwio
    }
    if readings == [.ohwi] {
      let isSquare = entry.shape[1] == entry.shape[2] && entry.shape[1] > 1
      if [1, 3, 4].contains(entry.shape[3]) || (isSquare && !isOfPyTorch) { return .ohwi }
    }
    return readings == [.oihw] || readings == [.oihw, .ohwi] ? .oihw : usual
  }

  /// What filters that are read as filters, channels, rows and columns may be as well, as nothing
  /// in the file tells.
  func alternatives(to entry: TensorEntry) -> [FilterAxes] {
    guard stated == nil, !isTold, Self.isRead(entry), axes(of: entry) == .oihw else {
      return []
    }
    return [.hwio, .ohwi].filter { axes in
      // Filters of one row on one channel are as well those of one pixel on three.
      let isPixel = axes == .ohwi && entry.shape[1...] == [1, 1, 3]
      return possible.contains(axes) && (isPixel || axes.isFirstLayer(entry.shape))
    }
  }

  /// Whether a tensor has four axes that can be read.
  private static func isRead(_ entry: TensorEntry) -> Bool {
    entry.shape.count == 4 && !entry.shape.contains(0)
  }

  private static func isTensorFlow(_ readings: Set<FilterAxes>) -> Bool {
    readings.contains(.hwio) && !readings.contains(.oihw)
  }

  /// Whether all filters of a file can only have their rows first, and one takes as many channels as
  /// another makes.
  private static func hasRowsFirst(_ shapes: [[Int]], _ possible: Set<FilterAxes>) -> Bool {
    possible == [.hwio]
      && shapes.indices.contains { taker in
        shapes.indices.contains { $0 != taker && shapes[$0][3] == shapes[taker][2] }
      }
  }

  /// Whether filters can only have their channels last.
  ///
  /// Those of a file of PyTorch may be of unusual proportions, and so may be those that would be of
  /// 1x1: there another layer must have as many filters as they have channels.
  private static func hasChannelsLast(
    _ filter: (shape: [Int], readings: Set<FilterAxes>), counts: [Int: Int], isOfPyTorch: Bool
  ) -> Bool {
    let shape = filter.shape
    guard filter.readings == [.ohwi], shape[1] == shape[2] else { return false }
    let others = (counts[shape[3]] ?? 0) - (shape[0] == shape[3] ? 1 : 0)
    return others > 0 || (shape[1] > 1 && (!isOfPyTorch || shape[3] <= 4))
  }
}
