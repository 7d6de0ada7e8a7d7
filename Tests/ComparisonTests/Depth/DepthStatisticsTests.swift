import Comparison
import Networks
import Pixels
import Testing
import _TestSupport

@Suite struct DepthStatisticsTests {
  /// Whole numbers without an obvious pattern.
  private func value(_ sample: Int, _ kind: Int) -> Float {
    Float((sample * sample * (kind + 3) + 7 * sample + kind * kind) % 23 - 11)
  }

  /// Thirty samples in five pictures: three responses, and four maps, the last of which is constant.
  private func small(_ settings: DepthSettings) throws -> DepthStatistics {
    let shape = Shape(channels: 3, height: 1, width: 6)
    let probe = try BankProbe(
      (0..<3).map(DepthReference.channel), size: 1, channels: 3, order: .rgb)
    let field = try DepthReference.layer([1, 1, 1], channels: 3, side: 1, on: shape).field
    var statistics = DepthStatistics(layers: 1, others: 0, filters: 3, settings: settings)
    for picture in 0..<5 {
      let samples = picture * 6..<picture * 6 + 6
      let input = (0..<3).flatMap { kind in samples.map { value($0, kind) } }
      let rows: [[Float]] = [
        samples.map { 0.5 * value($0, 0) - value($0, 2) + Float($0 * 5 % 7) * 0.3 },
        samples.map { value($0, 5) }, samples.map { value($0, 1) * value($0, 1) / 10 },
        samples.map { _ in 2 },
      ]
      var one = PictureSamples()
      try one.add(
        Activation(shape: Shape(channels: 4, height: 1, width: 6), values: rows.flatMap(\.self)),
        named: "layer", of: Activation(shape: shape, values: input), field: field, probe: probe,
        picture: picture, settings: settings)
      statistics.add(one)
    }
    statistics.finish()
    return statistics
  }

  @Test("shares, choices of ridge and alignment are those of NumPy")
  func numbers() throws {
    var settings = DepthSettings()
    settings.picturesPerBatch = 2
    let statistics = try small(settings)
    #expect(statistics.sampleCount(of: 0) == 30)
    let share = try statistics.share(of: 0)
    #expect(share.ridges == [1e-2, 1e-1, 1e-1, 1e-6, 1e-6])
    #expect(abs(share.share - 0.5893515961) < 1e-6)
    let expected = [0.98446191, 0.23374704, -0.18194114]
    for (map, share) in zip(share.maps, expected) {
      #expect(abs(try #require(map) - share) < 1e-6)
    }
    #expect(share.maps[3] == nil)
    #expect(abs(try #require(try statistics.alignmentWithBank(of: 0)) - 0.5370854726) < 1e-6)
    // In one batch.
    let alignment = try small(DepthSettings()).alignmentWithBank(of: 0)
    #expect(abs(try #require(alignment) - 0.6871573046) < 1e-6)
  }

  @Test(
    "a layer of handcrafted kernels is explained wholly, whatever its grid; noise is not",
    arguments: [(5, 1, 0), (5, 2, 2), (4, 2, 1), (3, 3, 0)])
  func known(side: Int, stride: Int, padding: Int) throws {
    let settings = DepthSettings()
    let bank = try HandcraftedBank(kernels: [], size: side, channels: 1).filters.map(\.filter)
    let probe = try BankProbe(bank, size: side, channels: 1, order: .rgb)
    #expect(probe.numbers.count <= side * side)
    let own = bank.filter { $0.height == side }
    let weights = (own.first?.weights ?? []) + (own.last?.weights ?? [])
    let shape = Shape(channels: 1, height: 36, width: 36)
    let (layer, field) = try DepthReference.layer(
      weights, channels: 1, side: side, stride: stride, padding: padding, on: shape)
    var statistics = DepthStatistics(
      layers: 2, others: 0, filters: probe.numbers.count, settings: settings)
    for picture in 0..<6 {
      let input = DepthReference.noise(channels: 1, side: 36, seed: UInt64(picture))
      let maps = try layer.forward(input)
      let noise = DepthReference.noise(
        channels: 2, side: maps.shape.height, seed: UInt64(100 + picture))
      var samples = PictureSamples()
      for maps in [maps, noise] {
        try samples.add(
          maps, named: "layer", of: input, field: field, probe: probe, picture: picture,
          settings: settings)
      }
      statistics.add(samples)
    }
    statistics.finish()
    #expect(try statistics.share(of: 0).share > 0.999)
    #expect(abs(try statistics.share(of: 1).share) < 0.05)
    #expect(abs(try #require(try statistics.alignmentWithBank(of: 1))) < 0.1)
  }

  @Test("the filters lie on blue, green and red where the network takes them so")
  func reversed() throws {
    let shape = Shape(channels: 3, height: 8, width: 8)
    let red = DepthReference.channel(0)
    let (layer, field) = try DepthReference.layer([0, 0, 1], channels: 3, side: 1, on: shape)
    for (order, least) in [(ChannelOrder.bgr, 0.999), (.rgb, -1.0)] {
      let probe = try BankProbe([red], size: 1, channels: 3, order: order)
      var statistics = DepthStatistics(
        layers: 1, others: 0, filters: 1, settings: DepthSettings())
      for picture in 0..<5 {
        let input = DepthReference.noise(channels: 3, side: 8, seed: UInt64(picture))
        var samples = PictureSamples()
        try samples.add(
          try layer.forward(input), named: "", of: input, field: field, probe: probe,
          picture: picture, settings: DepthSettings())
        statistics.add(samples)
      }
      let share = try statistics.share(of: 0).share
      #expect(share > least && (order == .bgr || share < 0.1))
    }
  }

  @Test("a bank is reduced to the filters that are no sums of others")
  func independent() throws {
    let sum = Filter(name: "", channels: 3, height: 1, width: 1, weights: [1, 1, 0])
    let zero = Filter(name: "", channels: 3, height: 1, width: 1, weights: [0, 0, 0])
    let bank = [zero, sum, DepthReference.channel(0), DepthReference.channel(1), sum]
    #expect(try BankProbe(bank, size: 1, channels: 3, order: .rgb).numbers.count == 2)
    #expect(throws: ComparisonError.emptyBank(.handcrafted)) {
      try BankProbe([zero], size: 1, channels: 3, order: .rgb)
    }
  }

  @Test("what means nothing is refused with the numbers")
  func refused() throws {
    var settings = DepthSettings()
    settings.samplesPerFilter = 9
    let few = try small(settings)
    #expect(throws: ComparisonError.tooFewPositions(24, needed: 27, filters: 3)) {
      try few.share(of: 0)
    }
    #expect(
      ComparisonError.tooFewPositions(24, needed: 27, filters: 3).description
        == "24 training positions are too few for 3 filters, 27 are needed: give more pictures")
    settings.fewestPictures = 6
    let fewer = try small(settings)
    #expect(throws: ComparisonError.tooFewPictures(5, needed: 6)) { try fewer.share(of: 0) }
    #expect(throws: ComparisonError.tooFewPictures(5, needed: 6)) {
      try fewer.alignmentWithBank(of: 0)
    }
    #expect(throws: ComparisonError.mapsNotFinite(layer: "conv")) {
      var samples = PictureSamples()
      try samples.addOther(
        Activation(shape: Shape(channels: 1, height: 1, width: 1), values: [.nan]), named: "conv",
        settings: settings)
    }
  }

  @Test("no more positions of a picture are sampled than asked for")
  func positions() throws {
    var settings = DepthSettings()
    settings.positionsPerPicture = 4
    #expect(try small(settings).sampleCount(of: 0) == 20)
  }
}
