// swift-tools-version: 6.2

import PackageDescription

/// The program that draws the pictures of `samples`; a package of its own, so that nobody else
/// compiles it.
let package = Package(
  name: "lenslet-samples",
  dependencies: [.package(name: "lenslet", path: "..")],
  targets: [
    .executableTarget(
      name: "make-samples",
      dependencies: [
        .product(name: "Internals", package: "lenslet"),
        .product(name: "Lenslet", package: "lenslet"),
      ],
      swiftSettings: [
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("ExistentialAny"),
        .treatAllWarnings(as: .error),
      ])
  ],
  swiftLanguageModes: [.v6]
)
