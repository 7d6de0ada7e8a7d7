import Filtering
import Kernels
import Pixels
import Testing
import _TestSupport

/// Every way of cutting an image into strips against the whole image, bit for bit.
@Suite("strips equal the whole image")
struct StripEqualityTests {
  @Test("every image size 0…17 by every kernel size 1…7, strips of 1…7 rows", arguments: 1...7)
  func allSizes(kernelHeight: Int) throws {
    var generator = SeededGenerator(seed: UInt64(kernelHeight))
    var turn = 0
    for kernelWidth in 1...7 {
      for height in 0...17 {
        for width in [0, 1, 2, 3, 5, 8, 13, 17] {
          turn += 1
          let kind = KernelKind.allCases[turn % KernelKind.allCases.count]
          let kernel = kind.kernel(width: kernelWidth, height: kernelHeight, &generator)
          let settings = ConvolutionSettings(
            border: PlanEqualityTests.borders[turn % PlanEqualityTests.borders.count],
            size: OutputSize.allCases[turn / 2 % 3])
          let image = randomImage(width, height, turn: turn, &generator)
          try expectEqualStrips(image, [kernel], settings, rows: 1 + turn / 3 % 7)
        }
      }
    }
  }

  @Test(
    "every border by every output size, stride, dilation and strip height",
    arguments: PlanEqualityTests.borders)
  func allSettings(border: Border) throws {
    var generator = SeededGenerator(seed: 12)
    var turn = 0
    for size in OutputSize.allCases {
      for step in [Step(x: 1, y: 1), Step(x: 2, y: 3), Step(x: 1, y: 9)] {
        for dilation in [Step(x: 1, y: 1), Step(x: 2, y: 1), Step(x: 1, y: 4)] {
          for (width, height, kernelWidth, kernelHeight) in [
            (17, 23, 3, 3), (9, 31, 4, 2), (3, 2, 5, 7), (1, 1, 3, 3), (16, 12, 3, 1),
          ] {
            turn += 1
            let kind = KernelKind.allCases[turn % KernelKind.allCases.count]
            let kernel = kind.kernel(width: kernelWidth, height: kernelHeight, &generator)
            let settings = ConvolutionSettings(
              border: border, size: size, stride: step, dilation: dilation)
            let image = randomImage(width, height, turn: turn, &generator)
            for rows in 1...7 { try expectEqualStrips(image, [kernel], settings, rows: rows) }
          }
        }
      }
    }
  }

  @Test("every plan, in strips of 1…7 rows", arguments: 1...7)
  func plans(rows: Int) throws {
    var generator = SeededGenerator(seed: 13)
    for turn in 0..<30 {
      let kind = KernelKind.allCases[turn % KernelKind.allCases.count]
      let kernel = kind.kernel(width: 5, height: 3 + turn % 3, &generator)
      let image = randomImage(19, 29, turn: turn, &generator)
      for plan in Plan.allCases {
        try expectEqualStrips(image, [kernel], ConvolutionSettings(), plan: plan, rows: rows)
      }
    }
  }

  @Test("kernels that are combined, of unequal heights", arguments: Combination.allCases)
  func combined(combination: Combination) throws {
    var generator = SeededGenerator(seed: 14)
    for turn in 0..<12 {
      let kernels = [(3, 1), (1, 5), (4, 2)].map {
        KernelKind.small.kernel(width: $0.0, height: $0.1, &generator)
      }
      let image = randomImage(11, 15, turn: turn, &generator)
      try expectEqualStrips(
        image, kernels, ConvolutionSettings(), combination: combination, rows: 1 + turn % 7)
    }
  }

  @Test("kernels of three channels")
  func multichannel() throws {
    var generator = SeededGenerator(seed: 15)
    for turn in 0..<20 {
      let weights = generator.integers(3 * 3 * 5, in: -4...4)
      let kernel = Kernel(channels: 3, height: 5, width: 3, weights: weights)
      let image = randomImage(9, 14, layout: .rgb, turn: turn, &generator)
      try expectEqualStrips(image, [kernel], ConvolutionSettings(), rows: 1 + turn % 7)
    }
  }

  @Test(
    "only the rows under a kernel are kept, but for a border that wraps round",
    arguments: [
      (Border.reflect101, OutputSize.same, 5), (.replicate, .full, 5), (.symmetric, .same, 5),
      (.constant(3), .same, 5), (.wrap, .valid, 5), (.wrap, .same, 100),
    ])
  func kept(border: Border, size: OutputSize, rows: Int) throws {
    let kernel = Kernel(height: 5, width: 1, weights: [1, 2, 3, 4, 5])
    let convolver = try Convolver(settings: ConvolutionSettings(border: border, size: size))
    let filters = try convolver.stripFilters(
      of: KernelBank(name: "k", kernels: [kernel]), size: ImageSize(width: 3, height: 100),
      layout: .grey, type: .uint8, range: .clamp)
    #expect(filters.map(\.keptRows) == [rows])
  }
}

