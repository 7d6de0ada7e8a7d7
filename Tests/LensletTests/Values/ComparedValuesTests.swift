import Codecs
import Files
import Foundation
import Testing
import Weights
import _TestSupport

import func Glibc.cos
import func Glibc.exp
import func Glibc.sin

/// Filters with known measures, in all that `lenslet compare` writes of them.
///
/// Filters are not square, so that rows taken for columns are noticed.
@Suite("values of a comparison")
struct ComparedValuesTests {
  let pictures: PictureFolder

  init() throws { pictures = try PictureFolder() }

  @discardableResult
  private func compare(_ arguments: String...) throws -> Tool.Run {
    let run = try Tool.run(
      ["compare"] + arguments + ["-w", "w.safetensors", "-o", "out"], in: pictures.url)
    #expect(run.status == 0, "\(run.diagnostics)")
    return run
  }

  /// A Gabor function of red against green on 13 rows and 15 columns: the formula of the field.
  private func gabor() throws {
    let (degrees, phase) = (30 * Double.pi / 180, 40 * Double.pi / 180)
    let colour = [0.8, -0.6, 0]
    var values: [Float] = []
    for channel in colour {
      for row in 0..<13 {
        for column in 0..<15 {
          let (x, y) = (Double(column) - 7 - 1, Double(row) - 6 + 1.5)
          let (u, v) = (x * cos(degrees) + y * sin(degrees), y * cos(degrees) - x * sin(degrees))
          let envelope = exp(-u * u / (2 * 1.8 * 1.8) - v * v / (2 * 2.6 * 2.6))
          values.append(Float(2 * channel * envelope * cos(2 * .pi * u / 5 + phase)))
        }
      }
    }
    try pictures.weights([1, 3, 13, 15], values, metadata: ["channel_order": "RGB"])
  }

  @Test("a Gabor function is found with each of its parameters under its own name")
  func gaborFit() throws {
    try gabor()
    try compare("-k", "sobel-x", "--no-families")
    let filter = try pictures.json("out/compare.json")["filters"][0]
    let fit = filter["gabor"]
    for (name, value, distance) in [
      ("xPixels", 1, 0.01), ("yPixels", -1.5, 0.01), ("sigmaAlongPixels", 2.6, 0.01),
      ("sigmaAcrossPixels", 1.8, 0.01), ("orientationDegrees", 30, 0.1),
      ("wavelengthPixels", 5, 0.01), ("phaseDegrees", 40, 0.5), ("amplitude", 2, 0.01),
      ("rSquared", 1, 1e-3), ("adjustedRSquared", 1, 1e-3),
    ] {
      #expect(fit[name].isNear(value, within: distance), "\(name)")
    }
    for (name, value) in [("red", 0.8), ("green", -0.6), ("blue", 0)] {
      #expect(fit["colour"][name].isNear(value, within: 1e-3), "\(name)")
    }
    // (0.8, -0.6, 0) along (1, 1, 1) / √3, (1, -1, 0) / √2 and (1, 1, -2) / √6, squared.
    for (name, value) in [("luminance", 0.04 / 3), ("redGreen", 0.98), ("blueYellow", 0.04 / 6)] {
      #expect(filter["energyShare"][name].isNear(value, within: 1e-4), "\(name)")
    }
    #expect(filter["spectrum"]["orientationDegrees"].isNear(30, within: 3))
    #expect(filter["spectrum"]["frequencyCyclesPerPixel"].isNear(0.2, within: 0.02))
    #expect(filter["class"].text == "colour-edge")
  }

