/// What the things of the still life are made of; all colours in linear light.
enum Materials {
  /// Boards of wood along the x axis, each with its own tint and grain.
  static let boards: Material = { place in
    let board = (place.z / 1.25).rounded(.down)
    let shift = Noise.uniform(Int(board), 0, seed: 20) * 40
    let warp = Noise.fractal(Vector(place.x * 0.25 + shift, place.z * 1.2, board), seed: 21)
    let rings = (warp * 9 + place.z * 1.6).fraction
    let ring = smoothStep(0, 0.75, rings) * (1 - smoothStep(0.85, 1, rings))
    let fibre = Noise.smooth(Vector(place.x * 2.2 + shift, place.z * 46, board), seed: 22)
    let tint = 0.8 + 0.4 * Noise.uniform(Int(board), 1, seed: 20)
    let fromSeam = abs(place.z / 1.25 - board - 0.5)
    let seam = 1 - 0.75 * smoothStep(0.485, 0.497, fromSeam)
    let wood = mix(Colour(0.3, 0.14, 0.055), Colour(0.15, 0.058, 0.02), 0.75 * ring)
    return Surface(
      colour: wood * (tint * seam * (0.78 + 0.4 * fibre)),
      bump: Vector(0, 0, 0.05 * (fibre - 0.5)))
  }

  /// Coloured plaster, slightly uneven.
  static let plaster: Material = { place in
    let stain = Noise.fractal(place * 0.6, seed: 30)
    return Surface(
      colour: mix(Colour(0.1, 0.155, 0.16), Colour(0.155, 0.21, 0.205), stain),
      bump: roughness(place * 5, strength: 0.03, seed: 31))
  }

  /// Checked cloth, woven from red and white threads.
  static let gingham: Material = { place in
    let (across, along) = ((place.x / 0.52).fraction < 0.5, (place.z / 0.52).fraction < 0.5)
    let weave =
      0.85 + 0.15 * sine(turns: place.x * 14) * sine(turns: place.z * 14)
    let red = Colour(0.55, 0.035, 0.045)
    let white = Colour(0.78, 0.75, 0.68)
    let share = (across ? 0.5 : 0) + (along ? 0.5 : 0)
    return Surface(colour: mix(white, red, share) * weave)
  }

  /// White glaze painted with cobalt blue: bands, chevrons and dots.
  static let paintedGlaze: Material = { place in
    let turn = arctangent(place.z, place.x)
    let y = place.y
    let white = Colour(0.78, 0.78, 0.74)
    let blue = Colour(0.02, 0.055, 0.3)
    let zigzag = abs((turn * 14).fraction - 0.5) * 0.5
    let isBlue =
      switch y {
      case ..<0.2: true
      case 0.3..<0.36, 1.78..<1.84, 2.02..<2.12, 2.66..<2.76, 2.98...: true
      case 0.44..<1.7: ((y - 0.44 + zigzag) / 0.315).fraction < 0.45
      case 2.2..<2.6: (Point((turn * 9).fraction - 0.5, (y - 2.4) * 3.4)).length < 0.3
      default: false
      }
    return Surface(colour: isBlue ? blue : white, mirror: 0.05)
  }

  /// A green glaze that is thinner at the rim.
  static let celadon: Material = { place in
    let speckle = Noise.smooth(place * 22, seed: 40)
    let rim = smoothStep(0.86, 0.98, place.y)
    let line = abs(place.y - 0.72) < 0.025 || abs(place.y - 0.62) < 0.025
    let glaze = mix(Colour(0.13, 0.3, 0.24), Colour(0.45, 0.36, 0.22), rim)
    return Surface(colour: glaze * ((line ? 0.45 : 1) * (0.85 + 0.25 * speckle)), mirror: 0.05)
  }

  /// Marble: veins where noise crosses a level.
  static let marble: Material = { place in
    let noise = Noise.fractal(place * 2.4 + 7, octaves: 5, seed: 50)
    let vein = 1 - smoothStep(0, 0.07, abs(noise - 0.5))
    let cloud = Noise.fractal(place * 1.3, seed: 51)
    let stone = mix(Colour(0.8, 0.78, 0.74), Colour(0.5, 0.5, 0.52), cloud)
    return Surface(colour: mix(stone, Colour(0.08, 0.08, 0.1), 0.85 * vein), mirror: 0.04)
  }

  /// Polished metal.
  static let chrome: Material = { _ in Surface(colour: Colour(repeating: 0.02), mirror: 0.82) }