/// Feeds an image in strips and compares pictures, responses and explanations.
func expectEqualStrips(
  _ image: Image, _ kernels: [Kernel], _ settings: ConvolutionSettings, plan: Plan? = nil,
  combination: Combination? = nil, rows: Int
) throws {
  let bank = KernelBank(name: "k", kernels: kernels, combination: combination)
  let convolver = try Convolver(settings: settings, plan: plan)
  for range in OutputRange.allCases {
    guard let expected = try? convolver.filter(image, with: bank, range: range) else { return }
    var filters = try filters(convolver, bank, image, range)
    for index in filters.indices where filters[index].needsExtremes {
      var extremes = ResultExtremes()
      forEachStrip(of: image, filters[index], rows: rows) {
        extremes.formUnion(filters[index].extremes($0, of: $1))
      }
      filters[index].stretch(over: extremes)
    }
    for (filter, expected) in zip(filters, expected) {
      var pictures: [Image] = []
      forEachStrip(of: image, filter, rows: rows) { pictures.append(filter.picture($0, of: $1)) }
      let whole = joined(pictures, size: filter.size)
      let note = "\(image.size) \(kernels.map(\.height)) \(settings) \(range) rows \(rows)"
      #expect(whole == nil || whole == expected.image, "\(note)")
      // Nothing is stretched where there is nothing.
      if let whole, whole.samples.count > 0 {
        #expect(filter.black == expected.black && filter.white == expected.white)
      }
      #expect(filter.size == expected.image.size)
    }
  }
  // Plans that round apply to pictures alone.
  guard let expected = try? convolver.responses(of: image, to: bank) else { return }
  for (filter, expected) in zip(try filters(convolver, bank, image, nil), expected) {
    forEachStrip(of: image, filter, rows: rows) { outputs, strip in
      let part = filter.responses(outputs, of: strip)
      for channel in 0..<part.shape.channels {
        let width = part.shape.width
        let from = channel * part.shape.height * width
        let start = (channel * expected.shape.height + outputs.lowerBound) * width
        let count = outputs.count * width
        #expect(part.values[from..<from + count] == expected.values[start..<start + count])
      }
    }
  }
}

private func filters(
  _ convolver: Convolver, _ bank: KernelBank, _ image: Image, _ range: OutputRange?
) throws -> [StripFilter] {
  try convolver.stripFilters(
    of: bank, size: image.size, layout: image.layout, type: image.samples.type, range: range)
}

/// Hands over strips that hold no row more than the filter asks for.
private func forEachStrip(
  of image: Image, _ filter: StripFilter, rows: Int, _ body: (Range<Int>, ImageStrip) -> Void
) {
  var done = 0
  for available in stride(from: min(rows, image.height), through: image.height + rows - 1, by: rows)
  {
    let end = min(available, image.height)
    let next = filter.end(from: done, available: end)
    let first = min(filter.firstRow(from: done), end)
    if next > done { body(done..<next, ImageStrip(firstRow: first, image.rows(first..<end))) }
    done = next
  }
  #expect(done == filter.size.height || image.height == 0)
}

/// The pictures below each other; nil where there are none.
private func joined(_ pictures: [Image], size: ImageSize) -> Image? {
  guard let first = pictures.first else { return nil }
  var bytes: [UInt8] = []
  var words: [UInt16] = []
  var reals: [Float] = []
  for picture in pictures {
    switch picture.samples {
    case .uint8(let part): bytes += part
    case .uint16(let part): words += part
    case .float32(let part): reals += part
    }
  }
  let samples: Samples =
    switch first.samples.type {
    case .uint8: .uint8(bytes)
    case .uint16: .uint16(words)
    case .float32: .float32(reals)
    }
  return Image(size: size, layout: first.layout, samples: samples)
}

extension Image {
  /// Some rows as an image.
  fileprivate func rows(_ rows: Range<Int>) -> Image {
    let places = rows.lowerBound * width * channels..<rows.upperBound * width * channels
    let samples: Samples =
      switch samples {
      case .uint8(let all): .uint8(Array(all[places]))
      case .uint16(let all): .uint16(Array(all[places]))
      case .float32(let all): .float32(Array(all[places]))
      }
    return Image(
      size: ImageSize(width: width, height: rows.count), layout: layout, samples: samples)
  }
}
