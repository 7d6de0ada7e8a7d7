/// A weights file that somebody published, with what is needed to get it and to know it again.
public struct PublishedWeights: Hashable, Sendable {
  /// The name under which it is asked for.
  public let name: String

  /// What it holds and how large it is, in a few words.
  public let summary: String

  /// Where it was published.
  public let address: String

  /// The checksum that was published with it.
  public let checksum: PublishedChecksum

  /// Creates a description.
  ///
  /// - Parameters:
  ///   - name: The name under which it is asked for.
  ///   - summary: What it holds and how large it is, in a few words.
  ///   - address: Where it was published; what follows the last slash becomes the name of the file.
  ///   - checksum: The checksum that was published with it.
  public init(name: String, summary: String, address: String, checksum: PublishedChecksum) {
    self.name = name
    self.summary = summary
    self.address = address
    self.checksum = checksum
  }

  /// The name of the file.
  public var fileName: String {
    String(address.split(separator: "/").last ?? "")
  }

  /// The files that can be had, in the order in which they are listed.
  public static let all = [
    PublishedWeights(
      name: "alexnet", summary: "BVLC AlexNet in Caffe: 96 filters of 11x11, 244 MB",
      address: "http://dl.caffe.berkeleyvision.org/bvlc_alexnet.caffemodel",
      checksum: .sha1("9116a64c0fbe4459d18f4bb6b56d647b63920377")),
    PublishedWeights(
      name: "caffenet", summary: "BVLC reference CaffeNet: 96 filters of 11x11, 244 MB",
      address: "http://dl.caffe.berkeleyvision.org/bvlc_reference_caffenet.caffemodel",
      checksum: .sha1("4c8d77deb20ea792f84eb5e6d0a11ca0a8660a46")),
    PublishedWeights(
      name: "googlenet", summary: "BVLC GoogLeNet in Caffe: 64 filters of 7x7, 54 MB",
      address: "http://dl.caffe.berkeleyvision.org/bvlc_googlenet.caffemodel",
      checksum: .sha1("405fc5acd08a3bb12de8ee5e23a96bec22f08204")),
    PublishedWeights(
      name: "alexnet-torchvision",
      summary: "AlexNet of torchvision, the smaller one: 64 filters of 11x11, 244 MB",
      address: "https://download.pytorch.org/models/alexnet-owt-7be5be79.pth",
      checksum: .sha256(prefix: "7be5be79")),
  ]

  /// Finds a file by its name.
  ///
  /// - Parameter name: Such as `alexnet`.
  /// - Returns: The file; nil where none has the name.
  public static func named(_ name: String) -> PublishedWeights? {
    all.first { $0.name == name }
  }
}

/// A checksum as a publisher gives it, whole or only its beginning.
public enum PublishedChecksum: Hashable, Sendable {
  /// All 40 hexadecimal digits of SHA-1.
  case sha1(String)

  /// The first hexadecimal digits of SHA-256, at most 64.
  case sha256(prefix: String)

  /// The digits that are known, in lower case.
  public var digits: String {
    switch self {
    case .sha1(let digits), .sha256(let digits): digits
    }
  }
}

extension PublishedChecksum: CustomStringConvertible {
  /// The method and the digits, `…` standing for those that were not published.
  public var description: String {
    switch self {
    case .sha1(let digits): "SHA-1 \(digits)"
    case .sha256(let prefix): "SHA-256 \(prefix)\(prefix.count < 64 ? "…" : "")"
    }
  }
}

extension PublishedWeights {
  /// The same file, to be had from another server.
  ///
  /// - Parameter folder: The address of the folder with the file, with or without a slash at its
  ///   end.
  /// - Returns: The file with the other address; what it should contain is the same.
  public func mirrored(below folder: String) -> PublishedWeights {
    PublishedWeights(
      name: name, summary: summary,
      address: folder + (folder.hasSuffix("/") ? "" : "/") + fileName, checksum: checksum)
  }
}
