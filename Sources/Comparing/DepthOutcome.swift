import Comparison
import ComparisonReports
import Definitions
import Files
import Networks
import Reports

/// How the layers of a network compare with handcrafted filters, and with those of another.
struct DepthOutcome: Sendable {
  /// Everything that is in `depth.json`.
  let report: DepthReport

  /// The names of the networks, as pictures have them.
  let names: (network: String, other: String)

  /// Works out the figures.
  ///
  /// - Parameters:
  ///   - statistics: What is known of all pictures.
  ///   - comparison: What was compared.
  ///   - places: Where each layer lies on the first picture.
  ///   - bank: The handcrafted filters.
  ///   - version: The version of the program.
  init(
    _ statistics: DepthStatistics, of comparison: LayerComparison,
    places: [LayerComparison.Place], bank: [HandcraftedFilter], version: String
  ) {
    let (network, other) = (comparison.network, comparison.other)
    // Without a picture that could be used there are no places, and nothing is told.
    let layers = zip(network.values, places).enumerated().map { index, found in
      let (value, place) = found
      var layer = DepthReport.Layer(
        name: network.network.graph.names[value], kind: network.kinds[value] ?? "",
        depth: place.depth)
      let field = place.field
      if let rows = field.y.extent, let columns = field.x.extent {
        layer.fieldPixels = [rows, columns]
      }
      layer.stridePixels = [field.y.stride, field.x.stride]
      layer.shape = place.shape
      layer.positions = statistics.sampleCount(of: index)
      do throws(ComparisonError) {
        layer.cka = try statistics.alignmentWithBank(of: index)
        let share = try statistics.share(of: index)
        layer.explainedVariance = share.share
        layer.ridges = share.ridges
      } catch {
        layer.refused = error.description
      }
      return layer
    }
    var alignment: DepthReport.Alignment?
    if let other, (try? statistics.checkPictures()) != nil {
      alignment = DepthReport.Alignment(
        rows: network.names, columns: other.names,
        values: network.values.indices.map { row in
          other.values.indices.map { statistics.alignment[row, $0] }
        }, samples: statistics.alignment.sampleCount)
    }
    let settings = comparison.settings
    var method = DepthReport.Method()
    method.positionsPerPicture = settings.positionsPerPicture
    method.folds = settings.folds
    method.ridges = settings.ridges
    method.samplesPerFilter = settings.samplesPerFilter
    method.seed = Int(settings.seed)
    report = DepthReport(
      version: version, network: DepthReport.Network(network),
      other: other.map(DepthReport.Network.init), method: method,
      filters: comparison.probe.numbers.map { bank[$0].filter.name },
      pictures: statistics.pictureCount, layers: layers, alignment: alignment)
    names = (
      network.network.path.lastComponent.display, other?.network.path.lastComponent.display ?? ""
    )
  }

  /// Figures of all layers together, each with its name.
  var figures: [(name: String, value: String)] {
    let shares = report.layers.filter { $0.explainedVariance != nil }
    guard let first = shares.min(by: { $0.depth < $1.depth }),
      let last = shares.max(by: { $0.depth < $1.depth })
    else {
      let reason = report.layers.lazy.compactMap(\.refused).first
      return [("explained by depth", reason ?? "none")]
    }
    func text(_ layer: DepthReport.Layer) -> String {
      "\((layer.explainedVariance ?? 0).text(decimals: 3)) at '\(layer.name)'"
    }
    let refused = report.layers.count - shares.count
    return [
      (
        "explained by depth",
        "\(text(first)), \(text(last)), of \(shares.count) layers"
          + (refused > 0 ? "; refused for \(refused)" : "")
      )
    ]
  }
}

extension DepthReport.Network {
  fileprivate init(_ layers: NetworkLayers) {
    self.init(file: layers.network.path.text, input: layers.input.description)
  }
}
