import Dispatch
import Glibc
import Synchronization

/// A web server on this machine, for one test: it answers as the test wants, one request at a time.
public final class LoopbackServer: Sendable {
  /// What was asked for.
  public struct Request: Hashable, Sendable {
    /// The path with its slash.
    public let path: String

    /// The first byte that is wanted; nil where all are.
    public let rangeStart: Int?

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - path: The path with its slash.
    ///   - rangeStart: The first byte that is wanted; nil where all are.
    public init(path: String, rangeStart: Int?) {
      self.path = path
      self.rangeStart = rangeStart
    }
  }

  /// What is answered; the connection is closed after it.
  public struct Answer: Sendable {
    /// The status code and its words.
    public var status: String

    /// Other headers.
    public var headers: [String]

    /// The bytes that are announced.
    public var body: [UInt8]

    /// How many of them are sent.
    public var sentCount: Int

    /// Whether the length is announced.
    public var hasLength = true

    /// Milliseconds before each piece of 64 KiB.
    public var pause = 0

    /// Creates an answer.
    ///
    /// - Parameters:
    ///   - body: The bytes that are announced and sent.
    ///   - status: The status code and its words.
    ///   - headers: Other headers.
    public init(_ body: [UInt8] = [], status: String = "200 OK", headers: [String] = []) {
      self.body = body
      self.status = status
      self.headers = headers
      sentCount = body.count
    }

    /// The part of a file that is wanted, as a server that knows parts sends it.
    ///
    /// - Parameters:
    ///   - file: The whole file.
    ///   - request: What is wanted of it.
    /// - Returns: All of it, a part, or that there is no such part.
    public static func part(of file: [UInt8], for request: Request) -> Answer {
      guard let start = request.rangeStart else { return Answer(file) }
      guard start < file.count else {
        return Answer(
          status: "416 Range Not Satisfiable", headers: ["Content-Range: bytes */\(file.count)"])
      }
      return Answer(
        Array(file[start...]), status: "206 Partial Content",
        headers: ["Content-Range: bytes \(start)-\(file.count - 1)/\(file.count)"])
    }
  }

  private let listener: CInt
  private let port: UInt16
  private let received = Mutex<[Request]>([])

  /// Starts a server.
  ///
  /// - Parameter answer: Called for every request.
  /// - Throws: `Failure.noPort`.
  public init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
    listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isListening = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
        bind(listener, generic, length) == 0 && listen(listener, 8) == 0
          && getsockname(listener, generic, &length) == 0
      }
    }
    guard isListening else { throw Failure.noPort }
    // The children of other tests would keep the port open.
    _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
    port = UInt16(bigEndian: address.sin_port)
    DispatchQueue(label: "loopback server").async { [weak self] in
      while true {
        let connection = accept(listener, nil, nil)
        guard connection >= 0 else { return }
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        if let request = Self.readRequest(from: connection) {
          self?.received.withLock { $0.append(request) }
          Self.send(answer(request), to: connection)
        }
        close(connection)
      }
    }
  }

  deinit {
    shutdown(listener, CInt(SHUT_RDWR))
    close(listener)
  }

  /// The address of the server, without a slash at its end.
  public var address: String { "http://127.0.0.1:\(port)" }

  /// What was asked for so far.
  public var requests: [Request] { received.withLock { $0 } }

  /// Why a test has no server.
  public enum Failure: Error {
    /// The system gave no port.
    case noPort
  }

  private static func readRequest(from connection: CInt) -> Request? {
    var bytes: [UInt8] = []
    while !String(decoding: bytes, as: UTF8.self).contains("\r\n\r\n") {
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = read(connection, &chunk, chunk.count)
      guard count > 0 else { return nil }
      bytes += chunk.prefix(count)
    }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count == 3 else { return nil }
    let range = lines.first { $0.lowercased().hasPrefix("range: bytes=") }
    let start = range?.drop { $0 != "=" }.dropFirst().prefix { $0 != "-" }
    return Request(path: String(words[1]), rangeStart: start.flatMap { Int($0) })
  }

  private static func send(_ answer: Answer, to connection: CInt) {
    var head = "HTTP/1.1 \(answer.status)\r\nConnection: close\r\n"
    if answer.hasLength { head += "Content-Length: \(answer.body.count)\r\n" }
    for header in answer.headers { head += header + "\r\n" }
    guard send(Array((head + "\r\n").utf8)[...], to: connection) else { return }
    var rest = answer.body.prefix(answer.sentCount)
    while !rest.isEmpty {
      if answer.pause > 0 { usleep(UInt32(answer.pause) * 1000) }
      guard send(rest.prefix(65_536), to: connection) else { return }
      rest = rest.dropFirst(65_536)
    }
  }

  /// Sends all bytes; false where nobody takes them any more.
  private static func send(_ bytes: ArraySlice<UInt8>, to connection: CInt) -> Bool {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(connection, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}
