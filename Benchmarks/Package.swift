// swift-tools-version: 6.2

import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("ExistentialAny"),
  .treatAllWarnings(as: .error),
]

/// The program that measures; a package of its own, so that nobody else compiles it.
let package = Package(
  name: "lenslet-benchmarks",
  dependencies: [.package(name: "lenslet", path: "..")],
  targets: [
    .executableTarget(
      name: "benchmark",
      dependencies: [
        .product(name: "Internals", package: "lenslet"),
        .product(name: "Lenslet", package: "lenslet"),
        // Not linked, but run.
        .product(name: "lenslet", package: "lenslet"),
      ], swiftSettings: strict),
    .testTarget(
      name: "BenchmarkTests",
      dependencies: ["benchmark", .product(name: "Internals", package: "lenslet")],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
