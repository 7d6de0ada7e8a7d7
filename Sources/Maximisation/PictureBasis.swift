/// What a picture is made of: numbers that the search changes, and what they do to pixels.
///
/// With frequencies, planes are the real inverse Fourier transforms of coefficients, each scaled by the
/// inverse of its frequency, as natural pictures are: `1 / max(f, 1 / n) · n`, then divided by 4, of
/// planes of `n · n` pixels. Olah, Mordvintsev and Schubert, "Feature visualization" (2017), as their
/// library `lucid` has it.
package struct PictureBasis: Sendable {
  /// Pixels along the side of a picture.
  let side: Int

  /// Numbers per plane.
  package let count: Int

  private let frequencies: FrequencyScale?

  /// Prepares a basis.
  ///
  /// - Parameters:
  ///   - side: Pixels along the side of a picture.
  ///   - usesFrequencies: Whether numbers are Fourier coefficients, not pixels.
  package init(side: Int, usesFrequencies: Bool) {
    self.side = side
    frequencies = usesFrequencies ? FrequencyScale(atLeast: side) : nil
    count = frequencies.map { 2 * $0.scales.count } ?? side * side
  }

  /// Writes a plane of pixels.
  ///
  /// - Parameters:
  ///   - numbers: As many as `count`.
  ///   - plane: Takes the pixels, row by row.
  ///   - room: What is computed on the way.
  package func write(
    _ numbers: ArraySlice<Float>, to plane: UnsafeMutablePointer<Float>, _ room: inout Room
  ) {
    guard let frequencies else {
      for (place, number) in numbers.enumerated() { plane[place] = number }
      return
    }
    frequencies.write(numbers, to: plane, side: side, &room)
  }

  /// Adds up what each number does to pixels: the adjoint of `write`.
  ///
  /// - Parameters:
  ///   - plane: A gradient of pixels.
  ///   - gradient: Takes a number per number.
  ///   - room: What is computed on the way.
  package func gradient(
    _ plane: UnsafePointer<Float>, to gradient: UnsafeMutablePointer<Float>, _ room: inout Room
  ) {
    guard let frequencies else {
      gradient.update(from: plane, count: count)
      return
    }
    frequencies.gradient(plane, to: gradient, side: side, &room)
  }

  /// What is computed on the way, kept from step to step.
  package struct Room: Sendable {
    fileprivate var spectrum: ComplexMatrix
    fileprivate var spectrumScratch: ComplexMatrix
    fileprivate var rows: ComplexMatrix
    fileprivate var rowsScratch: ComplexMatrix
  }

  /// Room for a picture.
  package var room: Room {
    let side = frequencies?.side ?? 2
    let spectrum = ComplexMatrix(rows: side, columns: side / 2 + 1)
    let rows = ComplexMatrix(rows: side, columns: side / 2)
    return Room(spectrum: spectrum, spectrumScratch: spectrum, rows: rows, rowsScratch: rows)
  }
}

/// Planes of a power of two of pixels, as Fourier coefficients.
///
/// Coefficients lie in a row per horizontal frequency, in it the vertical ones from 0 to a half; first
/// all real parts, then all imaginary ones.
private struct FrequencyScale: Sendable {
  /// Pixels along the side.
  let side: Int

  /// What each coefficient is multiplied by.
  let scales: [Float]

  private let fourier: RowFourier

  /// Vertical frequencies.
  private var columns: Int { side / 2 + 1 }

  init(atLeast smallest: Int) {
    var side = 2
    while side < smallest { side *= 2 }
    self.side = side
    fourier = RowFourier(count: side)
    var scales: [Float] = []
    for horizontal in 0..<side {
      let x = Double(horizontal <= side / 2 ? horizontal : horizontal - side) / Double(side)
      for vertical in 0...side / 2 {
        let y = Double(vertical) / Double(side)
        let frequency = max((x * x + y * y).squareRoot(), 1 / Double(side))
        // Of the inverse transform too, which is divided by the count of pixels.
        scales.append(Float(1 / (frequency * 4 * Double(side))))
      }
    }
    self.scales = scales
  }

