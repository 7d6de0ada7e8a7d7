import Foundation
import Glibc

/// One HTTP request to a server on this machine, answered with a known length.
struct LoopbackRequest {
  private let bytes: [UInt8]

  /// Describes a request.
  ///
  /// - Parameters:
  ///   - method: For example `POST`.
  ///   - path: What follows the host, from the slash on.
  ///   - body: The content.
  init(_ method: String, _ path: String, body: Data) {
    let head =
      "\(method) \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
      + "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n\r\n"
    bytes = Array(head.utf8) + body
  }

  /// Sends the request and waits for the whole answer.
  ///
  /// - Parameter port: Where the server listens.
  /// - Returns: The content of the answer, whatever its status.
  /// - Throws: `Failure`.
  func answer(port: UInt16) throws -> Data {
    let connection = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    defer { close(connection) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    address.sin_port = port.bigEndian
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(connection, $0, length) == 0
      }
    }
    guard isConnected, sendAll(to: connection) else { throw Failure.notConnected }
    var received = Data()
    while true {
      if let body = Self.body(of: received) { return body }
      var chunk = [UInt8](repeating: 0, count: 65_536)
      let count = read(connection, &chunk, chunk.count)
      guard count > 0 else { throw Failure.incomplete }
      received.append(contentsOf: chunk.prefix(count))
    }
  }

  private func sendAll(to connection: CInt) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// The content of an answer; nil where it is not complete yet.
  private static func body(of answer: Data) -> Data? {
    guard let end = answer.range(of: Data("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: answer[..<end.lowerBound], as: UTF8.self).lowercased()
    let field = head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
    let digits = field?.drop { !$0.isNumber }.prefix { $0.isNumber }
    guard let length = digits.flatMap({ Int($0) }), answer.count >= end.upperBound + length
    else { return nil }
    return answer[end.upperBound..<end.upperBound + length]
  }

  /// Why there is no answer.
  enum Failure: Error {
    /// Nobody listens.
    case notConnected
    /// The answer has ended early.
    case incomplete
  }
}
