import Foundation
public import Pixels

/// Texts and pictures that were looked at once and recorded, for what is compared with them since.
///
/// A picture is recorded as text, so that a change of it can be read: its size, the checksum of its
/// samples, and its pixels, or the means of squares of them where they are many. One that is new or
/// different lies as a whole in the temporary folder, to be looked at.
public struct RecordedFiles: Sendable {
  /// The variable of the environment that has them recorded anew.
  public static let variable = "LENSLET_RECORD"

  private let folder: URL

  private let isRecording = ProcessInfo.processInfo.environment[variable] != nil

  /// Names a folder of recorded files.
  ///
  /// - Parameters:
  ///   - name: The folder.
  ///   - file: The file of the test, beside which the folder lies.
  public init(_ name: String, beside file: String = #filePath) {
    folder = URL(filePath: file).deletingLastPathComponent().appending(path: name)
  }

  /// The names of the files that are recorded, in order.
  public var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// Compares a text with the recorded one, or records it.
  ///
  /// - Parameters:
  ///   - text: What a test has made.
  ///   - name: The recorded file.
  /// - Returns: The first difference and what to do; nil where there is none.
  public func difference(of text: String, from name: String) -> String? {
    difference(of: text, from: name) { "" }
  }

  /// Compares a picture with the recorded one, or records it.
  ///
  /// - Parameters:
  ///   - image: What a test has drawn: 8-bit grey or colours without alpha.
  ///   - name: The recorded file.
  /// - Returns: The first difference, where the new picture can be looked at, and what to do; nil
  ///   where there is no difference.
  public func difference(of image: Image, from name: String) -> String? {
    difference(of: image.recordedText, from: name) {
      let file = FileManager.default.temporaryDirectory.appending(path: "\(name).ppm")
      let isWritten = (try? Data(image.portablePixmap).write(to: file)) != nil
      return isWritten ? "; the new picture is \(file.path)" : ""
    }
  }

  private func difference(of text: String, from name: String, more: () -> String) -> String? {
    let file = folder.appending(path: name)
    if isRecording {
      do {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
        _ = more()
        return nil
      } catch {
        return "\(file.path) cannot be written: \(error)"
      }
    }
    let advice = "look at it, and set \(Self.variable)=1 to record it anew\(more())"
    guard let data = try? Data(contentsOf: file) else {
      return "\(file.path) is not recorded: \(advice)"
    }
    let (new, old) = (lines(of: text), lines(of: String(decoding: data, as: UTF8.self)))
    if new == old { return nil }
    let number = zip(new, old).prefix { $0 == $1 }.count
    func told(_ lines: [Substring]) -> String {
      number < lines.count ? "'\(lines[number])'" : "none"
    }
    return "\(file.path): line \(number + 1) is \(told(new)), recorded is \(told(old)): \(advice)"
  }

  private func lines(of text: String) -> [Substring] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
  }
}

extension Image {
  /// How many pixels a recorded picture has at most, so that its file stays below 12 kB.
  private static let mostRecorded = 1500

  /// The picture as it is recorded.
  fileprivate var recordedText: String {
    var side = 1
    while (width + side - 1) / side * ((height + side - 1) / side) > Self.mostRecorded { side += 1 }
    let checksum = String(plainCRC32(bytes), radix: 16)
    let rows = stride(from: 0, to: height, by: side).map { y in
      stride(from: 0, to: width, by: side).map { x in mean(x, y, side: side) }
        .joined(separator: " ")
    }
    let kind = channels == 1 ? "grey" : "red, green and blue"
    let head = "\(width)x\(height) pixels, \(kind), CRC-32 \(checksum), a square of \(side) each:"
    return ([head] + rows).joined(separator: "\n") + "\n"
  }

  /// The mean colour of a square as hexadecimal digits, two a channel.
  private func mean(_ left: Int, _ top: Int, side: Int) -> String {
    let (right, bottom) = (min(left + side, width), min(top + side, height))
    var sums = [Int](repeating: 0, count: channels)
    let samples = bytes
    for y in top..<bottom {
      for x in left..<right {
        for channel in 0..<channels {
          sums[channel] += Int(samples[(y * width + x) * channels + channel])
        }
      }
    }
    let count = (right - left) * (bottom - top)
    return sums.map { sum in
      let digits = String((sum + count / 2) / count, radix: 16)
      return digits.count == 1 ? "0\(digits)" : digits
    }.joined()
  }

  /// The picture as a file that viewers open: PGM for grey, PPM for colours (Netpbm).
  fileprivate var portablePixmap: [UInt8] {
    Array("\(channels == 1 ? "P5" : "P6")\n\(width) \(height)\n255\n".utf8) + bytes
  }
}
