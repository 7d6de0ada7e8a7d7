import Batches
import Networks
import Pixels
import Testing

/// How much parts of a picture count for a place of a layer.
@Suite struct EffectiveFieldTests {
  /// Each value of three times the one above, and itself.
  private static func session() throws -> Session {
    let layer = try ConvolutionLayer(
      weights: [0, 3, 0, 0, 1, 0, 0, 0, 0], outputChannels: 1, groupChannels: 1, kernelHeight: 3,
      kernelWidth: 3, padding: .all(1))
    return try Session(GraphSlice(Graph(chain: [NamedLayer("conv", layer)])))
  }

  @Test("a pixel counts as much as its weight, and by how far it is from the mean")
  func weights() throws {
    // The mean is 2.
    let input = Activation(
      shape: Shape(channels: 1, height: 3, width: 3), values: [2, 3, 2, 2, 4, 2, 2, 1, 0])
    let field = try EffectiveField(
      of: UnitPlace(channel: nil, row: 1, column: 1), Self.session(), input: input, rows: 0..<3,
      columns: 0..<3, block: 1, threads: 2)
    #expect(field.effects == [0, 3, 0, 0, 2, 0, 0, 0, 0])
    #expect(field.share(rows: 0..<1, columns: 0..<3) == 0.6)
    #expect(field.share(rows: 1..<3, columns: -4..<9) == 0.4)
    #expect(field.effect(row: 0, column: 1) == 3)
    #expect(field.effect(row: 3, column: 1) == 0)
  }

  @Test("blocks share their effect among their pixels, those at the end among fewer")
  func blocks() throws {
    let input = Activation(
      shape: Shape(channels: 1, height: 3, width: 3), values: [2, 3, 2, 2, 4, 2, 2, 1, 0])
    let field = try EffectiveField(
      of: UnitPlace(channel: 0, row: 1, column: 1), Self.session(), input: input, rows: 0..<3,
      columns: 0..<3, block: 2, threads: 1)
    #expect(EffectiveField.blockCount(rows: 0..<3, columns: 0..<3, block: 2) == 4)
    #expect(field.effects == [5, 0, 0, 0])
    #expect(field.effect(row: 1, column: 0) == 1.25)
  }

  @Test("a block that the end cuts gives its whole effect to the rows that it has")
  func cutBlocks() throws {
    let input = Activation(
      shape: Shape(channels: 1, height: 3, width: 3), values: [2, 3, 2, 2, 4, 2, 2, 1, 2])
    let field = try EffectiveField(
      of: UnitPlace(channel: nil, row: 2, column: 1), Self.session(), input: input, rows: 0..<3,
      columns: 0..<3, block: 2, threads: 1)
    // The mean is 20 / 9: three times what is above moves, or the pixel itself alone.
    #expect(abs(field.effect(row: 0, column: 0) - 3 * (4 - 20 / 9) / 4) < 1e-5)
    #expect(abs(field.effect(row: 2, column: 1) - (20 / 9 - 1) / 2) < 1e-5)
  }

  @Test("where nothing changes there is no share")
  func none() throws {
    let input = Activation(
      shape: Shape(channels: 1, height: 2, width: 2), values: [1, 1, 1, 1])
    let field = try EffectiveField(
      of: UnitPlace(channel: nil, row: 0, column: 0), Self.session(), input: input, rows: 0..<2,
      columns: 0..<2, block: 1, threads: 1)
    #expect(field.share(rows: 0..<2, columns: 0..<2) == nil)
  }

  @Test("values that are not finite are refused")
  func notFinite() throws {
    let input = Activation(
      shape: Shape(channels: 1, height: 1, width: 2), values: [.infinity, 1])
    #expect(throws: LayerError.self) {
      try EffectiveField(
        of: UnitPlace(channel: nil, row: 0, column: 0), Self.session(), input: input, rows: 0..<1,
        columns: 0..<2, block: 1, threads: 1)
    }
  }
}
