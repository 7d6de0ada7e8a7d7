import Batches
import Codecs
import Comparison
import ComparisonReports
import Definitions
import Files
import Networks
import Page
import Pixels
import Reports
import Threads

/// The files that a comparison leaves: data, pictures, and the page that shows them.
struct ComparisonFiles: Sendable {
  let folder: Path
  let source: ComparisonSource
  let banks: BankComparison
  let images: ImageComparison?
  let outcome: ComparisonOutcome
  let layers: Graph
  let reader: ComparisonInputReader

  /// Takes what was written; nil where nobody will ask.
  let written: WrittenFiles?

  /// Writes everything, the page last.
  ///
  /// - Parameters:
  ///   - threads: How many files are made at once.
  ///   - hasPage: Whether there is a page.
  ///   - hasDrawings: Whether pictures of all filters are written as SVG too.
  /// - Throws: `BatchError`: `file`, `codec` or `report`; the first of several.
  func write(threads: Int, hasPage: Bool, hasDrawings: Bool) throws(BatchError) {
    let pictures = ComparisonPictures(
      banks: banks, images: images, counterparts: outcome.counterparts, depth: outcome.depth)
    let overview = pictures.ofAllFilters
    try all(overview.count + banks.learned.filters.count, threads: threads) {
      index throws(BatchError) in
      if index < overview.count {
        try write(overview[index], hasDrawing: hasDrawings)
      } else {
        for picture in pictures.ofFilter(index - overview.count) {
          try write(picture.draw, to: Path(picture.file))
        }
      }
    }
    let json = try wrapping(jsonText(outcome.report), as: BatchError.report)
    try write(Array("\(json)\n".utf8), to: Path(ComparisonFileNames.record))
    try write(Array(filtersCSV(outcome.filters).utf8), to: Path(ComparisonFileNames.table))
    if let depth = outcome.depth { try write(depth.report) }
    if hasPage { try writePage(pictures, threads: threads) }
  }

  private func write(_ depth: DepthReport) throws(BatchError) {
    let json = try wrapping(jsonText(depth), as: BatchError.report)
    try write(Array("\(json)\n".utf8), to: Path(ComparisonFileNames.depth))
    try write(Array(depth.csv.utf8), to: Path(ComparisonFileNames.depthTable))
    if let alignment = depth.alignment {
      try write(Array(alignment.csv.utf8), to: Path(ComparisonFileNames.alignmentTable))
    }
  }

  private func writePage(
    _ pictures: ComparisonPictures, threads: Int
  ) throws(BatchError) {
    let inputs = (images?.inputs ?? []).prefix(ComparisonFileNames.imagesOnPage)
    let scripts = try all(inputs.count, threads: threads) { index throws(BatchError) in
      try writeValues(of: inputs[index], number: index)
    }
    var page = ComparisonPage(
      head: ComparisonPage.Head(
        subject: "\(source.weights.lastComponent.display), \(banks.learned.layer)",
        command: source.command, input: images == nil ? nil : reader.stage.description,
        view: PageInputView(reader.stage)),
      figures: outcome.figures.map { ComparisonPage.Figure($0.name, $0.value) },
      pictures: pictures.ofAllFilters.map { .init(title: $0.title, file: $0.file) },
      filters: outcome.filters.map { entry(of: $0, pictures) })
    page.head.tour = source.tour?.stops
    page.beside = source.beside
    let numbers = scripts.indices.map { index in
      scripts[index] == nil ? nil : scripts[..<index].count { $0 != nil }
    }
    for filter in page.filters.indices {
      page.filters[filter].places = images?.statistics.patches[filter].map { patch in
        let field = patch.field
        return ComparisonPage.Place(
          image: numbers.indices.contains(patch.image) ? numbers[patch.image] : nil,
          rectangle: [field.x, field.y, field.width, field.height],
          response: Double(patch.response))
      }
    }
    let bank = ComparisonPageBank(
      banks.handcrafted, scores: banks.scores,
      matches: banks.learned.filters.indices.map(banks.placedMatch(of:)))
    try write(wrapping(bank.script(), as: BatchError.page), to: Path(ComparisonFileNames.bank))
    page.bank = ComparisonFileNames.bank
    page.images = zip(inputs, scripts).compactMap { input, script in
      script.map { ComparisonPage.Image(name: input.relative.display, values: $0.urlText) }
    }
    let count = images?.inputs.count ?? 0
    if page.images.count < count {
      page.figures.append(
        .init("images with a live window", "\(page.images.count) of \(count), the first small ones")
      )
    }
    if !page.images.isEmpty {
      let graph = try pageGraph()
      let steps = try wrapping(
        PageData.steps(graph, names: layers.names, path: source.weights), as: BatchError.page)
      try write(steps, to: Path(PageData.stepsName))
    }
    let html = try wrapping(page.html(), as: BatchError.report)
    try write(html, to: Path(PageFile.name))
  }

  /// What the page shows of the layers.
  private func pageGraph() throws(BatchError) -> PageGraph {
    try wrapping(PageGraph(GraphSlice(layers))) {
      BatchError.definition(.layers(source.weights, $0))
    }
  }

