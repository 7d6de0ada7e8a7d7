import Codecs
import Files
import Foundation
import Pixels
import Testing
import _TestSupport

/// Callers of workers that do what they should not, and records that are not of this version.
@Suite struct HostileCallersTests {
  let pictures: PictureFolder

  init() throws {
    pictures = try PictureFolder()
    try pictures.pictures("a.png", "b.png")
  }

  /// Runs a shell line in which $0 is the program.
  private func shell(_ line: String) throws -> Tool.Run {
    try Tool.run(
      ["-c", line, Tool.program.path], in: pictures.url, program: URL(filePath: "/bin/sh"))
  }

  /// Writes a picture that takes a while.
  private func tall() throws {
    var generator = SeededGenerator(seed: 4)
    let samples = (0..<400 * 2500).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let image = Image(
      size: ImageSize(width: 400, height: 2500), layout: .grey, samples: .uint8(samples))
    try pictures.write(try ImageEncoder.encode(image, as: .png), "tall.png")
  }

  @Test("a job of an id that is worked on is refused; later the id may come again")
  func sameID() throws {
    try tall()
    let run = try shell(
      """
      mkfifo jobs; "$0" worker filter -k box3 -o out --jobs 2 < jobs > answers & worker=$!
      exec 3> jobs
      printf '{"id": "1", "inputs": ["tall.png"]}\\n{"id": "1", "inputs": ["b.png"]}\\n' >&3
      for turn in $(seq 400); do [ $(wc -l < answers) -lt 2 ] && sleep 0.05; done
      echo '{"id": "1", "inputs": ["b.png"]}' >&3; exec 3>&-; wait $worker; echo $?; cat answers
      """)
    let lines = run.output.split(separator: "\n").map(String.init)
    try #require(lines.count == 4, "\(run.output)")
    #expect(lines[0] == "0")
    #expect(lines[1].contains("a job of this id is worked on"))
    #expect(lines[1].contains("\"status\":\"refused\""))
    #expect(lines[2].contains("tall.png") && lines[2].contains("\"status\":\"done\""))
    #expect(lines[3].contains("b.png") && lines[3].contains("\"status\":\"done\""))
    #expect(pictures.files().filter { $0.hasSuffix("png") } == ["b.png", "tall.png"])
  }

  @Test(
    "a caller that closes its pipe in the middle of a job gets that job refused, the others done")
  func halfAJob() throws {
    let run = try shell(
      "printf '%s\\n%s' a.png '{\"id\": \"2\", \"inp' | \"$0\" worker filter -k box3 -o out")
    #expect(run.status == 0, "\(run.diagnostics)")
    #expect(run.output.split(separator: "\n").count == 2)
    #expect(run.output.contains("\"status\":\"refused\""))
    #expect(pictures.files() == ["a.png", "index.jsonl"])
  }

  @Test("a worker that is killed in the middle of a file leaves no half of it, and others go on")
  func killed() throws {
    try tall()
    let run = try shell(
      """
      mkfifo jobs
      "$0" worker filter -k box3 -o out < jobs > answers 2> /dev/null & worker=$!
      exec 3> jobs; printf 'a.png\\ntall.png\\n' >&3
      for turn in $(seq 2000); do ls -A out 2> /dev/null | grep -q '^[.]lenslet' && break; sleep 0.01; done
      kill -9 $worker; wait $worker 2> /dev/null; exec 3>&-
      ls out
      """)
    // The picture may have been done just before.
    let names = ["a.png", "index.jsonl", "tall.png"]
    #expect(run.output.split(separator: "\n").allSatisfy { names.contains(String($0)) })
    #expect(try shell("\"$0\" filter tall.png -k box3 -o whole").status == 0)
    if run.output.contains("tall.png") {
      #expect(try pictures.read("out/tall.png") == pictures.read("whole/tall.png"))
    }
    let resumed = try shell("\"$0\" filter a.png b.png tall.png -k box3 -o out --resume")
    #expect(resumed.status == 0, "\(resumed.diagnostics)")
    #expect(pictures.files() == ["a.png", "b.png", "index.jsonl", "tall.png"])
    #expect(try pictures.read("out/tall.png") == pictures.read("whole/tall.png"))
    #expect(pictures.folder.names(in: "out").allSatisfy { !$0.hasPrefix(".lenslet") })
  }

  @Test(
    "two workers that are told to write the same results write them whole, and both record them")
  func twoWorkers() throws {
    for number in 0..<12 { try pictures.noise("in/\(number).png") }
    let run = try shell(
      """
      ls in/*.png > jobs
      "$0" worker filter -k box3 -o out < jobs > first & "$0" worker filter -k box3 -o out < jobs > second
      second=$?; wait $!; echo $second $?; cat first second | grep -c '"status":"done"'
      "$0" filter in -k box3 -o whole -q
      for name in $(ls whole); do cmp out/$name whole/$name; done
      "$0" filter in -k box3 -o out --resume 2>&1 | cut -d: -f1
      """)
    // An answer tells it of the job and of its only record.
    #expect(run.output.hasPrefix("0 0\n24\n"), "\(run.output)")
    #expect(run.output.hasSuffix("\n0 images done, 0 failed, 12 skipped\n"), "\(run.output)")
  }

  @Test("two runs of maps into one folder: the second is refused while the first goes on")
  func twoRuns() throws {
    try pictures.filters(width: 1)
    let run = try shell(
      """
      mkdir out; touch out/.lenslet-results
      flock out/.lenslet-results "$0" maps -m first-layer -w w.safetensors --form npy -o out b.png
      echo $?; "$0" maps -m first-layer -w w.safetensors --form npy -o out a.png; echo $?
      """)
    #expect(run.output == "1\n0\n", "\(run.output) \(run.diagnostics)")
    #expect(run.diagnostics.contains("out: another run of lenslet writes here"))
    #expect(pictures.files().filter { $0.hasSuffix("npy") }.allSatisfy { !$0.hasPrefix("b.png") })
  }

  @Test("records of another version are passed over, and what they tell of is made again")
  func otherVersion() throws {
    let commands = [
      ["filter", "a.png", "b.png", "-k", "box3"],
      ["maps", "a.png", "b.png", "-m", "first-layer", "-w", "w.safetensors", "--form", "npy"],
    ]
    try pictures.filters(width: 1)
    for (number, command) in commands.enumerated() {
      let line = command + ["-o", "out\(number)", "--resume"]
      #expect(try Tool.run(line, in: pictures.url).status == 0)
      let index = String(
        decoding: try pictures.read("out\(number)/index.jsonl"), as: UTF8.self)
      // Another result version is another hash of settings; a later one may have keys of its own.
      let key = "\"settings\":\""
      let other = index.components(separatedBy: key).enumerated()
        .map {
          $0.offset == 0 ? $0.element : String(repeating: "0", count: 32) + $0.element.dropFirst(32)
        }
        .joined(separator: "\"later\":{\"a\":[1]}," + key)
      try pictures.write(Array(other.utf8), "out\(number)/index.jsonl")
      let again = try Tool.run(line, in: pictures.url)
      #expect(
        again.diagnostics.contains("2 images done, 0 failed, 0 skipped"), "\(again.diagnostics)")
      let last = try Tool.run(line, in: pictures.url)
      #expect(
        last.diagnostics.contains("0 images done, 0 failed, 2 skipped"), "\(last.diagnostics)")
    }
  }
}