  /// The peel of an orange or a lemon.
  ///
  /// - Parameter colour: The colour of the fruit.
  /// - Returns: A peel with pores.
  static func peel(_ colour: Colour) -> Material {
    { place in
      let shade = 0.88 + 0.2 * Noise.fractal(place * 3, seed: 60)
      return Surface(
        colour: colour * shade, mirror: 0.03,
        bump: roughness(place * 17, strength: 0.09, seed: 61))
    }
  }

  /// The skin of an apple or a pear: two colours in streaks from stem to flower.
  ///
  /// - Parameters:
  ///   - ground: The colour of the shaded side.
  ///   - blush: The colour of the side that saw the sun.
  ///   - speckles: How strongly it is speckled, 0…1.
  /// - Returns: A smooth skin.
  static func skin(ground: Colour, blush: Colour, speckles: Double) -> Material {
    { place in
      let turn = arctangent(place.z, place.x)
      let round = Vector(3 * cosine(turns: turn), 0.5 * place.y, 3 * sine(turns: turn))
      let streak = Noise.fractal(round * 3, seed: 70)
      let sunny = smoothStep(0.15, 0.85, 0.5 + 0.35 * sine(turns: turn + 0.2) + streak - 0.5)
      let speck = Noise.smooth(place * 24, seed: 71)
      let dots = 1 - speckles * smoothStep(0.75, 0.9, speck)
      return Surface(colour: mix(ground, blush, sunny) * dots, mirror: 0.035)
    }
  }

  /// Bark of a stem.
  static let stem: Material = { place in
    Surface(colour: Colour(0.09, 0.05, 0.025) * (0.6 + Noise.smooth(place * 20, seed: 80)))
  }

  /// A bound book: paper on three sides, cloth round the rest.
  ///
  /// - Parameters:
  ///   - half: Half the length, thickness and depth of the book.
  ///   - cloth: The colour of the binding.
  /// - Returns: Its surface; the spine faces the front.
  static func book(half: Vector, cloth: Colour) -> Material {
    { place in
      let isSpine = place.z > half.z - 1e-3
      let isPaper = abs(place.y) < half.y - 0.045 && !isSpine
      if isPaper && abs(place.x) > half.x - 1e-3 {
        let leaf = Noise.smooth(Vector(0, place.y * 90, place.z * 2), seed: 90)
        return Surface(colour: Colour(0.68, 0.6, 0.45) * (0.55 + 0.6 * leaf))
      }
      let band = isSpine && abs(abs(place.x) - half.x * 0.72) < 0.05
      let title = isSpine && abs(place.x) < half.x * 0.4 && abs(place.y) < 0.035
      let thread = 0.85 + 0.3 * Noise.smooth(place * 40, seed: 91)
      return Surface(colour: band || title ? Colour(0.55, 0.4, 0.12) : cloth * thread)
    }
  }

  /// A wooden cube with a 3x3 kernel painted on each face.
  ///
  /// - Parameter half: Half the length of a side.
  /// - Returns: Nine fields a face, dark ones for negative weights.
  static func kernelCube(half: Double) -> Material {
    { place in
      let scaled = place / half
      let onSide = abs(scaled.x) > 0.999
      let onTop = abs(scaled.y) > 0.999
      let face =
        onSide
        ? Point(scaled.z, scaled.y) : onTop ? Point(scaled.x, scaled.z) : Point(scaled.x, scaled.y)
      let cell = (face + 0.9) / 0.6
      let inside = cell - cell.rounded(.down)
      let isFrame =
        abs(face.x) > 0.9 || abs(face.y) > 0.9
        || min(inside.x, inside.y, 1 - inside.x, 1 - inside.y) < 0.06
      let grain = 0.8 + 0.3 * Noise.smooth(place * Vector(6, 40, 30), seed: 95)
      if isFrame { return Surface(colour: Colour(0.5, 0.32, 0.15) * grain) }
      let (column, row) = (Int(cell.x), Int(cell.y))
      let weights = onTop ? [0, -1, 0, -1, 4, -1, 0, -1, 0] : [-1, 0, 1, -2, 0, 2, -1, 0, 1]
      let weight = weights[min(max(3 * row + column, 0), 8)]
      let paint =
        weight == 0
        ? Colour(0.32, 0.3, 0.27)
        : weight > 0 ? Colour(0.8, 0.6, 0.12) : Colour(0.03, 0.06, 0.16)
      return Surface(colour: paint * grain)
    }
  }
}
