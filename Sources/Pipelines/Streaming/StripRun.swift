import Filtering

/// A result that takes shape strip by strip.
protocol StreamedResult: AnyObject {
  /// What is made of a strip before its turn comes.
  associatedtype Part

  /// Computes rows; for several strips at once, in any order.
  func compute(_ outputs: Range<Int>, of strip: ImageStrip) -> Part

  /// Takes the next rows, one part after the other from the top.
  func receive(_ part: Part) throws(PipelineError)
}

/// Takes an image through all its filters, strip by strip, in any number of threads.
///
/// Decoding goes on while strips are filtered and encoded. Whoever has nothing to do takes what
/// lets go of memory soonest: encoding, then filtering, then decoding.
final class StripRun<Result: StreamedResult>: Crew.SharedWork, @unchecked Sendable {
  private enum Task {
    case decode
    case compute(result: Int, number: Int, outputs: Range<Int>, strip: ImageStrip)
    case receive(result: Int, number: Int, part: Result.Part)
    case end
  }

  /// How far a result is.
  private struct Progress {
    /// Strips of which parts are still to be received, from the top.
    var numbers: [Int] = []
    /// Parts that wait for their turn.
    var parts: [Int: Result.Part] = [:]
    var isReceiving = false
    var error: PipelineError?
  }

  private struct State {
    var results: [Progress]
    /// What can be computed, from the top.
    var computations: [(result: Int, number: Int, outputs: Range<Int>, strip: ImageStrip)] = []
    /// For each strip in flight, how many results have not received their part.
    var missing: [Int: Int] = [:]
    var strips = 0
    var isDecoding = false
    var isDecoded = false
    var running = 0
    var error: PipelineError?

    /// Notes that a result needs a strip no more.
    mutating func release(_ number: Int) {
      if missing[number] == 1 { missing[number] = nil } else { missing[number]? -= 1 }
    }

    /// Leaves a result that failed out of all further work.
    mutating func drop(_ index: Int, _ failure: PipelineError) {
      results[index].error = failure
      results[index].numbers.forEach { release($0) }
      results[index].numbers = []
      results[index].parts = [:]
      computations.removeAll { $0.result == index }
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
    while true {
      switch state.take({ next(&$0) }) {
      case .decode: decode()
      case .compute(let result, let number, let outputs, let strip):
        let part = results[result].compute(outputs, of: strip)
        state.change { state in
          state.results[result].parts[number] = part
          state.running -= 1
        }
      case .receive(let result, let number, let part): receive(part, number: number, by: result)
      case .end: return
      }
    }
  }

  /// What became of each result, after the end.
  ///
  /// - Throws: `PipelineError` where the image itself is to blame.
  func errors() throws(PipelineError) -> [PipelineError?] {
    let (error, errors) = state.change { ($0.error, $0.results.map(\.error)) }
    if let error { throw error }
    return errors
  }

  /// The most urgent task; nil where there is none now.
  private func next(_ state: inout State) -> Task? {
    let isOver = state.error != nil || state.results.allSatisfy { $0.error != nil }
    if isOver { return state.running == 0 ? .end : nil }
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
    if !state.isDecoded, !state.isDecoding, state.missing.count < limit {
      state.isDecoding = true
      state.running += 1
      return .decode
    }
    return state.isDecoded && state.running == 0 ? .end : nil
  }

  private func decode() {
    do throws(PipelineError) {
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
    var failure: PipelineError?
    do throws(PipelineError) { try results[index].receive(part) } catch { failure = error }
    state.change { state in
      state.results[index].isReceiving = false
      state.running -= 1
      state.release(number)
      if let failure { state.drop(index, failure) }
    }
  }
}
