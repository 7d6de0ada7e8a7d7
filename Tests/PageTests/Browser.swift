import Foundation
import Glibc

/// Chromium without a window, driven over the WebDriver protocol (W3C, 2018).
final class Browser {
  private let driver: Process
  private let port: UInt16
  private var session = ""

  /// Where Debian's package of the driver puts it, and others on the search path.
  private static let program: String? = {
    let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
    return (["/usr/bin"] + folders.map(String.init)).map { "\($0)/chromedriver" }
      .first(where: FileManager.default.isExecutableFile)
  }()

  /// Whether there is a browser to test with.
  static let isInstalled = program != nil

  /// Why tests are skipped.
  static let missing = "chromium and chromium-driver are not installed: Scripts/setup --browser"

  /// Opens a page, calls the body, and checks that the browser had nothing to complain about.
  ///
  /// - Parameters:
  ///   - page: The file.
  ///   - isDark: Whether the system prefers dark colours.
  ///   - body: What is done with the page.
  /// - Returns: What the browser complained about: script errors, and violations of the policy.
  /// - Throws: `Failure`, or what the body throws.
  static func open(
    _ page: URL, isDark: Bool = false, _ body: (Browser) throws -> Void
  ) throws -> [String] {
    let browser = try BrowserPool.shared.take()
    do {
      try browser.prepare(isDark: isDark)
      try browser.go(to: page)
      try body(browser)
      let complaints = try browser.complaints()
      BrowserPool.shared.give(back: browser)
      return complaints
    } catch {
      // What it was left doing is not known.
      BrowserPool.shared.give(back: nil)
      browser.close()
      throw error
    }
  }

  /// Starts a browser; where it does not come up on a busy machine, once or twice again.
  static func start() throws -> Browser {
    for _ in 0..<2 {
      if let browser = try? Browser() { return browser }
    }
    return try Browser()
  }

