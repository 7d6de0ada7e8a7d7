import Codecs
import Filtering
import Threads

/// A result that takes shape strip by strip.
protocol StreamedResult: AnyObject, SendableMetatype {
  /// What is made of a strip before its turn comes.
  associatedtype Part

  /// Computes rows; for several strips at once, in any order.
  func compute(_ outputs: Range<Int>, of strip: ImageStrip) -> Part

  /// Takes the next rows, one part after the other from the top.
  ///
  /// - Returns: What is left to do of these rows, or of others before, in any threads.
  func receive(_ part: Part) throws(BatchError) -> [StripCompression]

  /// Takes what was left to do, in order; never while another thread receives or stores.
  func store(_ compression: StripCompression) throws(BatchError)
}

/// Takes an image through all its filters, strip by strip, in any number of threads.
///
/// Decoding goes on while strips are filtered and encoded. Only one thread at a time can decode, so
/// that several take that up first, as far as memory allows; and then what lets go of memory soonest:
/// storing, compressing, encoding, then filtering.
final class StripRun<Result: StreamedResult>: @unchecked Sendable {
  private enum Task {
    case decode
    case compute(result: Int, number: Int, outputs: Range<Int>, strip: ImageStrip)
    case receive(result: Int, number: Int, part: Result.Part)
    case compress(Compression)
    case store(result: Int, Compression)
    case end
  }

  /// Rows that are compressed apart, and the strip that they let go when they are stored.
  private final class Compression {
    let work: StripCompression
    let number: Int?
    var isDone = false

    init(_ work: StripCompression, number: Int?) {
      self.work = work
      self.number = number
    }
  }

  /// How far a result is.
  private struct Progress {
    /// Strips of which parts are still to be received, from the top.
    var numbers: [Int] = []
    /// Parts that wait for their turn.
    var parts: [Int: Result.Part] = [:]
    /// What is to be stored, from the top, whether it is compressed or not.
    var compressions: [Compression] = []
    var isReceiving = false
    var error: BatchError?
  }

  private struct State {
    var results: [Progress]
    /// What can be computed, from the top.
    var computations: [(result: Int, number: Int, outputs: Range<Int>, strip: ImageStrip)] = []
    /// What can be compressed, from the top.
    var uncompressed: [(result: Int, compression: Compression)] = []
    /// For each strip in flight, how many results have not received their part.
    var missing: [Int: Int] = [:]
    var strips = 0
    var isDecoding = false
    var isDecoded = false
    var running = 0
    var threads = 0
    var error: BatchError?

    /// Notes that a result needs a strip no more.
    mutating func release(_ number: Int) {
      if missing[number] == 1 { missing[number] = nil } else { missing[number]? -= 1 }
    }

    /// Leaves a result that failed out of all further work.
    mutating func drop(_ index: Int, _ failure: BatchError) {
      results[index].error = failure
      results[index].numbers.forEach { release($0) }
      results[index].compressions.compactMap(\.number).forEach { release($0) }
      results[index].numbers = []
      results[index].parts = [:]
      results[index].compressions = []
      computations.removeAll { $0.result == index }
      uncompressed.removeAll { $0.result == index }
    }
  }

  private let source: StripSource
  private let results: [Result]
  private let limit: Int
  private let state: Monitor<State>

  /// Prepares a run.
  ///
  /// - Parameters:
  ///   - source: The image, which no other thread may use until the end.
  ///   - results: One a filter of the source.
  ///   - limit: How many strips may be in flight, 1 or more.
  init(_ source: StripSource, _ results: [Result], limit: Int) {
    self.source = source
    self.results = results
    self.limit = limit
    state = Monitor(State(results: results.map { _ in Progress() }))
  }

