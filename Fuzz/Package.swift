// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

/// The programs that look for files at which a reader fails; a package of its own, so that nobody
/// else compiles it.
///
/// `Scripts/fuzz` builds and runs them.
let package = Package(
  name: "lenslet-fuzz",
  dependencies: [.package(name: "lenslet", path: "..")],
  targets: [
    // What libFuzzer calls.
    .target(
      name: "FuzzEntry", dependencies: [.product(name: "Readers", package: "lenslet")],
      swiftSettings: strict),

    // Readers of what is in one file.
    .executableTarget(
      name: "fuzz-readers",
      dependencies: ["FuzzEntry", .product(name: "Readers", package: "lenslet")],
      swiftSettings: strict),

    // Networks and pipelines: what is read is made into graphs, and computed.
    .executableTarget(
      name: "fuzz-networks",
      dependencies: [
        "FuzzEntry", .product(name: "Lenslet", package: "lenslet"),
        .product(name: "Readers", package: "lenslet"),
      ], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
