import func Glibc.expf

/// A picture while it is searched for: its numbers, and what is computed of them in a step.
struct SearchedPicture: Sendable {
  /// What is to become large.
  let unit: MaximisedUnit

  /// Steps that changed nothing, as the gradient was 0.
  private(set) var idleSteps = 0

  private let scale: PictureScale
  private let basis: PictureBasis
  private let isNatural: Bool
  private let planeCount: Int
  private var numbers: [Float]
  private var slopes: [Float]
  private var adam: Adam
  private var random: RandomNumbers
  private var colours: [Float]
  private var work: [Float]
  private var sampling: Movement.Sampling
  private var padded: [Float]
  private var room: PictureBasis.Room

  /// Starts with almost nothing: grey with a little noise.
  ///
  /// Random numbers are those of the channel, so that its picture is the same whichever others are
  /// searched for.
  ///
  /// - Parameters:
  ///   - unit: What is to become large.
  ///   - scale: What the network reads of a picture.
  ///   - basis: What pictures are made of.
  ///   - settings: How it is searched for.
  init(
    _ unit: MaximisedUnit, _ scale: PictureScale, _ basis: PictureBasis,
    _ settings: MaximisationSettings
  ) {
    self.unit = unit
    self.scale = scale
    self.basis = basis
    isNatural = settings.isNatural
    planeCount = scale.channels
    random = RandomNumbers(seed: settings.seed, stream: unit.channel)
    numbers = []
    for _ in 0..<planeCount * basis.count { numbers.append(0.01 * random.normal()) }
    slopes = [Float](repeating: 0, count: numbers.count)
    adam = Adam(count: numbers.count, rate: settings.rate)
    colours = [Float](repeating: 0, count: planeCount * scale.count)
    work = colours
    sampling = Movement.Sampling(side: scale.side)
    padded = sampling.padded
    room = basis.room
  }

  /// The picture, from 0 to 1, plane by plane.
  var planes: [Float] { colours.map { $0 + 0.5 } }

  /// Writes what the network reads of the picture as it is.
  ///
  /// - Parameter input: Takes the channels.
  mutating func show(to input: UnsafeMutablePointer<Float>) {
    computeColours()
    colours.withUnsafeBufferPointer { colours in
      if let start = colours.baseAddress { scale.write(start, grey: 0.5, to: input) }
    }
  }

  /// Writes what the network reads of the picture once it is moved.
  ///
  /// - Parameter input: Takes the channels.
  mutating func showMoved(to input: UnsafeMutablePointer<Float>) {
    guard isNatural else { return show(to: input) }
    computeColours()
    sampling.set(Movement(side: scale.side, &random))
    for plane in 0..<planeCount {
      colours.withUnsafeBufferPointer { colours in
        work.withUnsafeMutableBufferPointer { work in
          guard let from = colours.baseAddress, let to = work.baseAddress else { return }
          sampling.move(from + plane * scale.count, to: to + plane * scale.count, &padded)
        }
      }
    }
    work.withUnsafeBufferPointer { work in
      if let start = work.baseAddress { scale.write(start, grey: 0.5, to: input) }
    }
  }

  /// Changes the picture by the gradient of what the network has read.
  ///
  /// - Parameter gradient: The gradient, channel by channel.
  mutating func climb(_ gradient: UnsafePointer<Float>) {
    let count = scale.count
    if (0..<planeCount * count).allSatisfy({ gradient[$0] == 0 }) {
      idleSteps += 1
      return
    }
    work.withUnsafeMutableBufferPointer { work in
      guard let work = work.baseAddress else { return }
      scale.writeBack(gradient, to: work)
      if isNatural {
        for plane in 0..<planeCount {
          sampling.moveBack(work + plane * count, to: work + plane * count, &padded)
        }
      }
      // The slope of the logistic function, p · (1 - p), with p less a half.
      for place in 0..<planeCount * count {
        work[place] *= 0.25 - colours[place] * colours[place]
      }
      if isNatural, planeCount == 3 { Self.mix(work, count, isTransposed: true) }
      slopes.withUnsafeMutableBufferPointer { slopes in
        guard let slopes = slopes.baseAddress else { return }
        for plane in 0..<planeCount {
          basis.gradient(work + plane * count, to: slopes + plane * basis.count, &room)
        }
      }
    }
    adam.climb(&numbers, slopes)
  }

  /// Works out the colours, less a half.
  private mutating func computeColours() {
    let count = scale.count
    colours.withUnsafeMutableBufferPointer { colours in
      guard let colours = colours.baseAddress else { return }
      for plane in 0..<planeCount {
        basis.write(
          numbers[plane * basis.count..<(plane + 1) * basis.count], to: colours + plane * count,
          &room)
      }
      if isNatural, planeCount == 3 { Self.mix(colours, count, isTransposed: false) }
      for place in 0..<planeCount * count {
        colours[place] = 1 / (1 + expf(-colours[place])) - 0.5
      }
    }
  }

  /// Makes independent numbers colours that go together, or goes back with gradients.
  private static func mix(
    _ planes: UnsafeMutablePointer<Float>, _ count: Int, isTransposed: Bool
  ) {
    let matrix = ColourCorrelation.matrix
    let rows = (0..<3).map { row in
      (0..<3).map { isTransposed ? matrix[$0][row] : matrix[row][$0] }
    }.map { SIMD3($0[0], $0[1], $0[2]) }
    let (first, second, third) = (rows[0], rows[1], rows[2])
    for place in 0..<count {
      let (a, b, c) = (planes[place], planes[count + place], planes[2 * count + place])
      planes[place] = first.x * a + first.y * b + first.z * c
      planes[count + place] = second.x * a + second.y * b + second.z * c
      planes[2 * count + place] = third.x * a + third.y * b + third.z * c
    }
  }
}