  /// Does what can be done until nothing is left; every thread that calls it takes part.
  func work() {
    state.change { $0.threads += 1 }
    defer { state.change { $0.threads -= 1 } }
    while true {
      switch state.take({ next(&$0) }) {
      case .decode: decode()
      case .compute(let result, let number, let outputs, let strip):
        let part = results[result].compute(outputs, of: strip)
        state.change { state in
          // A result that failed meanwhile needs it no more.
          if state.results[result].error == nil { state.results[result].parts[number] = part }
          state.running -= 1
        }
      case .receive(let result, let number, let part): receive(part, number: number, by: result)
      case .compress(let compression):
        compression.work.run()
        state.change { state in
          compression.isDone = true
          state.running -= 1
        }
      case .store(let result, let compression): store(compression, of: result)
      case .end: return
      }
    }
  }

  /// What became of each result, after the end.
  ///
  /// - Throws: `BatchError` where the image itself is to blame.
  func errors() throws(BatchError) -> [BatchError?] {
    let (error, errors) = state.change { ($0.error, $0.results.map(\.error)) }
    if let error { throw error }
    return errors
  }

  /// The most urgent task; nil where there is none now.
  private func next(_ state: inout State) -> Task? {
    let isOver = state.error != nil || state.results.allSatisfy { $0.error != nil }
    if isOver { return state.running == 0 ? .end : nil }
    // Each thread at work takes memory of its own.
    if state.running >= limit { return nil }
    let canDecode = !state.isDecoded && !state.isDecoding && state.missing.count < limit
    if canDecode && state.threads > 1 { return startDecoding(&state) }
    for index in state.results.indices where !state.results[index].isReceiving {
      guard let first = state.results[index].compressions.first, first.isDone else { continue }
      state.results[index].compressions.removeFirst()
      state.results[index].isReceiving = true
      state.running += 1
      return .store(result: index, first)
    }
    if !state.uncompressed.isEmpty {
      state.running += 1
      return .compress(state.uncompressed.removeFirst().compression)
    }
    for index in state.results.indices where !state.results[index].isReceiving {
      guard let number = state.results[index].numbers.first,
        let part = state.results[index].parts.removeValue(forKey: number)
      else { continue }
      state.results[index].numbers.removeFirst()
      state.results[index].isReceiving = true
      state.running += 1
      return .receive(result: index, number: number, part: part)
    }
    if !state.computations.isEmpty {
      let first = state.computations.removeFirst()
      state.running += 1
      return .compute(
        result: first.result, number: first.number, outputs: first.outputs, strip: first.strip)
    }
    if canDecode { return startDecoding(&state) }
    return state.isDecoded && state.running == 0 ? .end : nil
  }

  private func startDecoding(_ state: inout State) -> Task {
    state.isDecoding = true
    state.running += 1
    return .decode
  }

  private func decode() {
    do throws(BatchError) {
      let cut = try source.next()
      state.change { state in
        let number = state.strips
        state.strips += 1
        for (index, outputs) in cut.outputs.enumerated()
        where !outputs.isEmpty && state.results[index].error == nil {
          state.results[index].numbers.append(number)
          state.computations.append((index, number, outputs, cut.strip))
          state.missing[number, default: 0] += 1
        }
        state.isDecoded = cut.isLast
        state.isDecoding = false
        state.running -= 1
      }
    } catch {
      state.change { state in
        state.error = error
        state.running -= 1
      }
    }
  }

  private func receive(_ part: Result.Part, number: Int, by index: Int) {
    var failure: BatchError?
    var left: [StripCompression] = []
    do throws(BatchError) { left = try results[index].receive(part) } catch { failure = error }
    state.change { state in
      state.results[index].isReceiving = false
      state.running -= 1
      // The last compression holds the strip.
      for work in left {
        let compression = Compression(work, number: work === left.last ? number : nil)
        state.results[index].compressions.append(compression)
        state.uncompressed.append((index, compression))
      }
      if left.isEmpty { state.release(number) }
      if let failure { state.drop(index, failure) }
    }
  }

  private func store(_ compression: Compression, of index: Int) {
    var failure: BatchError?
    do throws(BatchError) {
      try results[index].store(compression.work)
    } catch {
      failure = error
    }
    state.change { state in
      state.results[index].isReceiving = false
      state.running -= 1
      if let number = compression.number { state.release(number) }
      if let failure { state.drop(index, failure) }
    }
  }
}
