import Batches
import Comparison
import ComparisonReports
import Files
import Pixels
import Reports

/// The pictures of a comparison, each with the name of its file.
struct ComparisonPictures: Sendable {
  /// What was found out about the filters.
  let banks: BankComparison

  /// What was found out on images; nil without them.
  let images: ImageComparison?

  /// Which filters of another network are like them; nil where none was named.
  let counterparts: Counterparts?

  /// How layers compare by depth; nil where they were not compared.
  let depth: DepthOutcome?

  /// A picture of all filters.
  struct Picture: Sendable {
    /// What it shows.
    let title: String

    /// The name of its file.
    let file: String

    let draw: @Sendable () throws(ReportError) -> Canvas
  }

  /// A picture about one filter.
  struct FilterView: Sendable {
    /// What it shows of the filter.
    let kind: ComparisonFileNames.View

    /// Its file, below the folder of the results.
    let file: String

    let draw: @Sendable () throws(ReportError) -> Image
  }

  /// The pictures about one filter, as far as there is something to see.
  ///
  /// Learned filter, fit and residual share one scale; a match has its own.
  ///
  /// - Parameter number: The number of the filter.
  /// - Returns: The pictures; their files lie in a folder `filters`.
  func ofFilter(_ number: Int) -> [FilterView] {
    let learned = filters[number]
    var views: [FilterView] = []
    func add(
      _ kind: ComparisonFileNames.View, _ draw: @escaping @Sendable () throws(ReportError) -> Image
    ) {
      views.append(FilterView(kind: kind, file: kind.file(of: number), draw: draw))
    }
    add(.learned) { FilterPicture.image(of: learned) }
    if let match = banks.placedMatch(of: number) {
      add(.match) { FilterPicture.image(of: match, scaledAs: learned) }
    }
    if let gabor = banks.measures[number].gabor {
      let fit = gabor.filter(like: learned)
      add(.fit) { FilterPicture.image(of: fit, scaledAs: learned) }
      add(.residual) { FilterPicture.image(of: learned.subtracting(fit), scaledAs: learned) }
    }
    if let patches = images?.patches[number], !patches.isEmpty {
      add(.patches) { () throws(ReportError) in try PatchStrip.image(of: patches) }
    }
    return views
  }

  /// The pictures of all filters, those that a reader wants first before the others.
  var ofAllFilters: [Picture] {
    var pictures = [
      Picture(title: "Learned filters", file: "filters.png") { () throws(ReportError) in
        try grid.canvas()
      },
      Picture(
        title: "Learned filters, best matches and Gabor fits", file: "rows.png"
      ) { () throws(ReportError) in
        try FilterRows(rows, title: "Learned filters: \(layer)", categories: categories).canvas()
      },
      Picture(title: "Orientation and frequency", file: "polar.png") { () throws(ReportError) in
        try polarPlot.canvas()
      },
      Picture(title: "Scores of the best matches", file: "scores.png") { () throws(ReportError) in
        try Histogram(
          banks.matches.map { $0?.score }, title: "Best matches: \(layer)",
          valueName: "score of the best match", range: 0...1
        ).canvas()
      },
      Picture(
        title: "Learned filters among themselves", file: "similarity.png"
      ) { () throws(ReportError) in try likeness.canvas() },
      Picture(
        title: "Learned filters and handcrafted ones", file: "bank.png"
      ) { () throws(ReportError) in try scores.canvas() },
    ]
    if let images {
      if let shares = images.explained.value {
        pictures.append(
          Picture(title: "Explained variance", file: "explained.png") { () throws(ReportError) in
            try Histogram(
              shares, title: "Explained variance: \(layer)",
              valueName: "share of the variance that handcrafted responses explain", range: 0...1
            ).canvas()
          })
      }
      pictures.append(
        Picture(title: "Strongest patches", file: "patches.png") { () throws(ReportError) in
          try PatchSheet(
            filters.indices.map { patchRow(of: $0, images) }, title: "Strongest patches: \(layer)",
            categories: categories
          )
          .canvas()
        })
    }
    return pictures + ofOthers + ofLayers
  }

  /// The pictures of the filters beside those of another network.
  private var ofOthers: [Picture] {
    guard let counterparts else { return [] }
    let other = counterparts.other
    let title = "\(layer) and \(other.bank.layer) of \(other.path.lastComponent.display)"
    let columns = other.bank.filters.count
    return [
      Picture(
        title: "Learned filters beside those of another network", file: "others.png"
      ) { () throws(ReportError) in
        let rows = filters.indices.map { number in
          FilterRow(
            number: number, category: category(of: number), learned: filters[number],
            match: counterparts.matches[number].map { match in
              let placed = match.fitted(to: filters[number], from: other.bank.filters)
              let name = placed.name + (counterparts.mutual.contains(number) ? " *" : "")
              return FilterRow.Match(placed: placed.named(name), score: match.score)
            })
        }
        return try CounterpartRows(rows, title: title, categories: categories).canvas()
      },
      Picture(
        title: "Scores of the filters of both networks", file: "others-scores.png"
      ) { () throws(ReportError) in
        try SimilarityPicture(
          counterparts.scores.map { Double($0) }, rows: filters.count, columns: columns,
          isSigned: true, title: title,
          rowName: "learned filters, near-duplicates first, then by class",
          columnName: "filters of \(other.path.lastComponent.display)", rowOrder: order
        ).canvas()
      },
    ]
  }

