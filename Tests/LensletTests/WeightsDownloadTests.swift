import Definitions
import Files
import Foundation
import Testing
import _TestSupport

/// A file of 1 MiB as it is published: the bytes 0 to 255, 4096 times.
private let content = [UInt8](repeating: 0, count: 1 << 20).indices.map { UInt8($0 & 255) }
private let sha1 = "ecfc8e86fdd83811f9cc9bf500993b63069923be"

@Suite("download of published weights")
struct WeightsDownloadTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Downloads `/file` of a server.
  private func download(
    from server: LoopbackServer, checksum: PublishedChecksum = .sha1(sha1), limit: Int = 1 << 30,
    _ report: (DownloadProgress) -> Void = { _ in }
  ) throws(DownloadError) -> Path {
    let weights = PublishedWeights(
      name: "test", summary: "", address: server.address + "/file", checksum: checksum)
    return try WeightsDownload(
      of: weights, to: WeightsCache(folder: folder("a/b")), limit: limit,
      executable: Path(Tool.program.path())
    ).run(report)
  }

  /// Puts what has come of the file before into place.
  private func leavePart(_ bytes: [UInt8]) throws {
    try File.makeDirectories(folder("a/b"))
    try File.write(bytes, to: folder("a/b/file.part"))
  }

  @Test(
    "a whole file with the right checksum is put in place",
    arguments: [
      PublishedChecksum.sha1(sha1), .sha256(prefix: "fbbab289"),
      .sha256(prefix: "fbbab289f7f94b25736c58be46a994c441fd02552cc6022352e3d86d2fab7c83"),
    ])
  func whole(checksum: PublishedChecksum) throws {
    let server = try LoopbackServer { _ in LoopbackServer.Answer(content) }
    var last: DownloadProgress?
    let path = try download(from: server, checksum: checksum) { last = $0 }
    #expect(path == folder("a/b/file"))
    #expect(folder.names(in: "a/b") == ["file"])
    #expect(try File.read(path, limit: 1 << 21) == content)
    #expect(last?.size == 1 << 20)
    #expect(last?.received == 1 << 20)
  }

  @Test("a server that tells no length is believed when the checksum is right")
  func noLength() throws {
    let server = try LoopbackServer { _ in
      var answer = LoopbackServer.Answer(content)
      answer.hasLength = false
      return answer
    }
    #expect(try File.read(try download(from: server), limit: 1 << 21) == content)
  }

  @Test("what was cut off is kept, and the next try asks only for the rest")
  func resume() throws {
    let server = try LoopbackServer { request in
      var answer = LoopbackServer.Answer.part(of: content, for: request)
      if request.rangeStart == nil { answer.sentCount = 300_000 }
      return answer
    }
    let error = #expect(throws: DownloadError.self) { try download(from: server) }
    #expect(
      error?.description
        == "test: \(server.address)/file: the connection ended after 300000 of 1048576 bytes; "
        + "the same command goes on after the 300000 bytes that have come")
    #expect(folder.names(in: "a/b") == ["file.part"])
    #expect(try File.read(try download(from: server), limit: 1 << 21) == content)
    #expect(folder.names(in: "a/b") == ["file"])
    #expect(server.requests.map(\.rangeStart) == [nil, 300_000])
  }

  @Test("a server that knows no parts sends all again, and the old bytes are dropped")
  func noRanges() throws {
    try leavePart([UInt8](repeating: 7, count: 500_000))
    let server = try LoopbackServer { _ in LoopbackServer.Answer(content) }
    #expect(try File.read(try download(from: server), limit: 1 << 21) == content)
    #expect(server.requests.map(\.rangeStart) == [500_000])
  }

  @Test("more bytes than the file has are dropped, and all is asked for", arguments: [0, 9])
  func tooMuch(surplus: Int) throws {
    try leavePart(content + [UInt8](repeating: 7, count: surplus))
    let server = try LoopbackServer { .part(of: content, for: $0) }
    #expect(try File.read(try download(from: server), limit: 1 << 21) == content)
    #expect(server.requests.map(\.rangeStart) == [(1 << 20) + surplus, nil])
  }

  @Test("another part than the one that was asked for is refused")
  func wrongPart() throws {
    try leavePart(Array(content.prefix(1000)))
    let server = try LoopbackServer { _ in
      .part(of: content, for: LoopbackServer.Request(path: "/", rangeStart: 2000))
    }
    let error = #expect(throws: DownloadError.self) { try download(from: server) }
    #expect(error?.description.contains("sends another part of the file") == true)
    #expect(folder.names(in: "a/b") == ["file.part"])
  }

  @Test("a redirect is followed, also for the rest of a file")
  func redirect() throws {
    try leavePart(Array(content.prefix(1000)))
    let server = try LoopbackServer { request in
      request.path == "/real"
        ? .part(of: content, for: request)
        : LoopbackServer.Answer(status: "302 Found", headers: ["Location: /real"])
    }
    #expect(try File.read(try download(from: server), limit: 1 << 21) == content)
    #expect(server.requests.map(\.path) == ["/file", "/real"])
  }

  @Test("a slow file comes too, and how far it is is told on the way")
  func slow() throws {
    let server = try LoopbackServer { _ in
      var answer = LoopbackServer.Answer(content)
      answer.pause = 60
      return answer
    }
    var counts: Set<Int> = []
    _ = try download(from: server) { counts.insert($0.received) }
    #expect(counts.count > 3)
  }

  @Test("a file with another checksum is removed, and the next try begins anew")
  func wrongChecksum() throws {
    let server = try LoopbackServer { .part(of: content, for: $0) }
    let error = #expect(throws: DownloadError.self) {
      try download(from: server, checksum: .sha256(prefix: "00000000"))
    }
    #expect(
      error?.description
        == "test: \(server.address)/file: what came is not the published file and was removed: "
        + "SHA-256 00000000… is right, "
        + "fbbab289f7f94b25736c58be46a994c441fd02552cc6022352e3d86d2fab7c83 came")
    #expect(folder.names(in: "a/b").isEmpty)
  }

  @Test("a file above the limit is refused, before it comes where its size is told")
  func limit() throws {
    let server = try LoopbackServer { request in
      var answer = LoopbackServer.Answer(content)
      answer.hasLength = request.path == "/file" && request.rangeStart == nil
      return answer
    }
    let announced = #expect(throws: DownloadError.self) {
      try download(from: server, limit: 1_048_575)
    }
    #expect(
      announced?.description
        == "test: \(server.address)/file: the file has 1048576 bytes, and 1048575 are the limit")
    #expect(folder.names(in: "a/b").isEmpty)
    try leavePart([7])
    let found = #expect(throws: DownloadError.self) {
      try download(from: server, limit: 1_048_575)
    }
    #expect(found?.description.contains("the file has more than 1048575 bytes") == true)
    let kept = try FileStatus(of: folder("a/b/file.part")).byteCount
    #expect(kept <= 1_048_575)
    #expect(try File.read(try download(from: server, limit: 1 << 20), limit: 1 << 21) == content)
  }

  @Test(
    "a server that refuses is quoted, and nothing is put in place",
    arguments: [
      ("404 Not Found", "the server answers 404 (not found)"),
      ("503 Service Unavailable", "the server answers 503 (it has a problem of its own)"),
    ])
  func refusal(status: String, message: String) throws {
    let server = try LoopbackServer { _ in
      LoopbackServer.Answer(Array("<html>".utf8), status: status)
    }
    let error = #expect(throws: DownloadError.self) { try download(from: server) }
    #expect(error?.description == "test: \(server.address)/file: \(message)")
    #expect(folder.names(in: "a/b").isEmpty)
  }

  @Test("a download of a file that already comes is refused")
  func twice() async throws {
    let server = try LoopbackServer { _ in
      var answer = LoopbackServer.Answer(content)
      answer.pause = 300
      return answer
    }
    var message: String?
    _ = try download(from: server) { progress in
      guard progress.received > 0, message == nil else { return }
      let second = #expect(throws: DownloadError.self) { try download(from: server) }
      message = second?.description
    }
    #expect(message?.contains("another download of the same file is under way") == true)
    #expect(folder.names(in: "a/b") == ["file"])
  }
}
