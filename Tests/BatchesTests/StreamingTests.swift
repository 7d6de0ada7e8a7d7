import Batches
import Codecs
import Files
import Filtering
import Kernels
import Pixels
import Synchronization
import Testing
import Threads
import _TestSupport

/// Whole batches in strips and threads against whole images, byte for byte.
@Suite("Streaming")
struct StreamingTests {
  let folder: TemporaryFolder
  private let banks = [
    KernelBank(
      name: "one", kernels: [Kernel(height: 3, width: 3, weights: Array(repeating: 1, count: 9))]),
    KernelBank(
      name: "two",
      kernels: [
        Kernel(height: 1, width: 3, weights: [-1, 0, 1]),
        Kernel(height: 5, width: 1, weights: [1, 0.25, 0, 0, -1]),
      ]),
    KernelBank(
      name: "joined",
      kernels: [
        Kernel(height: 2, width: 3, weights: [-1, 0, 1, 2, -3, 1]),
        Kernel(height: 2, width: 3, weights: [-1, 0, 1, -1, 0.5, 1]),
      ], combination: .magnitude),
  ]

  init() throws { folder = try TemporaryFolder() }

  /// What is done to the pictures of one case.
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    var convolution = ConvolutionSettings()
    var range = OutputRange.clamp
    var format: OutputFormat?
    var isGrey = false
    var isLinear = false

    var testDescription: String { name }

