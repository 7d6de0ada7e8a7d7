import Codecs
import Files
import Spelling

/// A NumPy `.npy` file: one array, named after the file.
struct NpyFile: WeightsContainer {
  private let file: MappedFile
  private let array: StoredArray

  /// The one array.
  var entries: [TensorEntry] { [array.entry] }

  static func recognises(_ file: MappedFile, name: WeightsFileName) -> Bool {
    file.bytes.starts(with: NumpyHeader.magic) || name.fileExtension == "npy"
  }

  init(_ file: MappedFile, name: WeightsFileName) throws(WeightsError) {
    self.file = file
    let start = Array(file.bytes.prefix(StoredArray.longestHeader))
    array = try StoredArray(start: start, fileSize: file.bytes.count, name: name.stem)
  }

  /// Reads the array.
  ///
  /// - Parameter name: Its name.
  /// - Returns: Its values, converted to `Float`.
  /// - Throws: `WeightsError.missing` where it has another name.
  func tensor(named name: String) throws(WeightsError) -> Tensor {
    guard ExactName(name) == ExactName(array.entry.name) else {
      throw .missing(name, among: [array.entry.name])
    }
    return array.tensor(of: file.bytes)
  }
}
