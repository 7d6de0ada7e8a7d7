import Kernels
import Pixels
import Reports
import Testing

@Suite("Pictures of kernels")
struct KernelPictureTests {
  private let white: [UInt8] = [255, 255, 255]
  private let blue: [UInt8] = [8, 72, 142]
  private let brown: [UInt8] = [137, 34, 4]
  private let grid: [UInt8] = [190, 190, 190]

  private func pixel(_ x: Int, _ y: Int, of image: Image) -> [UInt8] {
    guard case .uint8(let samples) = image.samples else { return [] }
    let start = (y * image.width + x) * 3
    return Array(samples[start..<start + 3])
  }

  private func bank(_ kernels: Kernel...) -> KernelBank { KernelBank(name: "k", kernels: kernels) }

  @Test("each weight is a square: blue below zero, white at zero, orange above")
  func squares() throws {
    let kernel = Kernel(height: 2, width: 3, weights: [-2, 0, 2, 1, 0, -1])
    let image = try KernelPicture(bank(kernel), squareSide: 2, hasGrid: false).image()
    #expect(image.size == ImageSize(width: 10, height: 8))
    #expect(image.layout == .rgb)
    #expect(pixel(0, 0, of: image) == white)
    #expect(pixel(2, 2, of: image) == blue)
    #expect(pixel(3, 3, of: image) == blue)
    #expect(pixel(4, 2, of: image) == white)
    #expect(pixel(6, 3, of: image) == brown)
    #expect(pixel(2, 4, of: image) == [235, 141, 73])
    #expect(pixel(7, 5, of: image) == [112, 166, 214])
    #expect(pixel(8, 2, of: image) == white)
  }

  @Test("grid lines of one pixel stand around every weight")
  func gridLines() throws {
    let image = try KernelPicture(
      bank(Kernel(height: 1, width: 2, weights: [1, -1])), squareSide: 4
    ).image()
    #expect(image.size == ImageSize(width: 17, height: 13))
    let row = (0..<17).map { pixel($0, 6, of: image) }
    #expect(Array(row[0..<4]) == [white, white, white, white])
    #expect(Array(row[4..<9]) == [grid, brown, brown, brown, grid])
    #expect(Array(row[9..<13]) == [blue, blue, blue, grid])
    #expect(pixel(5, 4, of: image) == grid)
    #expect(pixel(5, 8, of: image) == grid)
  }

  @Test("channels and kernels stand side by side, eight in a row, under one scale")
  func layout() throws {
    let colour = Kernel(channels: 3, height: 1, width: 1, weights: [4, -4, 0])
    let image = try KernelPicture(bank(colour, colour, colour), squareSide: 1).image()
    // Two kernels of three channels fill a row of at most eight, the third starts the next.
    #expect(image.size == ImageSize(width: 13, height: 5))
    #expect(pixel(1, 1, of: image) == brown)
    #expect(pixel(3, 1, of: image) == blue)
    #expect(pixel(7, 1, of: image) == brown)
    #expect(pixel(1, 3, of: image) == brown)
    #expect(pixel(7, 3, of: image) == white)
    let half = Kernel(
      channels: 3, height: 1, width: 1, weights: [4, -4, 0], scale: Fraction(1, over: 2) ?? .one)
    let scaled = try KernelPicture(bank(colour, half), squareSide: 1).image()
    #expect(pixel(7, 1, of: scaled) == [235, 141, 73])
  }

  @Test("a kernel of zeros is white")
  func zeros() throws {
    let kernel = Kernel(height: 1, width: 1, weights: [0])
    let image = try KernelPicture(bank(kernel), squareSide: 1).image()
    #expect(image.samples == .uint8(Array(repeating: 255, count: 27)))
  }

  @Test("squares are chosen to fit 768 pixels, and stay visible")
  func automaticSize() throws {
    let small = Kernel(height: 3, width: 3, weights: Array(repeating: 1, count: 9))
    #expect(try KernelPicture(bank(small)).image().size == ImageSize(width: 241, height: 241))
    let wide = Kernel(height: 1, width: 200, weights: Array(repeating: 1, count: 200))
    #expect(try KernelPicture(bank(wide)).image().size == ImageSize(width: 606, height: 9))
  }

  @Test("a picture too large to look at is refused before it is drawn")
  func tooLarge() {
    let wide = Kernel(height: 1, width: 300, weights: Array(repeating: 1, count: 300))
    let high = Kernel(height: 300, width: 1, weights: Array(repeating: 1, count: 300))
    #expect(throws: ReportError.pictureTooLarge(ImageSize(width: 77826, height: 77313))) {
      try KernelPicture(bank(wide, high), squareSide: 256).image()
    }
  }
}