  func write(
    _ numbers: ArraySlice<Float>, to plane: UnsafeMutablePointer<Float>, side cut: Int,
    _ room: inout PictureBasis.Room
  ) {
    let (start, half) = (numbers.startIndex, scales.count)
    for place in 0..<half {
      room.spectrum.real[place] = scales[place] * numbers[start + place]
      room.spectrum.imaginary[place] = scales[place] * numbers[start + half + place]
    }
    fourier.transform(&room.spectrum, &room.spectrumScratch, isInverse: true)
    pack(room.spectrum, into: &room.rows)
    fourier.transform(&room.rows, &room.rowsScratch, isInverse: true)
    // Real parts are the left half of a row, imaginary ones the right.
    for row in 0..<cut {
      for column in 0..<cut {
        let place = row * (side / 2) + column % (side / 2)
        plane[row * cut + column] =
          column < side / 2 ? room.rows.real[place] : room.rows.imaginary[place]
      }
    }
  }

  /// Two columns of pixels become real and imaginary parts of one: their spectra are those of real
  /// numbers.
  private func pack(_ spectrum: ComplexMatrix, into rows: inout ComplexMatrix) {
    let half = side / 2
    for column in 0..<half {
      let (left, right) = (column * columns, (column + half) * columns)
      for vertical in 0...half {
        // What is imaginary of the first and the last cannot be seen in real numbers.
        let isReal = vertical == 0 || vertical == half
        let (a, b) = (spectrum.real[left + vertical], spectrum.imaginary[left + vertical])
        let (c, d) = (spectrum.real[right + vertical], spectrum.imaginary[right + vertical])
        let place = vertical * half + column
        rows.real[place] = isReal ? a : a - d
        rows.imaginary[place] = isReal ? c : b + c
        if isReal { continue }
        let mirrored = (side - vertical) * half + column
        rows.real[mirrored] = a + d
        rows.imaginary[mirrored] = c - b
      }
    }
  }

  func gradient(
    _ plane: UnsafePointer<Float>, to gradient: UnsafeMutablePointer<Float>, side cut: Int,
    _ room: inout PictureBasis.Room
  ) {
    let half = side / 2
    for row in 0..<side {
      for column in 0..<half {
        let place = row * half + column
        let isInside = row < cut
        room.rows.real[place] = isInside && column < cut ? plane[row * cut + column] : 0
        room.rows.imaginary[place] =
          isInside && column + half < cut ? plane[row * cut + column + half] : 0
      }
    }
    fourier.transform(&room.rows, &room.rowsScratch, isInverse: false)
    unpack(room.rows, into: &room.spectrum)
    fourier.transform(&room.spectrum, &room.spectrumScratch, isInverse: false)
    for place in scales.indices {
      gradient[place] = scales[place] * room.spectrum.real[place]
      gradient[scales.count + place] = scales[place] * room.spectrum.imaginary[place]
    }
  }

  /// The spectra of two columns of pixels that were real and imaginary parts of one; what stands for
  /// two frequencies counts twice.
  private func unpack(_ rows: ComplexMatrix, into spectrum: inout ComplexMatrix) {
    let half = side / 2
    for column in 0..<half {
      let (left, right) = (column * columns, (column + half) * columns)
      for vertical in 0...half {
        let weight: Float = vertical == 0 || vertical == half ? 0.5 : 1
        let place = vertical * half + column
        let mirrored = (side - vertical) % side * half + column
        let (a, b) = (rows.real[place], rows.imaginary[place])
        let (c, d) = (rows.real[mirrored], rows.imaginary[mirrored])
        spectrum.real[left + vertical] = weight * (a + c)
        spectrum.imaginary[left + vertical] = weight * (b - d)
        spectrum.real[right + vertical] = weight * (b + d)
        spectrum.imaginary[right + vertical] = weight * (c - a)
      }
    }
  }
}
