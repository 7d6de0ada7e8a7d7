/// The threads of a batch: those that have no image of their own help with the others' images.
package final class Crew: Sendable {
  /// Work that any number of threads can take part in.
  private final class Work: Sendable {
    let takePart: @Sendable () -> Void

    init(_ takePart: @escaping @Sendable () -> Void) { self.takePart = takePart }
  }

  private struct State {
    var unfinished: Int
    var works: [(work: Work, threads: Int)] = []
  }

  /// How many threads there are.
  package let threads: Int

  private let state: Monitor<State>

  /// Creates the crew of a batch.
  ///
  /// - Parameters:
  ///   - images: How many images the batch has.
  ///   - threads: How many threads there are.
  package init(images: Int, threads: Int) {
    state = Monitor(State(unfinished: images))
    self.threads = threads
  }

  /// Does work to its end, with whoever has nothing else to do.
  ///
  /// - Parameter takePart: Works until all is done; called by any number of threads.
  package func perform(_ takePart: @escaping @Sendable () -> Void) {
    let work = Work(takePart)
    state.change { $0.works.append((work, 1)) }
    takePart()
    state.change { $0.works.removeAll { $0.work === work } }
  }

  /// Notes that an image needs no more work.
  package func imageIsDone() { state.change { $0.unfinished -= 1 } }

  /// Helps with the images of other threads until all images are done.
  package func help() {
    while true {
      let found: Work?? = state.take { state in
        if state.unfinished == 0 { return .some(nil) }
        guard
          let place = state.works.indices.min(by: {
            state.works[$0].threads < state.works[$1].threads
          })
        else { return nil }
        state.works[place].threads += 1
        return state.works[place].work
      }
      guard let work = found ?? nil else { return }
      work.takePart()
      state.change { state in
        guard let place = state.works.firstIndex(where: { $0.work === work }) else { return }
        state.works.remove(at: place)
      }
    }
  }
}