  @Test("the page counts a Gabor function's centre from the middle of the first pixel")
  func gaborOnPage() throws {
    try gabor()
    try compare("-k", "sobel-x", "--no-families")
    let filter = try pictures.page()["filters"][0]
    for (name, value, distance) in [
      ("x", 8, 0.01), ("y", 4.5, 0.01), ("sigmaAlong", 2.6, 0.01), ("sigmaAcross", 1.8, 0.01),
      ("orientation", 30, 0.1), ("wavelength", 5, 0.01), ("phase", 40, 0.5), ("rSquared", 1, 1e-3),
    ] {
      #expect(filter["gabor"][name].isNear(value, within: distance), "\(name)")
    }
    for (name, value, distance) in [
      ("luminance", 0.04 / 3, 1e-4), ("redGreen", 0.98, 1e-4), ("blueYellow", 0.04 / 6, 1e-4),
      ("orientation", 30, 3), ("frequency", 0.2, 0.02),
    ] {
      #expect(filter[name].isNear(value, within: distance), "\(name)")
    }
    #expect(filter["shape"].numbers == [3, 13, 15])
    #expect(filter["category"].text == "colour-edge")
    #expect(filter["name"].text == "conv1 0")
    let all = ["learned", "match", "fit", "residual"]
    #expect(filter["pictures"].keys == all.sorted())
    for kind in all {
      #expect(filter["pictures"][kind].text == "filters/0-\(kind).png")
      #expect(FileKind(of: pictures.folder("out/filters/0-\(kind).png")) == .regular)
    }
  }

  /// Rows of the kernel that is placed on filters.
  private static let kernel: [[Float]] = [[1, 2, 3], [-4, 5, -7]]

  /// A filter of 5 rows and 9 columns, zero but for some rows at a place.
  private func filter(_ rows: [[Float]], top: Int, left: Int) -> [Float] {
    (0..<45).map { index in
      let (row, column) = (index / 9 - top, index % 9 - left)
      return rows.indices.contains(row) && rows[row].indices.contains(column)
        ? rows[row][column] : 0
    }
  }

  @Test("a match is told with where it lies, how it is turned and its sign")
  func matches() throws {
    let kernel = Self.kernel
    try pictures.write(Array("1 2 3\n-4 5 -7\n".utf8), "corner.kernel")
    let filters = [
      filter(kernel, top: 3, left: 1),
      filter(kernel.map { $0.reversed().map { -$0 } }, top: 0, left: 5),
      filter([[3, -7], [2, 5], [1, -4]], top: 1, left: 6),
    ]
    try pictures.weights([3, 1, 5, 9], filters.flatMap { $0 })
    let run = try compare("-k", "./corner.kernel", "--no-families", "--json", "-q")
    let told = try run.output.split(separator: "\n").map { try WrittenJSON($0) }
    #expect(told.count == 3)
    // From the middle of the filter, (4, 2), to that of the kernel.
    let expected: [(x: Double, y: Double, degrees: Double, isMirrored: Bool, isNegated: Bool)] = [
      (-2, 1.5, 0, false, false), (2, -1.5, 0, true, true), (2.5, 0, 90, false, false),
    ]
    let compared = try pictures.json("out/compare.json")["filters"]
    for (number, expected) in expected.enumerated() {
      for match in [compared[number]["match"], told[number]["match"]] {
        #expect(match["shiftXPixels"].isNear(expected.x), "\(number)")
        #expect(match["shiftYPixels"].isNear(expected.y), "\(number)")
        #expect(match["rotationDegrees"].isNear(expected.degrees), "\(number)")
        #expect(match["isMirrored"].truth == expected.isMirrored, "\(number)")
        #expect(match["isNegated"].truth == expected.isNegated, "\(number)")
        #expect(match["score"].isNear(1))
        #expect(match["name"].text == "corner")
        #expect(match["family"].text == "kernel")
      }
    }
    let bank = try pictures.json("out/compare.json")["bank"]
    #expect(bank[0]["name"].text == "corner")
    #expect(bank[0]["widthPixels"].number == 3)
    #expect(bank[0]["heightPixels"].number == 2)
    let page = try pictures.page()["filters"]
    #expect(page[1]["match"]["name"].text == "corner")
    #expect(page[1]["match"]["score"].isNear(1))
    #expect(note("match is", of: page[1]) == "mirrored, negated")
    #expect(note("match is", of: page[2]) == "turned by 90 degrees")
    #expect(note("match is", of: page[0]) == nil)
  }

  private func note(_ name: String, of filter: WrittenJSON) -> String? {
    filter["notes"].elements.first { $0["name"].text == name }?["value"].text
  }