  /// Writes the values of an input for the page to compute with.
  ///
  /// - Returns: The script below the folder; nil where the input cannot be read or is too large.
  private func writeValues(
    of input: PipelineInput, number: Int
  ) throws(BatchError) -> Path? {
    let graph = try pageGraph()
    // What failed was told when it was compared.
    guard let maps = (try? reader.read(input))?.maps,
      let script = try wrapping(PageData.values(maps, into: graph), as: BatchError.page)
    else { return nil }
    let path = ComparisonFileNames.values(of: number)
    try write(script, to: path)
    return path
  }

  private func entry(
    of filter: ComparedFilter, _ pictures: ComparisonPictures
  ) -> ComparisonPage.Filter {
    let learned = banks.learned.filters[filter.number]
    var entry = ComparisonPage.Filter(
      number: filter.number, name: "\(banks.learned.layer) \(filter.number)",
      category: filter.class)
    entry.luminance = filter.energyShare?.luminance
    entry.redGreen = filter.energyShare?.redGreen
    entry.blueYellow = filter.energyShare?.blueYellow
    entry.orientation = filter.spectrum?.orientationDegrees
    entry.frequency = filter.spectrum?.frequencyCyclesPerPixel
    entry.gabor = banks.measures[filter.number].gabor.map { gabor in
      ComparisonPage.Gabor(
        rSquared: gabor.rSquared, x: gabor.centreX + Double(learned.width - 1) / 2,
        y: gabor.centreY + Double(learned.height - 1) / 2, orientation: gabor.orientation,
        wavelength: gabor.wavelength, phase: gabor.phase, sigmaAlong: gabor.sigmaV,
        sigmaAcross: gabor.sigmaU)
    }
    entry.match = filter.match.map {
      ComparisonPage.Match(name: $0.name, score: $0.score ?? 0)
    }
    entry.explainedVariance = filter.explainedVariance
    entry.group = banks.groups.firstIndex { $0.contains(filter.number) }.map { $0 + 1 }
    entry.shape = [learned.channels, learned.height, learned.width]
    entry.weights = learned.weights.allSatisfy(\.isFinite) ? PageArray(learned.weights) : nil
    for picture in pictures.ofFilter(filter.number) {
      switch picture.kind {
      case .learned: entry.pictures.learned = picture.file
      case .match: entry.pictures.match = picture.file
      case .fit: entry.pictures.fit = picture.file
      case .residual: entry.pictures.residual = picture.file
      case .patches: entry.pictures.patches = picture.file
      }
    }
    entry.notes = filter.notes
    return entry
  }

  /// Does something for many numbers in several threads.
  @discardableResult
  private func all<Value: Sendable>(
    _ count: Int, threads: Int, _ work: @escaping @Sendable (Int) throws(BatchError) -> Value
  ) throws(BatchError) -> [Value] {
    let results = computed(count: count, threads: threads) { index in
      Result { () throws(BatchError) in try work(index) }
    }
    var values: [Value] = []
    for result in results { values.append(try result.get()) }
    return values
  }

  private func write(
    _ picture: ComparisonPictures.Picture, hasDrawing: Bool
  ) throws(BatchError) {
    let canvas = try wrapping(picture.draw(), as: BatchError.report)
    try write({ () throws(ReportError) in canvas.image }, to: Path(picture.file))
    guard hasDrawing, let name = ComparisonFileNames.drawing(of: picture.file) else { return }
    let bytes = try wrapping(SVGDrawing(canvas).bytes()) { error in
      BatchError.codec(folder.appending(name), error)
    }
    try write(bytes, to: Path(name))
  }

  private func write(
    _ draw: () throws(ReportError) -> Image, to file: Path
  ) throws(BatchError) {
    let image = try wrapping(draw(), as: BatchError.report)
    let bytes = try wrapping(ImageEncoder.encode(image, as: .png)) { error in
      BatchError.codec(folder.appending(file), error)
    }
    try write(bytes, to: file)
  }

  private func write(_ bytes: [UInt8], to file: Path) throws(BatchError) {
    let path = folder.appending(file)
    try writeResult(bytes, to: path)
    try written?.add(bytes, as: file, at: path)
  }
}

extension ComparedFilter {
  /// Figures for the page, beside those that it has columns for.
  fileprivate var notes: [ComparisonPage.Figure] {
    var notes: [ComparisonPage.Figure] = []
    func add(_ name: String, _ value: Double?) {
      if let value { notes.append(.init(name, value.shortText)) }
    }
    add("norm", norm)
    add("share of DC", dcShare)
    add("bandwidth, octaves", spectrum?.frequencyBandwidthOctaves)
    add("bandwidth, degrees", spectrum?.orientationBandwidthDegrees)
    add("entropy, bits", entropyBits)
    add("sparsity", sparsity)
    if let match {
      let turns = [
        match.isMirrored ? "mirrored" : nil,
        match.rotationDegrees.flatMap { $0 == 0 ? nil : "turned by \($0.shortText) degrees" },
        match.isNegated ? "negated" : nil,
      ].compactMap { $0 }
      if !turns.isEmpty { notes.append(.init("match is", turns.joined(separator: ", "))) }
    }
    if !duplicates.isEmpty {
      notes.append(
        .init("nearly the same as", duplicates.map(String.init).joined(separator: ", ")))
    }
    return notes
  }
}
