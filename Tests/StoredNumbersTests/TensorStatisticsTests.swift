import Testing
import StoredNumbers

@Suite("Statistics of tensors")
struct TensorStatisticsTests {
  @Test("mean and deviation of a textbook sample")
  func sample() {
    let statistics = TensorStatistics([2, 4, 4, 4, 5, 5, 7, 9] as [Float])
    #expect(statistics.minimum == 2)
    #expect(statistics.maximum == 9)
    #expect(statistics.mean == 5)
    #expect(statistics.standardDeviation == 2)
  }

  @Test("values that are no finite number are counted apart")
  func notFinite() {
    let statistics = TensorStatistics([1, .nan, .infinity, 3, -.infinity] as [Float])
    #expect(statistics.count == 5)
    #expect(statistics.nanCount == 1)
    #expect(statistics.infinityCount == 2)
    #expect(statistics.minimum == 1)
    #expect(statistics.maximum == 3)
    #expect(statistics.mean == 2)
    #expect(statistics.standardDeviation == 1)
  }

  @Test("without finite values there is no mean", arguments: [[], [Float.nan]])
  func nothing(values: [Float]) {
    let statistics = TensorStatistics(values)
    #expect(statistics.minimum == nil)
    #expect(statistics.mean == nil)
    #expect(statistics.standardDeviation == nil)
  }

  @Test("small differences beside a large mean are not lost")
  func largeMean() {
    #expect(TensorStatistics([16_777_214, 16_777_216] as [Float]).standardDeviation == 1)
  }

  @Test("numbers near the largest have a mean and a deviation")
  func large() {
    let statistics = TensorStatistics([1e300, -1e300, 1.5e308, 1.5e308])
    #expect(statistics.infinityCount == 0)
    #expect(statistics.maximum == 1.5e308)
    #expect(statistics.mean.map { abs($0 / 7.5e307 - 1) < 1e-12 } == true)
    #expect(statistics.standardDeviation.map { abs($0 / 7.5e307 - 1) < 1e-7 } == true)
  }
}
