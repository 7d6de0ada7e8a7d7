import Codecs
import Files
import Spelling

/// A NumPy `.npz` file: a zip archive of `.npy` files.
struct NpzFile: WeightsContainer {
  private struct Member {
    let entry: ZipArchive.Entry
    let array: StoredArray
  }

  private let archive: ZipArchive
  private let members: [Member]

  /// Arrays that are left out because of the type of their values, usually text.
  private let unreadable: [ExactName: WeightsError]

  /// The arrays in the order of the archive; those that hold no numbers are left out.
  var entries: [TensorEntry] { members.map(\.array.entry) }

  static func recognises(_ file: MappedFile, name: WeightsFileName) -> Bool {
    file.bytes.starts(with: ZipArchive.magic) || file.bytes.starts(with: ZipArchive.emptyMagic)
      || name.fileExtension == "npz"
  }

  init(_ file: MappedFile, name: WeightsFileName) throws(WeightsError) {
    archive = try ZipArchive(file)
    var members: [Member] = []
    var unreadable: [ExactName: WeightsError] = [:]
    for entry in archive.entries {
      guard let name = entry.name.withoutEnding(".npy") else { continue }
      let start = try archive.prefix(StoredArray.longestHeader, of: entry)
      do throws(WeightsError) {
        let array = try StoredArray(start: start, fileSize: entry.size, name: name)
        members.append(Member(entry: entry, array: array))
      } catch {
        guard case .array(_, .numpyType) = error else { throw error }
        unreadable[ExactName(name)] = error
      }
    }
    guard !members.isEmpty || archive.entries.isEmpty else {
      throw unreadable.min { $0.key < $1.key }?.value
        ?? .zip(unsupported: "it holds no .npy arrays and no weights of PyTorch")
    }
    self.members = members
    self.unreadable = unreadable
  }

  /// Reads an array; an entry that is not deflated is read where it lies.
  ///
  /// - Parameter name: One of the entries' names.
  /// - Returns: Its values, converted to `Float`.
  /// - Throws: `WeightsError`.
  func tensor(named name: String) throws(WeightsError) -> Tensor {
    let member = members.first { ExactName($0.array.entry.name) == ExactName(name) }
    guard let member else {
      throw unreadable[ExactName(name)] ?? .missing(name, among: entries.map(\.name))
    }
    return try archive.withContents(of: member.entry) { bytes in member.array.tensor(of: bytes) }
  }
}