  /// The pictures of the layers of networks.
  private var ofLayers: [Picture] {
    guard let depth else { return [] }
    let (report, names) = (depth.report, depth.names)
    var pictures = [
      Picture(title: "Layers by depth", file: "depth.png") { () throws(ReportError) in
        try DepthPicture(report, title: "How deep handcrafted filters reach: \(names.network)")
          .canvas()
      }
    ]
    if let alignment = report.alignment {
      pictures.append(
        Picture(title: "Layers of two networks", file: "alignment.png") { () throws(ReportError) in
          try AlignmentPicture(
            alignment, title: "Layers of \(names.network) and \(names.other)",
            rows: names.network, columns: names.other
          ).canvas()
        })
    }
    return pictures
  }

  private var layer: String { banks.learned.layer }

  /// The names of all classes.
  private let categories = FilterClass.allCases.map(\.rawValue)

  private func category(of number: Int) -> Int? {
    FilterClass.allCases.firstIndex(of: banks.classes[number])
  }

  private var filters: [Filter] { banks.learned.filters }

  private var grid: FilterSheet {
    let (first, count) = (filters[0], filters.count)
    let shape = Shape(
      batch: count, channels: first.channels, height: first.height, width: first.width)
    return FilterSheet(
      of: Activation(shape: shape, values: filters.flatMap(\.weights)), layer: layer)
  }

  private var rows: [FilterRow] {
    filters.indices.map { number in
      let match = banks.placedMatch(of: number).flatMap { placed in
        banks.matches[number].map { FilterRow.Match(placed: placed, score: $0.score) }
      }
      let fit = banks.measures[number].gabor.map { gabor in
        FilterRow.Fit(
          filter: gabor.filter(like: filters[number]), rSquared: gabor.rSquared,
          orientationDegrees: gabor.orientation, wavelengthPixels: gabor.wavelength)
      }
      return FilterRow(
        number: number, category: category(of: number), learned: filters[number], match: match,
        fit: fit, explainedVariance: images?.explained.value?[number])
    }
  }

  private var polarPlot: PolarPlot {
    let points = filters.indices.compactMap { number -> PolarPlot.Point? in
      let measures = banks.measures[number]
      guard let spectrum = measures.spectrum, let norm = measures.norm else { return nil }
      return PolarPlot.Point(
        number: number, orientationDegrees: spectrum.orientation,
        frequencyCyclesPerPixel: spectrum.frequency, weight: norm, category: category(of: number))
    }
    return PolarPlot(
      points, title: "Orientation and frequency: \(layer)", categories: categories,
      weightName: "norm of the filter", angleMeaning: "direction in which the filter varies most")
  }

  /// Groups of near-duplicates stand together, then the others by class.
  private var order: [Int] {
    let groups = banks.groups.flatMap { $0 }
    let grouped = Set(groups)
    let others = filters.indices.filter { !grouped.contains($0) }
      .sorted { (category(of: $0) ?? 0, $0) < (category(of: $1) ?? 0, $1) }
    return groups + others
  }

  private var likeness: SimilarityPicture {
    SimilarityPicture(
      banks.likeness.scores.map { Double($0) }, rows: filters.count, columns: filters.count,
      isSigned: true, title: "Learned filters among themselves: \(layer)",
      rowName: "learned filters, near-duplicates first, then by class",
      columnName: "the same", rowOrder: order, columnOrder: order)
  }

  private var scores: SimilarityPicture {
    let columns = FamilyColumns(banks.handcrafted.map(\.family))
    return SimilarityPicture(
      banks.scores.map { Double($0) }, rows: filters.count, columns: banks.handcrafted.count,
      isSigned: true, title: "Learned filters and handcrafted ones: \(layer)",
      rowName: "learned filters, near-duplicates first, then by class",
      columnName: "handcrafted filters by family", rowOrder: order, columnOrder: columns.order,
      columnGroups: columns.families.map {
        .init(name: $0.family.rawValue, count: $0.places.count)
      })
  }

  private func patchRow(of number: Int, _ images: ImageComparison) -> PatchRow {
    PatchRow(
      number: number, category: category(of: number), learned: filters[number],
      patches: zip(images.patches[number], images.statistics.patches[number]).map {
        PatchRow.Patch(image: $0, response: Double($1.response))
      })
  }
}

extension Filter {
  /// The same weights under another name.
  fileprivate func named(_ name: String) -> Filter {
    Filter(name: name, channels: channels, height: height, width: width, weights: weights)
  }
}