  /// Makes the browser as if it had just been started.
  private func prepare(isDark: Bool) throws {
    _ = try send("DELETE", "\(session)/actions")
    _ = try send("POST", "\(session)/url", ["url": "about:blank"])
    try command("Emulation.clearDeviceMetricsOverride")
    let scheme = ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]
    try command("Emulation.setEmulatedMedia", ["media": "", "features": [scheme]])
    _ = try complaints()
  }

  private init() throws {
    guard let program = Self.program else { throw Failure.notInstalled }
    driver = Process()
    driver.executableURL = URL(filePath: program)
    driver.arguments = ["--port=0"]
    let output = Pipe()
    driver.standardOutput = output
    driver.standardError = FileHandle.nullDevice
    try driver.run()
    // "… was started successfully on port 12345."
    let words = "successfully on port "
    var text = ""
    while !text.contains(words) || !text.hasSuffix("\n") {
      let bytes = output.fileHandleForReading.availableData
      if bytes.isEmpty { break }
      text += String(decoding: bytes, as: UTF8.self)
    }
    let port = text.components(separatedBy: words).last?.prefix { $0.isNumber }
    self.port = port.flatMap { UInt16($0) } ?? 0
    let arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,1000"]
    let capabilities: [String: Any] = [
      "goog:chromeOptions": ["args": arguments], "goog:loggingPrefs": ["browser": "ALL"],
    ]
    // It may say that it is ready a moment before it listens.
    for _ in 0..<100 where (try? send("GET", "/status")) == nil {
      Thread.sleep(forTimeInterval: 0.05)
    }
    let answer = try send(
      "POST", "/session", ["capabilities": ["alwaysMatch": capabilities]])
    guard let session = (answer as? [String: Any])?["sessionId"] as? String else {
      throw Failure.noSession
    }
    self.session = "/session/\(session)"
  }

  /// The driver inherits a mask of signals in which a polite request would be lost.
  deinit { kill(driver.processIdentifier, SIGKILL) }

  /// Ends the browser.
  func close() {
    _ = try? send("DELETE", session)
    kill(driver.processIdentifier, SIGKILL)
  }

  /// Opens a file and waits until the page has set itself up.
  func go(to page: URL) throws {
    _ = try send("POST", "\(session)/url", ["url": page.absoluteString])
    try wait("document.documentElement.dataset.loaded === 'yes'")
  }

  /// The value of an expression, after a promise is kept.
  func value(_ expression: String) throws -> Any {
    try send(
      "POST", "\(session)/execute/sync", ["script": "return (\(expression))", "args": []])
  }

  /// The number that an expression has.
  func number(_ expression: String) throws -> Double {
    guard let number = try value(expression) as? NSNumber else {
      throw Failure.unexpected(expression)
    }
    return number.doubleValue
  }

  /// The numbers of a list.
  func numbers(_ expression: String) throws -> [Double] {
    guard
      let numbers = try value(
        "Promise.resolve(\(expression)).then((list) => Array.from(list, Number))") as? [NSNumber]
    else {
      throw Failure.unexpected(expression)
    }
    return numbers.map(\.doubleValue)
  }

  /// The text of an expression.
  func text(_ expression: String) throws -> String {
    guard let text = try value("String(\(expression))") as? String else {
      throw Failure.unexpected(expression)
    }
    return text
  }

  /// The texts of all elements that a selector finds.
  func texts(_ selector: String) throws -> [String] {
    let list = "Array.from(document.querySelectorAll('\(selector)'), (node) => node.textContent)"
    return try value(list) as? [String] ?? []
  }

  /// Waits up to ten seconds until an expression is true.
  func wait(_ condition: String) throws {
    for _ in 0..<200 {
      if try value("Boolean(\(condition))") as? Bool == true { return }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw Failure.neverTrue(condition, try complaints())
  }

  /// Presses and releases keys, one after the other, as a person would.
  func press(_ keys: String...) throws {
    let actions = keys.flatMap { key in
      ["keyDown", "keyUp"].map { ["type": $0, "value": key] }
    }
    _ = try send(
      "POST", "\(session)/actions",
      ["actions": [["type": "key", "id": "keyboard", "actions": actions]]])
  }

  /// Moves the mouse over the page.
  func point(x: Double, y: Double) throws {
    let move: [String: Any] = ["type": "pointerMove", "duration": 0, "x": Int(x), "y": Int(y)]
    _ = try send(
      "POST", "\(session)/actions",
      ["actions": [["type": "pointer", "id": "mouse", "actions": [move]]]])
  }

  /// Gives the page another size, in CSS pixels.
  func resize(width: Int, height: Int) throws {
    try command(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": false])
  }

  /// Sends a command of the browser's own protocol.
  @discardableResult
  func command(_ name: String, _ parameters: [String: Any] = [:]) throws -> Any {
    try send("POST", "\(session)/goog/cdp/execute", ["cmd": name, "params": parameters])
  }

  private func complaints() throws -> [String] {
    let log = try send("POST", "\(session)/se/log", ["type": "browser"])
    return (log as? [[String: Any]] ?? []).compactMap { $0["message"] as? String }
  }

  private func send(
    _ method: String, _ path: String, _ body: [String: Any]? = nil
  ) throws -> Any {
    let content = try body.map { try JSONSerialization.data(withJSONObject: $0) } ?? Data()
    let data = try LoopbackRequest(method, path, body: content).answer(port: port)
    let answer = try JSONSerialization.jsonObject(with: data) as? [String: Any]
    guard let value = answer?["value"] else { return NSNull() }
    if let failure = value as? [String: Any], let message = failure["message"] as? String,
      failure["error"] is String
    {
      throw Failure.refused(message)
    }
    return value
  }

  /// Why a page cannot be tested.
  enum Failure: Error {
    /// There is no driver.
    case notInstalled
    /// The driver did not start a browser.
    case noSession
    /// The driver did not do what it was asked for.
    case refused(String)
    /// An expression has a value of another kind.
    case unexpected(String)
    /// A condition has not become true in time; what the browser complained about.
    case neverTrue(String, [String])
  }
}

/// Keys as WebDriver names them.
enum Key {
  static let enter = "\u{E007}"
  static let escape = "\u{E00C}"
  static let tab = "\u{E004}"
  static let left = "\u{E012}"
  static let up = "\u{E013}"
  static let right = "\u{E014}"
  static let down = "\u{E015}"
  static let end = "\u{E010}"
  static let home = "\u{E011}"
  static let pageUp = "\u{E00E}"
  static let pageDown = "\u{E00F}"
}
