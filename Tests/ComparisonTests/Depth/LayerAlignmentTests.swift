import Comparison
import Networks
import Pixels
import Testing
import _TestSupport

@Suite struct LayerAlignmentTests {
  private static let settings = DepthSettings()

  /// The alignment of two layers, given for each of six pictures.
  private func alignment(
    _ layer: (Int) -> Activation, _ other: (Int) -> Activation
  ) throws -> Double? {
    let shape = Shape(channels: 3, height: 1, width: 1)
    let probe = try BankProbe(
      [DepthReference.channel(0)], size: 1, channels: 3, order: .rgb)
    let field = try DepthReference.layer([1, 1, 1], channels: 3, side: 1, on: shape).field
    var statistics = DepthStatistics(layers: 1, others: 1, filters: 1, settings: Self.settings)
    for picture in 0..<6 {
      var samples = PictureSamples()
      let maps = layer(picture)
      try samples.add(
        maps, named: "", of: DepthReference.noise(channels: 3, side: maps.shape.height, seed: 0),
        field: field, probe: probe, picture: picture, settings: Self.settings)
      try samples.addOther(other(picture), named: "", settings: Self.settings)
      statistics.add(samples)
    }
    statistics.finish()
    return statistics.alignment[0, 0]
  }

  private func noise(_ picture: Int) -> Activation {
    DepthReference.noise(channels: 2, side: 8, seed: UInt64(picture))
  }

  @Test("it is 1 with the layer itself, scaled, turned, and shifted")
  func itself() throws {
    let same = try alignment(noise, noise)
    #expect(abs(try #require(same) - 1) < 1e-9)
    let turned = try alignment(noise) { picture in
      let values = noise(picture).values
      let (a, b) = (values.prefix(64), values.suffix(64))
      return Activation(
        shape: Shape(channels: 2, height: 8, width: 8),
        values: zip(a, b).map { 5 * (0.6 * $0 - 0.8 * $1) + 3 }
          + zip(a, b).map { 5 * (0.8 * $0 + 0.6 * $1) - 7 })
    }
    #expect(abs(try #require(turned) - 1) < 1e-6)
  }

  @Test("it is about 0 with noise, though channels are as many as samples")
  func independent() throws {
    let score = try alignment(noise) { picture in
      DepthReference.noise(channels: 96, side: 8, seed: UInt64(1000 + picture))
    }
    #expect(abs(try #require(score)) < 0.1)
  }

  @Test("a grid of another size is compared at the same places")
  func grids() throws {
    // Every value four times as large a map: the means of its sixteen parts are the same.
    let score = try alignment(
      { DepthReference.noise(channels: 1, side: 4, seed: UInt64($0)) },
      { picture in
        let small = DepthReference.noise(channels: 1, side: 4, seed: UInt64(picture)).values
        return Activation(
          shape: Shape(channels: 1, height: 12, width: 12),
          values: (0..<144).map { small[$0 / 36 * 4 + $0 % 12 / 3] })
      })
    #expect(abs(try #require(score) - 1) < 1e-9)
  }

  @Test("constant maps have none")
  func constant() throws {
    let score = try alignment(noise) { _ in
      Activation(
        shape: Shape(channels: 1, height: 4, width: 4), values: [Float](repeating: 3, count: 16))
    }
    #expect(score == nil)
  }
}
