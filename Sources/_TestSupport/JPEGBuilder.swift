/// A baseline JPEG of blocks of one value each, which decode to exactly that value.
///
/// All tables are the builder's own: each block is quantised by 8, so that its one coefficient is its
/// value less 128.
public struct JPEGBuilder: Sendable {
  /// A component: its sampling factors, and the value of a block by column and row.
  public struct Component: Sendable {
    let columns: Int
    let rows: Int
    let value: @Sendable (Int, Int) -> Int

    /// Describes a component.
    ///
    /// - Parameters:
    ///   - columns: The horizontal sampling factor.
    ///   - rows: The vertical one.
    ///   - value: The value of a block, 0 to 255, by column and row.
    public init(
      columns: Int = 1, rows: Int = 1,
      value: @escaping @Sendable (Int, Int) -> Int = { _, _ in 128 }
    ) {
      self.columns = columns
      self.rows = rows
      self.value = value
    }
  }

  /// Where bytes can be put in between.
  public enum Place: CaseIterable, Sendable {
    case afterStart
    case beforeQuantisation
    case beforeFrame
    case beforeCodes
    case beforeScan
    case behindPixels
  }

  /// The first component; the others have no colour.
  public static let stairs = Component { x, y in 40 + 60 * ((x + 2 * y) % 4) }

  /// The components, identified from 1 on.
  public var components = [stairs]

  /// Columns of pixels.
  public var width = 32

  /// Rows of pixels.
  public var height = 16

  /// The height that the frame states; nil for that of the pixels.
  public var statedHeight: Int?

  /// Bits a sample that the frame states.
  public var precision: UInt8 = 8

  /// The marker of the frame.
  public var frameMarker: UInt8 = 0xc0

  /// Segments that follow the first marker.
  public var applications = segment(0xe0, Array("JFIF\0".utf8) + [1, 1, 0, 0, 1, 0, 1, 0, 0])

  /// The three bytes that end the header of the scan.
  public var scanParameters: [UInt8] = [0, 63, 0]

  /// Units after which a restart marker stands; 0 for none.
  public var restartInterval = 0

  /// Bytes that are put in between.
  public var padding: [Place: [UInt8]] = [:]

  /// Segments behind the pixels.
  public var later: [UInt8] = []

  /// Creates a grey picture of 32x16 pixels: blocks of 40, 100, 160, 220 above 160, 220, 40, 100.
  public init() {}

  /// The same blocks in colour without any.
  public static var colour: JPEGBuilder {
    var builder = JPEGBuilder()
    builder.components += [Component(), Component()]
    return builder
  }

  /// A segment with its length.
  public static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0xff, marker] + word(body.count + 2) + body
  }

  /// An Adobe marker.
  public static func adobe(transform: UInt8) -> [UInt8] {
    segment(0xee, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, transform])
  }

  /// The samples of the first component.
  public var samples: [UInt8] {
    (0..<height).flatMap { y in
      (0..<width).map { UInt8(components[0].value($0 / 8, y / 8)) }
    }
  }

  /// The header of the scan and its pixels.
  public var scan: [UInt8] {
    var header = [UInt8(components.count)]
    for index in components.indices { header += [UInt8(index + 1), 0] }
    return Self.segment(0xda, header + scanParameters) + pixels
  }

  /// The file.
  public var file: [UInt8] {
    let stated = Self.word(statedHeight ?? height) + Self.word(width)
    var frame = [precision] + stated + [UInt8(components.count)]
    for (index, component) in components.enumerated() {
      frame += [UInt8(index + 1), UInt8(component.columns << 4 | component.rows), 0]
    }
    let interval =
      restartInterval > 0 ? Self.segment(0xdd, Self.word(restartInterval)) : []
    let quantisation = Self.segment(0xdb, [0] + [UInt8](repeating: 8, count: 64))
    let constants: [UInt8] = [0x00, 0, 1, 5, 1, 1, 1, 1, 1, 1] + zeros(7) + Array(0...11)
    let others: [UInt8] = [0x10, 1] + zeros(15) + [0]
    let codes = Self.segment(0xc4, constants) + Self.segment(0xc4, others)
    let parts: [[UInt8]] = [
      [0xff, 0xd8], put(.afterStart), applications, put(.beforeQuantisation), quantisation,
      put(.beforeFrame), Self.segment(frameMarker, frame), put(.beforeCodes), codes, interval,
      put(.beforeScan), scan, put(.behindPixels), later, [0xff, 0xd9],
    ]
    return Array(parts.joined())
  }

  private func put(_ place: Place) -> [UInt8] { padding[place] ?? [] }

  private func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

  private static func word(_ value: Int) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 255)] }

  /// The codes of the categories 0 to 8 of constant coefficients.
  private static let codes = ["00", "010", "011", "100", "101", "110", "1110", "11110", "111110"]

  /// The blocks of all units, in order: component, column and row.
  private var units: [[(component: Int, x: Int, y: Int)]] {
    let isSingle = components.count == 1
    let most = (
      columns: isSingle ? 1 : components.map(\.columns).max() ?? 1,
      rows: isSingle ? 1 : components.map(\.rows).max() ?? 1
    )
    let (across, down) = (
      (width + 8 * most.columns - 1) / (8 * most.columns),
      (height + 8 * most.rows - 1) / (8 * most.rows)
    )
    return (0..<down).flatMap { unitY in
      (0..<across).map { unitX in
        components.enumerated().flatMap { index, component in
          let (columns, rows) = isSingle ? (1, 1) : (component.columns, component.rows)
          return (0..<rows).flatMap { y in
            (0..<columns).map { x in (index, unitX * columns + x, unitY * rows + y) }
          }
        }
      }
    }
  }

  /// The coded pixels.
  private var pixels: [UInt8] {
    var bytes: [UInt8] = []
    var bits = ""
    var before = components.map { _ in 0 }
    func fillUp() {
      bits += String(repeating: "1", count: (8 - bits.count % 8) % 8)
      var rest = bits[...]
      while !rest.isEmpty {
        let byte = UInt8(rest.prefix(8), radix: 2) ?? 0
        bytes += byte == 0xff ? [0xff, 0] : [byte]
        rest = rest.dropFirst(8)
      }
      bits = ""
    }
    for (number, unit) in units.enumerated() {
      if restartInterval > 0, number > 0, number % restartInterval == 0 {
        fillUp()
        bytes += [0xff, 0xd0 + UInt8((number / restartInterval - 1) % 8)]
        before = components.map { _ in 0 }
      }
      for block in unit {
        let value = components[block.component].value(block.x, block.y) - 128
        let step = value - before[block.component]
        before[block.component] = value
        let size = String(abs(step), radix: 2).count * (step == 0 ? 0 : 1)
        bits += Self.codes[size]
        let low = step >= 0 ? step : step + (1 << size) - 1
        let digits = String(low, radix: 2)
        if size > 0 { bits += String(repeating: "0", count: size - digits.count) + digits }
        bits += "0"  // no other coefficients
      }
    }
    fillUp()
    return bytes
  }
}
