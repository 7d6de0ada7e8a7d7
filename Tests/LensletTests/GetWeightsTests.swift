import Foundation
import Testing
import _TestSupport

@Suite("lenslet weights get")
struct GetWeightsTests {
  /// Runs the command with a cache in a folder and a server in place of the published one.
  private func get(
    _ arguments: String..., cache: URL, server: String = "http://127.0.0.1:1",
    program: URL = Tool.program
  ) throws -> Tool.Run {
    try Tool.run(
      ["weights", "get"] + arguments,
      environment: ["XDG_CACHE_HOME": cache.path(), "LENSLET_WEIGHTS_URL": server],
      program: program)
  }

  private func names(in cache: URL) -> [String] {
    let folder = cache.appending(path: "lenslet/weights").path()
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @Test("without a name it is told what there is, where it would go, and whether it is there")
  func list() throws {
    try Tool.withFolder { cache in
      let folder = cache.appending(path: "lenslet/weights")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data().write(to: folder.appending(path: "bvlc_alexnet.caffemodel"))
      try Data().write(to: folder.appending(path: "alexnet-owt-7be5be79.pth.part"))
      let run = try get(cache: cache)
      let lines = run.output.split(separator: "\n").map { $0.split(separator: " ") }
      #expect(run.status == 0)
      #expect(
        lines.map(\.first) == ["name", "alexnet", "caffenet", "googlenet", "alexnet-torchvision"])
      #expect(lines.dropFirst().map { $0[1] } == ["yes", "no", "no", "in"])
      #expect(lines[2].last == "\(folder.path())/bvlc_reference_caffenet.caffemodel")
    }
  }

  @Test("a file that is there is not downloaded again")
  func there() throws {
    try Tool.withFolder { cache in
      let file = cache.appending(path: "lenslet/weights/bvlc_googlenet.caffemodel")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data().write(to: file)
      let run = try get("googlenet", cache: cache)
      #expect(run.output == "\(file.path())\n")
      #expect(run.diagnostics == "googlenet: is there already\n")
      #expect(run.status == 0)
    }
  }

  @Test("a file that is not the published one does not get into the cache")
  func wrongFile() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Answer(Array("fake".utf8)) }
    try Tool.withFolder { cache in
      let run = try get("alexnet", "--quiet", cache: cache, server: server.address + "/")
      #expect(
        run.diagnostics
          == "lenslet weights get: alexnet: \(server.address)/bvlc_alexnet.caffemodel: "
          + "what came is not the published file and was removed: "
          + "SHA-1 9116a64c0fbe4459d18f4bb6b56d647b63920377 is right, "
          + "c053ecf9ed41df0311b9df13cc6c3b6078d2d3c2 came\n")
      #expect(run.output.isEmpty)
      #expect(run.status == 1)
      #expect(names(in: cache).isEmpty)
    }
  }

  @Test("a file above --max-bytes is refused")
  func limit() throws {
    let server = try LoopbackServer { _ in LoopbackServer.Answer(Array("fake".utf8)) }
    try Tool.withFolder { cache in
      let run = try get("alexnet", "--max-bytes", "3", "-q", cache: cache, server: server.address)
      #expect(run.diagnostics.hasSuffix(": the file has 4 bytes, and 3 are the limit\n"))
      #expect(run.status == 1)
      #expect(names(in: cache).isEmpty)
    }
  }

  @Test("a download that is stopped leaves what has come, and nothing else")
  func stopped() throws {
    let server = try LoopbackServer { _ in
      var answer = LoopbackServer.Answer([UInt8](repeating: 1, count: 1 << 24))
      answer.pause = 50
      return answer
    }
    try Tool.withFolder { cache in
      let script = """
        lenslet weights get caffenet &
        part="$XDG_CACHE_HOME/lenslet/weights/bvlc_reference_caffenet.caffemodel.part"
        for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
          [ -s "$part" ] && break
          sleep 0.25
        done
        kill -TERM $!
        wait $!
        """
      let run = try Tool.run(
        ["-c", script.replacing("lenslet weights", with: "\"$LENSLET\" weights")],
        environment: [
          "LENSLET": Tool.program.path(), "XDG_CACHE_HOME": cache.path(),
          "LENSLET_WEIGHTS_URL": server.address,
        ], program: URL(filePath: "/bin/sh"))
      #expect(run.status == 143)
      #expect(
        run.diagnostics.hasSuffix(
          "lenslet: interrupted; the same command goes on where it stopped\n")
      )
      #expect(names(in: cache) == ["bvlc_reference_caffenet.caffemodel.part"])
    }
  }

  @Test("without the program that downloads it is told how to get the file by other means")
  func noFetchProgram() throws {
    try Tool.withFolder { cache in
      let program = cache.appending(path: "lenslet-alone")
      try FileManager.default.copyItem(at: Tool.program, to: program)
      let run = try Tool.run(
        ["weights", "get", "alexnet"], environment: ["XDG_CACHE_HOME": cache.path()],
        program: program)
      #expect(run.status == 1)
      for part in [
        "'lenslet-fetch', which downloads, is not installed beside lenslet",
        "/bvlc_alexnet.caffemodel by other means",
        "SHA-1 9116a64c0fbe4459d18f4bb6b56d647b63920377",
        "save it as \(cache.path())/lenslet/weights/bvlc_alexnet.caffemodel",
      ] {
        #expect(run.diagnostics.contains(part), "\(part)")
      }
    }
  }

  @Test("a cache that cannot be made is named")
  func noFolder() throws {
    try Tool.withFolder { cache in
      let file = cache.appending(path: "file")
      try Data().write(to: file)
      let run = try get("alexnet", cache: file)
      #expect(run.diagnostics.hasPrefix("lenslet weights get: \(file.path())"))
      #expect(run.status == 1)
    }
  }

  @Test(
    "mistakes on the command line exit with 64 and say what to do",
    arguments: [
      (["alexnt"], "nothing is published under 'alexnt'; did you mean 'alexnet'?"),
      (
        ["resnet50"],
        "nothing is published under 'resnet50'; there are alexnet, caffenet, googlenet, "
          + "alexnet-torchvision"
      ),
      (["alexnet", "--max-bytes", "0"], "--max-bytes takes a number from 1"),
    ])
  func misuse(arguments: [String], message: String) throws {
    let run = try Tool.run(["weights", "get"] + arguments)
    #expect(run.diagnostics.hasPrefix("lenslet weights get: \(message)\n"))
    #expect(run.status == 64)
  }
}
