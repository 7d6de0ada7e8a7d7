import Comparison
import Kernels
import Glibc
import Testing

@Suite struct ShippedBankTests {
  /// The kernels of the folder `kernels`, found from the place of this file.
  private static func shippedKernels() throws -> [KernelBank] {
    let root = "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
    let folder = try #require(opendir("\(root)/kernels"))
    defer { closedir(folder) }
    var banks: [KernelBank] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard name.hasSuffix(".kernel") else { continue }
      let file = try #require(fopen("\(root)/kernels/\(name)", "r"))
      defer { fclose(file) }
      var content = [UInt8](repeating: 0, count: 1 << 16)
      let count = fread(&content, 1, content.count, file)
      banks.append(try KernelFile.parse(bytes: Array(content.prefix(count)), name: name))
    }
    return banks.sorted { $0.name < $1.name }
  }

  @Test("the shipped kernels and all families are 280 to 400 filters of 11x11 on colours")
  func count() throws {
    let bank = try HandcraftedBank(kernels: Self.shippedKernels(), size: 11, channels: 3)
    let count = bank.filters.count
    #expect((280...400).contains(count))
    let names = Set(bank.filters.map(\.filter.name))
    #expect(names.isSuperset(of: ["sobel-x", "sobel-x@11", "kirsch-8@11", "roberts-1"]))
    #expect(bank.leftOut.contains { $0.name == "sobel-1" && $0.reason == .same(as: "sobel-x") })
  }
}
