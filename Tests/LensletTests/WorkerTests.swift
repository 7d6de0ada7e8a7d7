import Files
import Foundation
import Testing
import _TestSupport

@Suite("lenslet worker, --shard and merge")
struct WorkerTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  /// Runs a shell line in which $0 is the program.
  private func shell(_ line: String) throws -> Tool.Run {
    try Tool.run(
      ["-c", line, Tool.program.path], in: pictures.url, program: URL(filePath: "/bin/sh"))
  }

  /// The answers by their ids.
  private func answers(_ output: String) throws -> [String: [String: Any]] {
    var answers: [String: [String: Any]] = [:]
    for line in output.split(separator: "\n") {
      let answer = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      answers[answer?["id"] as? String ?? "none"] = answer
    }
    return answers
  }

  @Test("each job is answered, whatever becomes of it, and the results are those of filter")
  func jobs() throws {
    try pictures.pictures("in/a.png", "in/deep/b.png", "c.png")
    try pictures.write([1], "bad.png")
    try pictures.write(
      Array(
        """
        {"id": "1", "inputs": ["in/a.png", "in/./deep/b.png"]}
        c.png
        {"id": "bad", "inputs": ["bad.png", "none.png"]}
        {"id": "empty", "inputs": []}
        {"id": "odd", "inputs": 5}
        {"inputs": ["c.png"]}
        {no

        """.utf8), "jobs")
    let run = try shell("\"$0\" worker filter -k sobel -o out --jobs 2 < jobs")
    #expect(run.status == 0)
    #expect(run.diagnostics == "")
    #expect(run.output.split(separator: "\n").count == 7)
    let answers = try answers(run.output)
    let statuses = answers.mapValues { $0["status"] as? String }
    #expect(
      statuses == [
        "1": "done", "c.png": "done", "bad": "failed", "empty": "refused", "odd": "refused",
        "none": "refused",
      ])
    let records = answers["bad"]?["records"] as? [[String: Any]] ?? []
    #expect(records.map { $0["kind"] as? String } == ["content", "file"])
    let names = ["a.png", "c.png", "deep/b.png"]
    #expect(pictures.files() == names + ["index.jsonl"])
    #expect(try pictures.filter("in", "c.png", "-k", "sobel", "-o", "whole").status == 0)
    for name in names {
      #expect(try pictures.read("out/\(name)") == pictures.read("whole/\(name)"))
    }
    let merged = try shell("\"$0\" merge out --inputs in --inputs c.png")
    #expect(merged.diagnostics.hasSuffix("3 results, 0 twice, 2 inputs failed, 0 missing\n"))
    let resumed = try pictures.filter("in", "c.png", "-k", "sobel", "-o", "out", "--resume")
    #expect(resumed.diagnostics.hasPrefix("0 images done, 0 failed, 3 skipped"))
  }

  @Test("an answer comes while the worker waits for the next job, which may have the same name")
  func flushed() throws {
    try pictures.pictures("a.png")
    let run = try shell(
      """
      mkfifo jobs answers; "$0" worker filter -k box3 -o out < jobs > answers &
      exec 3> jobs 4< answers
      for i in 1 2 3 4 5 6 7 8 9; do
        echo a.png >&3; read -r answer <&4; echo "$answer" | grep -o '"id":"a.png".*"status":"done",'
      done | cut -c 1-12
      exec 3>&-; wait $!
      """)
    #expect(run.output == String(repeating: "\"id\":\"a.png\"\n", count: 9))
    #expect(run.status == 0)
  }

  @Test("a caller that is gone, a kernel that is wrong and options for whole runs end the worker")
  func broken() throws {
    try pictures.pictures("a.png")
    let lost = try shell(
      "(for i in 1 2 3 4 5 6 7 8 9; do echo a.png; sleep 0.1; done | \"$0\" worker filter -k box3 "
        + "-o out; echo $? >&2) | :")
    #expect(lost.diagnostics.hasSuffix("74\n"))
    try pictures.write([1], "k.kernel")
    #expect(try shell("\"$0\" worker filter -k k.kernel -o out < /dev/null").status == 74)
    #expect(try shell("\"$0\" worker filter -k box3 -o out --resume < /dev/null").status == 64)
  }

  @Test(
    "maps and pipelines are made by jobs too, and a run goes on from what workers have recorded")
  func maps() throws {
    try pictures.pictures("in/a.png", "in/deep/b.png", "c.png")
    try pictures.write([1], "bad.png")
    try pictures.filters(width: 1)
    try pictures.write(
      Array("{ steps: [{ name: 'r', relu: {} }], export: { forms: ['npy'] } }".utf8), "p.json5")
    let jobs = #"{"id": "1", "inputs": ["in/a.png", "in/./deep/b.png"]}"# + "\nc.png\nbad.png\n"
    try pictures.write(Array(jobs.utf8), "jobs")
    for command in ["maps -m first-layer -w w.safetensors --form npy", "run p.json5"] {
      let run = try shell("\"$0\" worker \(command) -o out --jobs 2 -q < jobs")
      #expect(run.status == 0, "\(run.diagnostics)")
      let answers = try answers(run.output)
      #expect(
        answers.mapValues { $0["status"] as? String } == [
          "1": "done", "c.png": "done", "bad.png": "failed",
        ])
      let records = answers["1"]?["records"] as? [[String: Any]] ?? []
      #expect(records.map { $0["folder"] as? String } == ["a.png", "deep/b.png"])
      let made = pictures.files().filter { $0 != "index.jsonl" }
      let options = command.split(separator: " ").map(String.init)
      let inputs = ["in", "c.png"]
      let line =
        options[0] == "run" ? options + inputs : [options[0]] + inputs + options.dropFirst()
      let resumed = try Tool.run(line + ["-o", "out", "--resume"], in: pictures.url)
      #expect(
        resumed.diagnostics.contains("0 images done, 0 failed, 3 skipped"), "\(resumed.diagnostics)"
      )
      let whole = try Tool.run(line + ["-o", "whole", "--no-page"], in: pictures.url)
      #expect(whole.status == 0)
      #expect(pictures.files("whole").filter { $0 != "index.jsonl" } == made)
      for name in made {
        #expect(try pictures.read("out/\(name)") == pictures.read("whole/\(name)"))
      }
      for folder in ["out", "whole"] {
        try FileManager.default.removeItem(atPath: pictures.folder(folder).display)
      }
    }
    #expect(
      try shell("\"$0\" worker maps -m first-layer -w no.safetensors -o out < /dev/null").status
        == 74)
    #expect(try shell("\"$0\" worker maps -m first-layer -w w.safetensors < jobs").status == 64)
  }

  @Test(
    "shards are apart, and together they are all; merge finds what is missing and what is twice")
  func shards() throws {
    for number in 0..<12 { try pictures.pictures("in/\(number).png") }
    for number in 1...3 {
      let run = try pictures.filter(
        "in", "-k", "box3", "-o", "s/\(number)", "--shard", "\(number)/3", "--resume")
      #expect(run.status == 0)
    }
    let files = (1...3).map { pictures.files("s/\($0)").filter { $0 != "index.jsonl" } }
    #expect(files.flatMap(\.self).sorted() == (0..<12).map { "\($0).png" }.sorted())
    #expect(files.allSatisfy { $0.count > 0 })
    let merged = try shell("\"$0\" merge s/* --inputs in -o all.jsonl")
    #expect(merged.status == 0)
    #expect(merged.diagnostics == "lenslet: 12 results, 0 twice, 0 inputs failed, 0 missing\n")
    #expect(try pictures.read("all.jsonl").split(separator: 10).count == 12)

    try pictures.write([1], "in/new.png")
    _ = try pictures.filter("in/\(files[0][0])", "-k", "box3", "-o", "s/2")
    let odd = try shell("\"$0\" merge s/* --inputs in")
    #expect(odd.status == 1)
    #expect(
      odd.diagnostics == """
        lenslet: \(files[0][0]): is told of by s/1/index.jsonl and s/2/index.jsonl
        lenslet: in/new.png: has no record
        lenslet: 12 results, 1 twice, 0 inputs failed, 1 missing

        """)
  }

  @Test("indices of maps are joined by input, and a single failure is told as one")
  func mergedMaps() throws {
    try pictures.pictures("in/a.png", "in/b.png")
    try pictures.write([1], "in/c.png")
    try pictures.filters(width: 1)
    for number in 1...2 {
      _ = try shell(
        "\"$0\" maps in -m first-layer -w w.safetensors --form npy -q --resume -o s/\(number) "
          + "--shard \(number)/2")
    }
    let merged = try shell("\"$0\" merge s/* --inputs in -o index.jsonl")
    #expect(merged.status == 1)
    #expect(
      merged.diagnostics.hasSuffix("4 results, 0 twice, 1 input failed, 0 missing\n"),
      "\(merged.diagnostics)")
    #expect(merged.diagnostics.hasPrefix("lenslet: in/c.png: "))
    #expect(try pictures.read("index.jsonl").split(separator: 10).count == 7)
    _ = try shell("\"$0\" maps in/a.png -m first-layer -w w.safetensors -q --resume -o s/3")
    let twice = try shell("\"$0\" merge s/*")
    #expect(twice.diagnostics.contains("lenslet: a.png: is told of by s/"))
  }

  @Test(
    "a shard is 1 to the number of them", arguments: ["0/3", "4/3", "1/0", "1", "a/b", "1/2/3"])
  func wrongShard(text: String) throws {
    let run = try pictures.filter("in", "-k", "box3", "-o", "out", "--shard", text)
    #expect(run.status == 64)
  }
}