    static let all = [
      Case(name: "clamp"),
      Case(name: "abs", range: .abs),
      Case(name: "minmax", range: .minmax),
      Case(name: "symmetric, valid", convolution: .init(size: .valid), range: .symmetric),
      Case(name: "npy, full", convolution: .init(size: .full), format: .npy),
      Case(name: "jpeg, stride", convolution: .init(stride: Step(x: 2, y: 3)), format: .jpeg),
      Case(name: "wrap", convolution: .init(border: .wrap)),
      Case(
        name: "constant, dilation",
        convolution: .init(border: .constant(9), dilation: Step(x: 2, y: 4))),
      Case(name: "grey", range: .offset, isGrey: true),
      Case(name: "linear", isLinear: true),
      Case(name: "linear, grey, minmax", range: .minmax, isGrey: true, isLinear: true),
    ]
  }

  @Test("no result depends on strips or threads", arguments: Case.all)
  func equal(test: Case) throws {
    let inputs = try writeInputs()
    var settings = FilterSettings(
      banks: banks, convolver: try Convolver(settings: test.convolution))
    settings.range = test.range
    settings.format = test.format
    settings.isGrey = test.isGrey
    settings.isLinear = test.isLinear
    for (threads, rows) in [(1, 7), (3, 1), (2, 16), (9, 5)] {
      settings.stripRows = rows
      let output = folder("out-\(threads)-\(rows)")
      let batch = try Batch(
        inputs: InputFinder([folder("in")], output: output).inputs, folder: output,
        settings: settings)
      let errors = Mutex<[BatchError]>([])
      try batch.run(threads: threads) { result in errors.withLock { $0 += result.errors } }
      #expect(errors.withLock { $0 } == [])
      for item in batch.plan.items {
        let input = try #require(inputs[item.input.path])
        let expected = try files(input, settings)
        #expect(item.outputs.count == expected.count)
        for (output, expected) in zip(item.outputs, expected) {
          #expect(try File.read(output, limit: 1 << 24) == expected, "\(output) \(threads) \(rows)")
        }
      }
    }
  }

  @Test(
    "a picture that is compressed in many pieces is the same from any number of threads",
    arguments: PNGCompression.allCases)
  func pieces(compression: PNGCompression) throws {
    // Noise, then what repeats itself, then a slope: each is compressed in its own way.
    var generator = SeededGenerator(seed: 5)
    let (width, height) = (500, 1000)
    let samples = (0..<height).flatMap { y in
      (0..<width * 3).map { x -> UInt8 in
        if y < 300 { return .random(in: 0...255, using: &generator) }
        return UInt8(truncatingIfNeeded: y < 700 ? (x / 5 & y / 7) * 90 : x / 8 + y)
      }
    }
    let image = Image(
      size: ImageSize(width: width, height: height), layout: .rgb, samples: .uint8(samples))
    try File.makeDirectories(folder("in"))
    try File.write(try ImageEncoder.encode(image, as: .png), to: folder("in/a.png"))
    var settings = FilterSettings(banks: Array(banks.prefix(2)), convolver: try Convolver())
    settings.compression = compression
    let expected = try settings.banks.flatMap { bank in
      try settings.convolver.filter(image, with: bank, range: .clamp).map {
        try ImageEncoder.encode($0.image, as: .png, compression: compression)
      }
    }
    for (threads, rows) in [(1, nil), (2, nil), (3, 11), (8, 400)] {
      settings.stripRows = rows
      let output = folder("out-\(threads)")
      let batch = try Batch(
        inputs: InputFinder([folder("in")], output: output).inputs, folder: output,
        settings: settings)
      try batch.run(threads: threads) { #expect($0.errors == []) }
      for (path, expected) in zip(batch.plan.items[0].outputs, expected) {
        #expect(try File.read(path, limit: 1 << 24) == expected, "\(path)")
      }
    }
  }

  /// Pictures of several layouts and types, turned ones among them.
  private func writeInputs() throws -> [Path: [UInt8]] {
    var generator = SeededGenerator(seed: 8)
    func noise(_ layout: ChannelLayout, _ width: Int, _ height: Int, isDeep: Bool) -> Image {
      let values = (0..<width * height * layout.channelCount).map { _ in
        UInt16.random(in: 0...65535, using: &generator)
      }
      return Image(
        size: ImageSize(width: width, height: height), layout: layout,
        samples: isDeep ? .uint16(values) : .uint8(values.map { UInt8($0 >> 8) }))
    }
    let rgb = try ImageEncoder.encode(noise(.rgb, 29, 41, isDeep: false), as: .png)
    let jpeg = try ImageEncoder.encode(noise(.rgb, 40, 57, isDeep: false), as: .jpeg)
    let files: [String: [UInt8]] = [
      "rgb.png": rgb,
      "rgba.png": try ImageEncoder.encode(noise(.rgba, 17, 50, isDeep: false), as: .png),
      "grey16.png": try ImageEncoder.encode(noise(.grey, 23, 31, isDeep: true), as: .png),
      "alpha16.png": try ImageEncoder.encode(noise(.greyAlpha, 19, 33, isDeep: true), as: .png),
      "photo.jpg": jpeg,
      "turned.jpg": jpeg.turned,
      "late.png": rgb.turnedAtTheEnd,
    ]
    var inputs: [Path: [UInt8]] = [:]
    try File.makeDirectories(folder("in"))
    for (name, bytes) in files {
      try File.write(bytes, to: folder("in/\(name)"))
      inputs[folder("in/\(name)")] = bytes
    }
    return inputs
  }

  /// The files that whole images give, in the order of the kernels.
  private func files(_ input: [UInt8], _ settings: FilterSettings) throws -> [[UInt8]] {
    let decoded = try ImageDecoder.decode(input)
    var image = decoded.image
    if settings.isLinear { image = image.linearLight() }
    if settings.isGrey { image = image.grey(weights: settings.isLinear ? .luminance : .luma) }
    return try settings.banks.flatMap { bank -> [[UInt8]] in
      if settings.format == .npy {
        return try settings.convolver.responses(of: image, to: bank).map(NumpyEncoder.encode)
      }
      return try settings.convolver.filter(image, with: bank, range: settings.range).map {
        try ImageEncoder.encode(
          $0.image.encoded(as: decoded.image.samples.type), metadata: decoded.metadata,
          as: settings.format == .jpeg ? .jpeg : decoded.format, quality: settings.quality)
      }
    }
  }

  @Test(
    "what is not streamed, or twice, is explained",
    arguments: [
      (Case(name: "clamp"), nil),
      (Case(name: "minmax", range: .minmax), "its results are computed twice"),
      (
        Case(name: "wrap", convolution: .init(border: .wrap)),
        "the kernel or its border takes it all at once"
      ),
    ] as [(Case, String?)])
  func explained(test: Case, reason: String?) throws {
    try folder.picture("in/a.png", width: 5, height: 40)
    var settings = FilterSettings(
      banks: [banks[0]], convolver: try Convolver(settings: test.convolution))
    settings.range = test.range
    settings.explains = true
    settings.stripRows = 8
    let inputs = InputFinder([folder("in")], output: folder("out")).inputs
    let plans = Mutex<[String?]>([])
    try Batch(inputs: inputs, folder: folder("out"), settings: settings).run(threads: 1) {
      for output in $0.outputs {
        if case .written(let written) = output.status { plans.withLock { $0.append(written.plan) } }
      }
    }
    let plan = try #require(plans.withLock { $0 }.first ?? nil)
    let parts = plan.split(separator: "; ").map(String.init)
    #expect(parts.count == (reason == nil ? 1 : 2))
    #expect(parts.last == reason.map { "whole image in memory, because \($0)" } ?? parts.first)
  }

  @Test("pictures wait for memory, and one that needs more is refused with its need")
  func memory() throws {
    for name in ["a", "b", "c", "d"] {
      try folder.picture("in/\(name).png", width: 200, height: 90)
    }
    var settings = FilterSettings(banks: [banks[0]], convolver: try Convolver())
    settings.maxMemory = 4 << 20
    let inputs = InputFinder([folder("in")], output: folder("out")).inputs
    let errors = Mutex<[BatchError]>([])
    try Batch(inputs: inputs, folder: folder("out"), settings: settings)
      .run(threads: 4) { result in errors.withLock { $0 += result.errors } }
    #expect(errors.withLock { $0 } == [])
    #expect(folder.names(in: "out").count == 4)

    settings.maxMemory = 1 << 20
    try Batch(inputs: inputs, folder: folder("small"), settings: settings)
      .run(threads: 2) { result in errors.withLock { $0 += result.errors } }
    let texts = errors.withLock { $0.map(\.description) }
    #expect(texts.count == 4)
    #expect(texts.allSatisfy { $0.contains(", --max-memory allows 1M: raise it, ") })
  }
}

extension [UInt8] {
  /// The EXIF block of a picture that must be turned by a quarter.
  private static let quarterTurn: [UInt8] = [
    0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
  ]

  /// A JPEG with the EXIF block after its first marker.
  fileprivate var turned: [UInt8] {
    let block = Array("Exif\0\0".utf8) + Self.quarterTurn
    return self[..<2] + [0xFF, 0xE1, 0, UInt8(block.count + 2)] + block + self[2...]
  }

  /// A PNG with the EXIF block between its pixels and its end.
  fileprivate var turnedAtTheEnd: [UInt8] {
    let block = Array("eXIf".utf8) + Self.quarterTurn
    var checksum: UInt32 = .max
    for byte in block {
      checksum ^= UInt32(byte)
      for _ in 0..<8 { checksum = checksum >> 1 ^ (checksum & 1 == 0 ? 0 : 0xEDB8_8320) }
    }
    let sum = (0..<4).map { UInt8(truncatingIfNeeded: ~checksum >> (24 - 8 * $0)) }
    return self[..<(count - 12)] + [0, 0, 0, UInt8(Self.quarterTurn.count)] + block + sum
      + self[(count - 12)...]
  }
}
