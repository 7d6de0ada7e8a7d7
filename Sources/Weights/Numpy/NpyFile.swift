import Codecs
import Files
import Spelling

/// A NumPy `.npy` file: one array, named after the file.
struct NpyFile: WeightsContainer {
  static let kind = WeightsKind.npy

  private let file: MappedFile
  private let array: StoredArray

  /// The one array.
  var entries: [TensorEntry] { [array.entry] }

  static func recognises(_ file: MappedFile) -> Bool {
    file.bytes.starts(with: NumpyHeader.magic)
  }

  static func isMeant(by name: WeightsFileName) -> Bool { name.fileExtension == "npy" }

  /// Reads the header.
  ///
  /// - Parameters:
  ///   - file: The content.
  ///   - name: Its name.
  /// - Throws: `WeightsError.array`; also where the values are no numbers, as there is nothing else.
  init(_ file: MappedFile, name: WeightsFileName) throws(WeightsError) {
    self.file = file
    let start = Array(file.bytes.prefix(StoredArray.longestHeader))
    switch try ArrayContent(start: start, fileSize: file.bytes.count, name: name.stem) {
    case .numbers(let array): self.array = array
    case .unread(let tensor): throw tensor.problem
    }
  }

  func doubles(named name: String) throws(WeightsError) -> [Double] {
    guard entry(named: name) != nil else { throw absence(of: name) }
    return array.doubles(in: file.bytes)
  }

  /// Reads the array.
  ///
  /// - Parameter name: Its name.
  /// - Returns: Its values, converted to `Float`.
  /// - Throws: `WeightsError.missing` where it has another name.
  func tensor(named name: String) throws(WeightsError) -> Tensor {
    guard entry(named: name) != nil else { throw absence(of: name) }
    return array.tensor(of: file.bytes)
  }
}
