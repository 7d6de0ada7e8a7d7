/// Maps of the ways through a module of Inception V1: table 1 of Szegedy and others, "Going deeper
/// with convolutions" (2014).
struct InceptionModule: Sendable {
  /// Its number.
  let name: String

  /// Maps of the way of 1×1.
  let single: Int

  /// Maps that are reduced to before 3×3, and maps that come out.
  let small: (reduced: Int, maps: Int)

  /// Maps that are reduced to before 5×5, and maps that come out.
  let large: (reduced: Int, maps: Int)

  /// Maps of the way behind pooling.
  let pooled: Int

  private init(
    _ name: String, _ single: Int, _ small: (Int, Int), _ large: (Int, Int), _ pooled: Int
  ) {
    (self.name, self.single, self.pooled) = (name, single, pooled)
    (self.small, self.large) = (small, large)
  }

  /// The modules on an eighth of rows and columns.
  static let third = [
    InceptionModule("3a", 64, (96, 128), (16, 32), 32),
    InceptionModule("3b", 128, (128, 192), (32, 96), 64),
  ]

  /// The modules on a sixteenth.
  static let fourth = [
    InceptionModule("4a", 192, (96, 208), (16, 48), 64),
    InceptionModule("4b", 160, (112, 224), (24, 64), 64),
    InceptionModule("4c", 128, (128, 256), (24, 64), 64),
    InceptionModule("4d", 112, (144, 288), (32, 64), 64),
    InceptionModule("4e", 256, (160, 320), (32, 128), 128),
  ]

  /// The modules on a thirty-second.
  static let fifth = [
    InceptionModule("5a", 256, (160, 320), (32, 128), 128),
    InceptionModule("5b", 384, (192, 384), (48, 128), 128),
  ]
}
