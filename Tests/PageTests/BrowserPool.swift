import Foundation

/// Browsers that tests take turns with: to start one takes longer than most tests.
final class BrowserPool: Sendable {
  /// Two at most, as many as small machines have cores.
  static let shared = BrowserPool()

  /// Those that nobody uses, for who holds the lock.
  nonisolated(unsafe) private var idle: [Browser] = []
  private let lock = NSLock()
  private let room = DispatchSemaphore(value: 2)

  private init() {
    // The last test does not know that it is the last.
    atexit { BrowserPool.shared.closeAll() }
  }

  /// Takes a browser, for as long as a test needs it; waits until one is free.
  func take() throws -> Browser {
    room.wait()
    do {
      if let browser = popIdle() { return browser }
      return try Browser.start()
    } catch {
      room.signal()
      throw error
    }
  }

  /// Gives a browser back, or nil for one that is no longer of use.
  func give(back browser: Browser?) {
    if let browser {
      lock.lock()
      idle.append(browser)
      lock.unlock()
    }
    room.signal()
  }

  private func popIdle() -> Browser? {
    lock.lock()
    defer { lock.unlock() }
    return idle.popLast()
  }

  private func closeAll() {
    while let browser = popIdle() { browser.close() }
  }
}
