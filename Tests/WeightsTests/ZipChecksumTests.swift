import Testing
import Weights

@Suite("Checksums of archives")
struct ZipChecksumTests {
  private static let array = npy(
    "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }", [1, 2])

  @Test("a checksum of 0 was not written, whatever the others are")
  func notWritten() throws {
    let members = [
      ZipMember(name: "a.npy", contents: Self.array),
      ZipMember(name: "b.npy", contents: TinyFileTests.deflated, method: 8, size: 85),
      ZipMember(
        name: "c.npy", contents: TinyFileTests.deflated, method: 8, checksum: 0xf8f7_5218, size: 85),
    ]
    let file = try open(zip(members), "x.npz")
    #expect(try file.tensor(named: "a").values == [1, 2])
    #expect(try file.tensor(named: "b").values == [1, -2, 0.5, 3])
    #expect(try file.tensor(named: "c").values == [1, -2, 0.5, 3])
  }

  @Test("a wrong checksum that is not 0 is an error, also among others of 0")
  func wrong() {
    let members = [
      ZipMember(name: "a.npy", contents: Self.array),
      ZipMember(name: "b.npy", contents: Self.array, checksum: 1),
    ]
    #expect(problem(zip(members), "x.npz")?.contains("the checksum of 'b.npy' is wrong") == true)
  }
}