  @Test("of equal matches that of a kernel as it is written wins, whatever comes before it")
  func untouchedWins() throws {
    try pictures.write(Array("1 2 3\n-4 5 -7\n".utf8), "a.kernel")
    try pictures.write(Array("3 -7\n2 5\n1 -4\n".utf8), "b.kernel")
    try pictures.weights([1, 1, 5, 9], filter([[3, -7], [2, 5], [1, -4]], top: 1, left: 3))
    try compare("-k", "./a.kernel", "-k", "./b.kernel", "--no-families")
    let match = try pictures.json("out/compare.json")["filters"][0]["match"]
    #expect(match["name"].text == "b")
    #expect(match["rotationDegrees"].isNear(0))
    #expect(match["isMirrored"].truth == false)
  }

  /// Three filters: a point, the point with a neighbour, and its negative with another.
  private func points() throws {
    try pictures.write(Array("0 0 0\n0 1 0\n0 0 0\n".utf8), "point.kernel")
    let filters: [[Float]] = [
      [0, 0, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 12, 5, 0, 0, 0], [0, 0, 0, 3, -4, 0, 0, 0, 0],
    ]
    try pictures.weights([3, 1, 3, 3], filters.flatMap { $0 })
  }

  @Test("scores are told with their signs and four digits, and near-duplicates by their numbers")
  func likeness() throws {
    try points()
    let run = try compare("-k", "./point.kernel", "--no-families")
    let report = try pictures.json("out/compare.json")
    // Cosines of (1), (12, 5) / 13 and (3, -4) / 5 about the middle.
    let rows = [[1, 0.9231, -0.8], [0.9231, 1, -0.7385], [-0.8, -0.7385, 1]]
    #expect(report["similarity"].elements.map(\.numbers) == rows)
    // The second is more like the point turned a little, which spreads it.
    #expect(report["bankScores"].elements.map { $0.numbers?.count } == [1, 1, 1])
    #expect(report["bankScores"][0].numbers == [1])
    #expect(report["bankScores"][2].numbers == [-0.8])
    #expect(report["groups"].elements.map(\.numbers) == [[0, 1]])
    #expect(report["filters"].elements.map { $0["duplicates"].numbers } == [[1], [0], []])
    let page = try pictures.page()["filters"].elements
    #expect(page.map { $0["group"].number } == [1, 1, nil])
    #expect(page.map { note("nearly the same as", of: $0) } == ["1", "0", nil])
    #expect(run.diagnostics.contains("lenslet: groups of near-duplicates: 1\n"))
    try compare("-k", "./point.kernel", "--no-families", "--duplicate", "0.95")
    let strict = try pictures.json("out/compare.json")
    #expect(strict["groups"].elements.isEmpty)
    #expect(strict["settings"]["duplicateScore"].number == 0.95)
    #expect(try pictures.page()["filters"][0]["group"].isThere == false)
  }

  @Test("near-duplicates stand together in the pictures of scores, then the others by class")
  func order() throws {
    try pictures.write(Array("0 0 0\n0 1 0\n0 0 0\n".utf8), "point.kernel")
    let filters: [[Float]] = [
      [1, 1, 1, 1, 1, 1, 1, 1, 1], [0, 0, 0, 0, 12, 5, 0, 0, 0], [-1, 0, 1, -2, 0, 2, -1, 0, 1],
      [0, 0, 0, 0, 1, 0, 0, 0, 0],
    ]
    try pictures.weights([4, 1, 3, 3], filters.flatMap { $0 })
    try compare("-k", "./point.kernel", "-k", "sobel-x", "--no-families")
    #expect(try pictures.json("out/compare.json")["groups"].elements.map(\.numbers) == [[1, 3]])
    for name in ["similarity", "bank"] {
      let picture = try ImageDecoder.decode(try pictures.read("out/\(name).png")).image
      let difference = RecordedFiles("../Pictures")
        .difference(of: picture, from: "compared-\(name).txt")
      #expect(difference == nil)
    }
  }

