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

  @Test("a job of an id that is worked on is refused; later the id may come again")
  func sameID() throws {
    // The first job waits for its picture.
    let run = try shell(
      """
      mkfifo wait.png
      (echo '{"id": "1", "inputs": ["wait.png"]}'; echo '{"id": "1", "inputs": ["b.png"]}'
       sleep 0.3; cat a.png > wait.png; sleep 0.3; echo '{"id": "1", "inputs": ["b.png"]}') \
        | "$0" worker filter -k box3 -o out --jobs 2
      """)
    #expect(run.status == 0, "\(run.diagnostics)")
    let answers = run.output.split(separator: "\n")
    try #require(answers.count == 3, "\(run.output)")
    #expect(
      answers[0].contains("\"reason\":\"a job of this id is worked on\"")
        || answers[0].contains("a job of this id is worked on"))
    #expect(answers[0].contains("\"status\":\"refused\""))
    #expect(answers[1].contains("wait.png") && answers[1].contains("\"status\":\"done\""))
    #expect(answers[2].contains("b.png") && answers[2].contains("\"status\":\"done\""))
    #expect(pictures.files().filter { $0.hasSuffix("png") } == ["b.png", "wait.png"])
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
    var generator = SeededGenerator(seed: 4)
    let samples = (0..<400 * 1500).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let tall = Image(
      size: ImageSize(width: 400, height: 1500), layout: .grey, samples: .uint8(samples))
    try pictures.write(try ImageEncoder.encode(tall, as: .png), "tall.png")
    let run = try shell(
      """
      mkfifo in.png jobs
      "$0" worker filter -k box3 -o out < jobs > answers 2> /dev/null & worker=$!
      exec 3> jobs; printf 'a.png\\nin.png\\n' >&3
      exec 4> in.png; head -c 300000 tall.png >&4; sleep 0.5
      kill -9 $worker; wait $worker 2> /dev/null; exec 4>&- 3>&-
      ls out; rm in.png
      """)
    #expect(run.output.split(separator: "\n").allSatisfy { ["a.png", "index.jsonl"].contains($0) })
    let resumed = try shell("\"$0\" filter a.png b.png tall.png -k box3 -o out --resume")
    #expect(resumed.status == 0, "\(resumed.diagnostics)")
    #expect(pictures.files() == ["a.png", "b.png", "index.jsonl", "tall.png"])
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
    let maps = "\"$0\" maps -m first-layer -w w.safetensors --form npy --no-page -o out"
    let run = try shell(
      """
      mkdir out; mkfifo wait.png
      \(maps) a.png wait.png -q & first=$!
      exec 3> wait.png; while ! ls out/a.png > /dev/null 2>&1; do sleep 0.05; done
      \(maps) b.png; echo $?; cat b.png >&3; exec 3>&-; wait $first; echo $?
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
