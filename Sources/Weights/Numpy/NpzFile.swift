import Codecs
import Files
import Spelling

/// A NumPy `.npz` file: a zip archive of `.npy` files.
struct NpzFile: WeightsContainer {
  static let kind = WeightsKind.npz

  private struct Member {
    let entry: ZipArchive.Entry
    let array: StoredArray
  }

  private let archive: ZipArchive
  private let members: [Member]
  private let places: [ExactName: Int]

  /// The arrays of numbers in the order of the archive.
  var entries: [TensorEntry] { members.map(\.array.entry) }

  /// The arrays of text, dates, complex numbers, structures and Python objects.
  let unread: [UnreadTensor]

  /// The texts that a conversion has put into the array `__metadata__`.
  let metadata: WeightsMetadata

  static func recognises(_ file: MappedFile) -> Bool {
    file.bytes.starts(with: ZipArchive.magic) || file.bytes.starts(with: ZipArchive.emptyMagic)
  }

  static func isMeant(by name: WeightsFileName) -> Bool { name.fileExtension == "npz" }

  /// Reads the headers of all arrays.
  ///
  /// - Parameters:
  ///   - file: The archive.
  ///   - name: Its name.
  /// - Throws: `WeightsError`: that of `unknownContent` where it holds no array, `array` where it holds
  ///   Python objects alone or an array is damaged, `malformed` and `unsupported` as `ZipArchive`.
  init(_ file: MappedFile, name: WeightsFileName) throws(WeightsError) {
    archive = try ZipArchive(file)
    var members: [Member] = []
    var unread: [UnreadTensor] = []
    var metadata = WeightsMetadata()
    for entry in archive.entries {
      if entry.name == MetadataText.member, entry.size <= MetadataText.limit {
        let texts = try archive.withContents(of: entry) { MetadataText.decode(array: $0) }
        if let texts {
          metadata = texts
          continue
        }
      }
      guard let name = entry.name.withoutEnding(".npy") else { continue }
      let start = try archive.prefix(StoredArray.longestHeader, of: entry)
      switch try ArrayContent(start: start, fileSize: entry.size, name: name) {
      case .numbers(let array): members.append(Member(entry: entry, array: array))
      case .unread(let tensor): unread.append(tensor)
      }
    }
    guard !members.isEmpty || !unread.isEmpty || archive.entries.isEmpty else {
      throw archive.unknownContent
    }
    if members.isEmpty, let objects = unread.first(where: \.holdsObjects) { throw objects.problem }
    self.metadata = metadata
    self.members = members
    places = Dictionary(
      members.indices.map { index in
        (ExactName(members[index].array.entry.name), index)
      }, uniquingKeysWith: { first, _ in first })
    self.unread = unread
  }

  func doubles(named name: String) throws(WeightsError) -> [Double] {
    let member = try member(named: name)
    return try archive.withContents(of: member.entry) { bytes in member.array.doubles(in: bytes) }
  }

  /// Reads an array; an entry that is not deflated is read where it lies.
  ///
  /// - Parameter name: One of the entries' names.
  /// - Returns: Its values, converted to `Float`.
  /// - Throws: `WeightsError`.
  func tensor(named name: String) throws(WeightsError) -> Tensor {
    let member = try member(named: name)
    return try archive.withContents(of: member.entry) { bytes in member.array.tensor(of: bytes) }
  }

  private func member(named name: String) throws(WeightsError) -> Member {
    guard let place = places[ExactName(name)] else { throw absence(of: name) }
    return members[place]
  }
}

extension UnreadTensor {
  /// Whether it is an array of Python objects, or none at all.
  fileprivate var holdsObjects: Bool {
    switch problem {
    case .array(_, .numpyObjects), .array(_, .notNumpy): true
    default: false
    }
  }
}
