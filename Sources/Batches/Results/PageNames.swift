import Files
import Page

/// The addresses of files in the data of a page that lenslet has written.
///
/// The data is our own: keys in the order of the alphabet, no spaces, addresses without a character
/// that JSON would write otherwise. A quotation mark inside a text has a backslash before it, so
/// that a key in quotation marks stands nowhere else.
struct PageNames {
  /// What the page knew before any work: its steps among it.
  private let head: ArraySlice<UInt8>

  /// What it tells about inputs.
  private let images: ArraySlice<UInt8>

  /// Reads the data of a page; nil where there is none.
  ///
  /// - Parameter page: A page of filtered images or feature maps.
  init?(_ page: Path) {
    guard let mapped = try? MappedFile(page) else { return nil }
    let bytes = Array(mapped.bytes)
    guard let start = bytes.firstRange(of: Array(#" id="data">{"head":"#.utf8))?.upperBound,
      let middle = bytes[start...].firstRange(of: Array(#","images":["#.utf8))?.upperBound
    else { return nil }
    let end = bytes[middle...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.endIndex
    head = bytes[start..<middle]
    images = bytes[middle..<end]
  }

  /// The pictures and arrays that are named one by one, as paths below the folder of the page.
  var files: [Path] {
    (texts(of: "file", in: images) + texts(of: "sheet", in: images) + arrays)
      .compactMap(Path.init(urlText:))
  }

  /// These, and the pictures of single maps, which are named after their inputs and steps.
  ///
  /// - Parameter folder: The folder of the page, in which the pictures are looked for.
  /// - Returns: Paths below the folder.
  func mapFiles(in folder: Path) -> [Path] {
    var files = files
    let steps = texts(of: "name", in: head)
    for input in texts(of: "folder", in: images).compactMap(Path.init(urlText:)) {
      for step in steps {
        let place = input.appending(step)
        let names = (try? File.list(folder.appending(place))) ?? []
        files += names.filter(MapExporter.isPicture).map(place.appending)
      }
    }
    return files
  }

  /// The values of a key that are texts.
  private func texts(of key: String, in data: ArraySlice<UInt8>) -> [String] {
    strings(after: Array("\"\(key)\":".utf8), in: data).map { $0[0] }
  }

  /// The texts of the lists of arrays.
  private var arrays: [String] {
    strings(after: Array(#""arrays":["#.utf8), in: images).flatMap(\.self)
  }

  /// The texts that follow each place of a start, parted by commas; none where something else does.
  private func strings(after start: [UInt8], in data: ArraySlice<UInt8>) -> [[String]] {
    let (quote, comma) = (UInt8(ascii: "\""), UInt8(ascii: ","))
    var found: [[String]] = []
    var rest = data
    while let place = rest.firstRange(of: start) {
      rest = rest[place.upperBound...]
      var texts: [String] = []
      while rest.first == quote, let end = rest.dropFirst().firstIndex(of: quote) {
        texts.append(String(decoding: rest[rest.startIndex + 1..<end], as: UTF8.self))
        rest = rest[(end + 1)...]
        guard rest.first == comma else { break }
        rest = rest.dropFirst()
      }
      if !texts.isEmpty { found.append(texts) }
    }
    return found
  }
}
