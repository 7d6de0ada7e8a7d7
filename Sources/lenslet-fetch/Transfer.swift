import Dispatch
import Foundation
import FoundationNetworking

/// One download, resumed where the file has bytes already and the server can.
///
/// Unchecked, because everything but the start happens on one serial queue.
final class Transfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  /// The seconds without a byte after which a download is given up.
  static let patience = 30.0

  private let url: URL
  private let part: PartFile
  private let limit: Int
  private let queue = DispatchQueue(label: "transfer")
  private let heartbeat: any DispatchSourceTimer
  private var size: Int?
  private var failure: FetchError?

  /// Prepares a download; at most `limit` bytes are written.
  init(of url: URL, to part: PartFile, limit: Int) {
    self.url = url
    self.part = part
    self.limit = limit
    heartbeat = DispatchSource.makeTimerSource(queue: queue)
  }

  /// Starts it; the end of the download is the end of the program.
  func start() {
    heartbeat.schedule(deadline: .now(), repeating: 0.1)
    heartbeat.setEventHandler { FetchProgram.tell("at \(self.part.count)") }
    heartbeat.resume()
    queue.async { self.request() }
  }

  private func request() {
    var request = URLRequest(url: url, timeoutInterval: Self.patience)
    // A transport encoding would make lengths and offsets those of other bytes.
    request.setValue("identity", forHTTPHeaderField: "Accept-Encoding")
    if part.count > 0 { request.setValue("bytes=\(part.count)-", forHTTPHeaderField: "Range") }
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = Self.patience
    let operations = OperationQueue()
    operations.underlyingQueue = queue
    operations.maxConcurrentOperationCount = 1
    URLSession(configuration: configuration, delegate: self, delegateQueue: operations)
      .dataTask(with: request).resume()
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping @Sendable (URLSession.ResponseDisposition) -> Void
  ) {
    do throws(FetchError) {
      try begin(response)
      completionHandler(.allow)
    } catch {
      failure = error
      completionHandler(.cancel)
      dataTask.cancel()
    }
  }

  /// Finds out where the bytes that follow belong, and how many there will be.
  private func begin(_ response: URLResponse) throws(FetchError) {
    guard let response = response as? HTTPURLResponse else {
      throw .nonsense("it is not that of a web server")
    }
    let length = response.expectedContentLength
    switch response.statusCode {
    case 200:
      try part.shorten(to: 0)
      size = length >= 0 ? Int(length) : nil
    case 206:
      let range = ContentRange(response.value(forHTTPHeaderField: "Content-Range") ?? "")
      guard let range, range.start == part.count else {
        throw .nonsense("it sends another part of the file than that which is missing")
      }
      size = range.size
    default: throw .status(response.statusCode)
    }
    guard let size else { return }
    guard size <= limit else { throw .tooLarge(size: size, limit: limit) }
    FetchProgram.tell("size \(size)")
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    guard failure == nil else { return }
    do throws(FetchError) {
      guard data.count <= limit - part.count else { throw .tooLarge(size: nil, limit: limit) }
      try part.append(data)
    } catch {
      failure = error
      dataTask.cancel()
    }
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    if case .status(416) = failure, part.count > 0 {
      return startAnew()
    }
    FetchProgram.tell("at \(part.count)")
    do throws(FetchError) {
      try check(error)
    } catch {
      part.removeIfEmpty()
      FetchProgram.end(.failure(error))
    }
    FetchProgram.end(.success(()))
  }

  /// Throws where the file did not come, or not all of it.
  private func check(_ error: (any Error)?) throws(FetchError) {
    if let failure { throw failure }
    let problem = error.map { $0 as? URLError ?? URLError(.unknown) }
    if let size, part.count < size, problem?.code != .timedOut {
      throw .cutOff(received: part.count, size: size)
    }
    if let problem { throw .connection(problem) }
  }

  /// What is there does not fit to the server's file: drops it and asks for all.
  private func startAnew() {
    do throws(FetchError) {
      failure = nil
      try part.shorten(to: 0)
      request()
    } catch {
      FetchProgram.end(.failure(error))
    }
  }
}
