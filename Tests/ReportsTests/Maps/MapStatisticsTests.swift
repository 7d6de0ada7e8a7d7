import Pixels
import Reports
import Testing

@Suite("Statistics of feature maps")
struct MapStatisticsTests {
  @Test("extremes, mean, standard deviation and the share of zeros")
  func literals() {
    let statistics = MapStatistics([2, 4, 4, 4, 5, 5, 7, 9])
    #expect(statistics.minimum == 2)
    #expect(statistics.maximum == 9)
    #expect(statistics.mean == 5)
    #expect(statistics.standardDeviation == 2)
    #expect(statistics.zeroShare == 0)
    #expect(MapStatistics([0, -0.0, 3, -1]).zeroShare == 0.5)
  }

  @Test("what is not finite is counted and left aside")
  func notFinite() {
    let statistics = MapStatistics([.nan, 1, .infinity, 3, -.infinity, .nan, .nan, 0])
    #expect(statistics.count == 8)
    #expect(statistics.nanCount == 3)
    #expect(statistics.infiniteCount == 2)
    #expect(statistics.minimum == 0)
    #expect(statistics.maximum == 3)
    #expect(statistics.mean == 4.0 / 3)
    #expect(statistics.zeroShare == 0.125)
  }

  @Test("sums do not lose small values behind large ones")
  func doubleSums() {
    // In Float, 2^24 + 1 is 2^24.
    let statistics = MapStatistics([16_777_216, 1, 1, 1, 1])
    #expect(statistics.mean == 3_355_444)
  }

  @Test("without finite values there are no numbers", arguments: [[Float](), [.nan, .infinity]])
  func nothing(values: [Float]) {
    let statistics = MapStatistics(values[...])
    #expect(statistics.count == values.count)
    #expect(statistics.minimum == nil)
    #expect(statistics.mean == nil)
    #expect(statistics.standardDeviation == nil)
    #expect(statistics.zeroShare == 0)
  }

  @Test("the most active channels have the largest mean of absolute values")
  func topChannels() {
    let layer = maps(5, 1, 2, [1, 1, -9, 3, 6, .nan, .nan, .infinity, 1, -1])
    #expect(TopChannels.indices(5, of: layer) == [1, 2, 0, 4, 3])
    #expect(TopChannels.indices(2, of: layer) == [1, 2])
    #expect(TopChannels.indices(9, of: layer).count == 5)
    #expect(TopChannels.indices(0, of: layer).isEmpty)
  }
}