  @Test("of an even count the median is the mean of the two in the middle")
  func median() throws {
    try pictures.write(Array("0 0 0\n0 1 0\n0 0 0\n".utf8), "point.kernel")
    try pictures.weights([2, 1, 3, 3], [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 3, -4, 0, 0, 0, 0])
    let run = try compare("-k", "./point.kernel", "--no-families")
    // Scores of 1 and 0.8.
    #expect(run.diagnostics.contains("lenslet: score of the best match, median: 0.900\n"))
    #expect(run.diagnostics.contains("lenslet: energy in luminance, median: 1.000\n"))
    #expect(run.diagnostics.contains("lenslet: filters: 2\n"))
    #expect(run.diagnostics.contains("lenslet: handcrafted filters: 1\n"))
    #expect(run.diagnostics.contains("comparing 2 filters with 1 handcrafted ones\n"))
    let figures = try pictures.page()["figures"].elements
    let scores = figures.first { $0["name"].text == "score of the best match, median" }
    #expect(scores?["value"].text == "0.900")
  }

  @Test("weights, bank, norms and extremes are told by value")
  func weights() throws {
    try points()
    try compare(
      "-k", "./point.kernel", "-k", "sobel-x", "--no-families", "--threshold", "deadNorm=0.25")
    let report = try pictures.json("out/compare.json")
    let weights = report["weights"]
    #expect(weights["file"].text == "w.safetensors")
    #expect(weights["layer"].text == "conv1")
    #expect(weights["tensor"].text == "conv1.weight")
    #expect(weights["shape"].numbers == [3, 1, 3, 3])
    #expect(weights["axes"].text == "oihw")
    #expect(report["lenslet"].text?.hasPrefix("lenslet 0.") == true)
    #expect(report["thresholds"]["deadNorm"].number == 0.25)
    #expect(report["bank"].elements.map { $0["name"].text } == ["point", "sobel-x"])
    #expect(report["bank"][1]["widthPixels"].number == 3)
    let second = report["filters"][1]
    #expect(second["number"].number == 1)
    #expect(second["norm"].isNear(13, within: 1e-4))
    #expect(second["minimum"].number == 0)
    #expect(second["maximum"].number == 12)
    #expect(second["mean"].isNear(17 / 9.0, within: 1e-4))
    // (17 / 9)² · 9 of 169.
    #expect(second["dcShare"].isNear(289 / 1521.0, within: 1e-4))
    let page = try pictures.page()["filters"][1]
    #expect(note("norm", of: page) == "13")
    #expect(note("share of DC", of: page) == "0.190007")
  }

  @Test("a row of the table says what the JSON says, under the joined names of its keys")
  func table() throws {
    try gabor()
    try compare("-k", "gaussian5", "-k", "sobel-x", "--no-families")
    let filter = try pictures.json("out/compare.json")["filters"][0]
    let rows = try pictures.text("out/filters.csv").split(separator: "\r\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows.count == 2)
    let told = flattened(filter)
    for (name, field) in zip(rows[0], rows[1]) {
      #expect(field == told[name] ?? "", "\(name)")
    }
    let missing = Set(told.keys).subtracting(rows[0])
    #expect(missing.isEmpty)
  }

  /// Values by the joined names of their keys, as a table has them.
  private func flattened(_ value: WrittenJSON, name: String = "") -> [String: String] {
    value.keys.reduce(into: [:]) { all, key in
      let joined = name.isEmpty ? key : name + key.prefix(1).uppercased() + key.dropFirst()
      let entry = value[key]
      if !entry.keys.isEmpty {
        all.merge(flattened(entry, name: joined)) { first, _ in first }
      } else if let truth = entry.truth, key.hasPrefix("is") {
        all[joined] = "\(truth)"
      } else if let number = entry.number {
        all[joined] = Int(exactly: number).map(String.init) ?? "\(number)"
      } else if let numbers = entry.numbers {
        all[joined] = numbers.map { "\(Int($0))" }.joined(separator: " ")
      } else {
        all[joined] = entry.text
      }
    }
  }
}
