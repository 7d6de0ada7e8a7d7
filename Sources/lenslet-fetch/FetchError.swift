import Foundation
import FoundationNetworking

/// Why a file cannot be downloaded.
enum FetchError: Error {
  /// The system refused to write the file; the value of `errno`.
  case notWritten(CInt)

  /// Another program downloads the same file.
  case inUse

  /// The server answers with another status than success.
  case status(Int)

  /// The server says something that makes no sense.
  case nonsense(String)

  /// The file is larger than what is wanted; its size where that is known.
  case tooLarge(size: Int?, limit: Int)

  /// The connection ended before the file.
  case cutOff(received: Int, size: Int)

  /// The connection failed.
  case connection(URLError)
}

extension FetchError: CustomStringConvertible {
  /// What is wrong, on one line.
  var description: String {
    switch self {
    case .notWritten(let code):
      "what has come cannot be written: \(String(cString: strerror(code)).lowercased())"
    case .inUse: "another download of the same file is under way"
    case .status(let code): "the server answers \(code)\(Self.meaning(of: code))"
    case .nonsense(let problem): "the server's answer makes no sense: \(problem)"
    case .tooLarge(let size, let limit):
      size.map { "the file has \($0) bytes, and \(limit) are the limit" }
        ?? "the file has more than \(limit) bytes, which are the limit"
    case .cutOff(let received, let size):
      "the connection ended after \(received) of \(size) bytes"
    case .connection(let error): Self.words(for: error)
    }
  }

  private static func meaning(of status: Int) -> String {
    switch status {
    case 403: " (forbidden)"
    case 404: " (not found)"
    case 429: " (too many requests)"
    case 500...599: " (it has a problem of its own)"
    default: ""
    }
  }

  private static func words(for error: URLError) -> String {
    switch error.code {
    case .timedOut: "nothing came for \(Int(Transfer.patience)) seconds"
    case .cannotFindHost, .dnsLookupFailed: "the server's name is not known: is there a network?"
    case .cannotConnectToHost: "the server takes no connection"
    case .networkConnectionLost: "the connection was lost"
    case .httpTooManyRedirects: "the server sends from one address to the next without an end"
    case .secureConnectionFailed, .serverCertificateUntrusted, .serverCertificateHasBadDate,
      .serverCertificateHasUnknownRoot, .serverCertificateNotYetValid:
      "the server cannot prove that it is the right one"
    default: "the connection failed: \(error.localizedDescription.lowercased())"
    }
  }
}
