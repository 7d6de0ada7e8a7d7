// swift-tools-version: 6.2

import PackageDescription

/// In release a module is compiled as a whole, and its interface is written by the same run: the
/// driver's default type-checks and optimises everything twice for the two.
let once: [SwiftSetting] = [
  .unsafeFlags(["-no-emit-module-separately-wmo"], .when(configuration: .release))
]

/// Settings that every Swift target shares: imports are internal unless they say `public`, and
/// warnings are errors, but for what a later toolchain deprecates.
let strict: [SwiftSetting] =
  once + [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("ExistentialAny"),
    .treatAllWarnings(as: .error),
    .treatWarning("DeprecatedDeclaration", as: .warning),
  ]

/// Settings of the C targets.
let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

/// Settings of modules and tests that run no loops of their own over samples: compiled without
/// optimisation in release too, as that takes most of the time of a build and what they call is
/// optimised all the same.
let withoutLoops: [SwiftSetting] =
  strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

/// Settings of one build of the row loops; `march` names the x86-64 level it may use.
///
/// Nothing is inlined into other modules, and square roots need no `errno`. Only release builds are raised above the baseline: a debug build
/// emits shared standard-library code, which the linker would take for every CPU.
func rowLoops(march: String? = nil) -> [SwiftSetting] {
  var flags = ["-disable-cmo", "-Xcc", "-fno-math-errno"]
  #if arch(x86_64)
    if let march { flags += ["-Xcc", "-march=\(march)", "-Xcc", "-mprefer-vector-width=512"] }
  #endif
  // Tiles of sums fill the registers: 32 with AVX-512, otherwise 16.
  let wide: [SwiftSetting] = march == "x86-64-v4" ? [.define("WIDE_REGISTERS")] : []
  return strict + wide + [.unsafeFlags(flags, .when(configuration: .release))]
}

let package = Package(
  name: "lenslet",
  products: [
    .executable(name: "lenslet", targets: ["lenslet"]),
    .executable(name: "lenslet-fetch", targets: ["lenslet-fetch"]),
    .library(
      name: "Lenslet",
      targets: [
        "Pixels", "Loops", "Kernels", "Filtering", "Networks", "Comparison", "Codecs",
        "StoredNumbers", "Weights", "ModelFiles",
        "Reports", "Page", "ComparisonReports", "Threads", "Definitions", "Batches", "Comparing",
        "Explaining", "Maximisation",
      ]),
    // For the packages of the checkout, Benchmarks and SampleMaker; no interface for others.
    .library(
      name: "Internals",
      targets: [
        "BenchmarkCases", "CMemory", "CommandLineKit", "Files", "RowLoopTable", "_TestSupport",
      ]),
    // What reads files, for the package Fuzz.
    .library(
      name: "Readers",
      targets: [
        "Codecs", "Files", "Kernels", "ModelFiles", "Pixels", "StoredNumbers", "Weights",
        "_TestSupport",
      ]),
  ],
  targets: [
    // In the order of Sources/README.md: a module names those above it alone.

    // Vocabulary: images, shapes, borders. No dependency.
    .target(name: "Pixels", swiftSettings: strict, linkerSettings: [.linkedLibrary("m")]),
    .testTarget(name: "PixelsTests", dependencies: ["Pixels"], swiftSettings: withoutLoops),

    // The name that was meant by a misspelt one. No dependency.
    .target(name: "Spelling", swiftSettings: strict),
    .testTarget(name: "SpellingTests", dependencies: ["Spelling"], swiftSettings: withoutLoops),

    // Any bytes as text that can be shown. No dependency.
    .target(name: "Escaping", swiftSettings: strict),
    .testTarget(name: "EscapingTests", dependencies: ["Escaping"], swiftSettings: withoutLoops),

    // Paths, directory walks, files that appear whole or not at all, and what tells one content from
    // another.
    .systemLibrary(
      name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CLinux"),
    .target(
      name: "Files", dependencies: ["CLinux", "CXXHash", "Escaping"], swiftSettings: strict),
    .testTarget(
      name: "FilesTests", dependencies: ["Files", "_TestSupport"], swiftSettings: withoutLoops),

    // Threads that share work, memory and what they wait for.
    .target(name: "CProcessor", cSettings: strictC),
    .target(name: "Threads", dependencies: ["CProcessor"], swiftSettings: strict),
    .testTarget(name: "ThreadsTests", dependencies: ["Threads"], swiftSettings: withoutLoops),

    // Commands, options and help as declarations.
    .target(
      name: "CommandLineKit", dependencies: ["Escaping", "Spelling"], swiftSettings: withoutLoops),
    .testTarget(
      name: "CommandLineKitTests", dependencies: ["CommandLineKit"], swiftSettings: withoutLoops),

    // The inner loops: one source, three builds, chosen at run time.
    .target(name: "CMemory", cSettings: strictC),
    .target(name: "RowLoopTable", swiftSettings: strict),
    .target(
      name: "RowLoopsBaseline", dependencies: ["CMemory", "RowLoopTable"], swiftSettings: rowLoops()
    ),
    .target(
      name: "RowLoopsAVX2", dependencies: ["CMemory", "RowLoopTable"],
      swiftSettings: rowLoops(march: "x86-64-v3")),
    .target(
      name: "RowLoopsAVX512", dependencies: ["CMemory", "RowLoopTable"],
      swiftSettings: rowLoops(march: "x86-64-v4")),
    .target(
      name: "Loops",
      dependencies: [
        "CProcessor", "RowLoopTable", "RowLoopsAVX2", "RowLoopsAVX512", "RowLoopsBaseline",
      ], swiftSettings: strict),

    // Kernels, kernel files and families of kernels.
    .target(
      name: "Kernels", dependencies: ["Escaping", "Pixels", "Spelling"],
      swiftSettings: withoutLoops),
    .testTarget(
      name: "KernelsTests", dependencies: ["Filtering", "Kernels", "Pixels", "_TestSupport"],
      swiftSettings: withoutLoops),

    // Convolution by several plans; Fourier transforms are a C++ template.
    .target(name: "CFourier", cSettings: strictC),
    .target(
      name: "Filtering",
      dependencies: [
        "CFourier", "CMemory", "Escaping", "Kernels", "Loops", "Pixels", "RowLoopTable", "Spelling",
      ], swiftSettings: strict),
    // Optimised: the straight loops that plans are compared with take the time of these tests.
    .testTarget(
      name: "FilteringTests",
      dependencies: [
        "BenchmarkCases", "Filtering", "Kernels", "Loops", "Pixels", "RowLoopTable", "_TestSupport",
      ],
      swiftSettings: strict),

    // Image files and NumPy arrays, from and to memory.
    .systemLibrary(name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"])]),
    .systemLibrary(name: "CJPEG", pkgConfig: "libjpeg", providers: [.apt(["libjpeg-dev"])]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .target(
      name: "CImageCodecs", dependencies: ["CISAL", "CJPEG", "CPNG"], cSettings: strictC,
      linkerSettings: [.linkedLibrary("png"), .linkedLibrary("z")]),
    .target(
      name: "Codecs",
      dependencies: [
        "CImageCodecs", "CMemory", "Loops", "Pixels", "RowLoopTable",
      ], swiftSettings: strict),
    .testTarget(
      name: "CodecsTests",
      dependencies: ["Codecs", "Loops", "Pixels", "RowLoopTable", "_TestSupport"],
      swiftSettings: withoutLoops),

    // Graphs of operators, the input stage, and receptive fields: pure computation.
    .target(
      name: "Networks",
      dependencies: ["CMemory", "Kernels", "Loops", "Pixels", "RowLoopTable"],
      swiftSettings: strict),
    .testTarget(
      name: "NetworksTests",
      dependencies: [
        "BenchmarkCases", "Codecs", "Filtering", "Kernels", "Loops", "Networks", "Pixels",
        "_TestSupport",
      ],
      swiftSettings: withoutLoops),

    // Learned filters against handcrafted ones: pure computation.
    .target(
      name: "Comparison",
      dependencies: [
        "Filtering", "Kernels", "Loops", "Networks", "Pixels",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ComparisonTests",
      dependencies: [
        "Comparison", "Kernels", "Networks", "Pixels", "_TestSupport",
      ],
      swiftSettings: withoutLoops),

    // Pictures that parts of a network look for: pure computation.
    .target(name: "Maximisation", dependencies: ["Networks", "Pixels"], swiftSettings: strict),
    .testTarget(
      name: "MaximisationTests", dependencies: ["Maximisation", "Networks", "Pixels"],
      swiftSettings: withoutLoops),

    // Numbers as files store them, and what they are in memory.
    .target(name: "StoredNumbers", swiftSettings: strict),
    .testTarget(
      name: "StoredNumbersTests", dependencies: ["StoredNumbers"], swiftSettings: withoutLoops),

    // Containers of learned weights, mapped from files.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(
      name: "Weights",
      dependencies: [
        "CZlib", "Codecs", "Escaping", "Files", "Pixels", "Spelling", "StoredNumbers",
      ], swiftSettings: withoutLoops),
    .testTarget(
      name: "WeightsTests",
      dependencies: ["Codecs", "Files", "Pixels", "StoredNumbers", "Weights", "_TestSupport"],
      swiftSettings: withoutLoops),

    // Files that describe networks, as records: what they say, mapped, without weights.
    .target(
      name: "ModelFiles",
      dependencies: ["Codecs", "Escaping", "Files", "StoredNumbers", "Weights"],
      swiftSettings: withoutLoops),
    .testTarget(
      name: "ModelFilesTests", dependencies: ["Files", "ModelFiles", "Weights", "_TestSupport"],
      swiftSettings: withoutLoops),

    // Text tables, pictures of kernels and maps, JSON and CSV.
    .target(
      name: "Reports",
      dependencies: [
        "Escaping", "Kernels", "Pixels",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: [
        "Kernels", "Pixels", "Reports", "_TestSupport",
      ],
      exclude: ["Pictures"], swiftSettings: withoutLoops),

    // The page: its document, its steps and values, and the file that grows with the results.
    .target(name: "CPage", exclude: ["page"], cSettings: strictC),
    .target(
      name: "Page",
      dependencies: [
        "CPage", "Files", "Kernels", "Networks", "Pixels", "Reports",
      ],
      swiftSettings: withoutLoops),

    // Pictures and records of comparisons; apart, so that reports need not wait for measures.
    .target(
      name: "ComparisonReports",
      dependencies: ["Comparison", "Page", "Pixels", "Reports"],
      swiftSettings: withoutLoops),
    .testTarget(
      name: "ComparisonReportsTests",
      dependencies: [
        "Comparison", "ComparisonReports", "Pixels", "Reports", "_TestSupport",
      ],
      exclude: ["Pictures"], swiftSettings: withoutLoops),

    // What a user names becomes a value: kernels, weights, networks, pipeline files.
    .target(
      name: "Definitions",
      dependencies: [
        "CMemory", "Codecs", "Escaping", "Files", "Filtering", "Kernels", "ModelFiles", "Networks",
        "Pixels", "Reports", "Spelling", "StoredNumbers", "Weights",
      ], swiftSettings: withoutLoops),
    .testTarget(
      name: "DefinitionsTests",
      dependencies: [
        "Codecs", "Definitions", "Files", "Filtering", "Kernels", "ModelFiles", "Networks",
        "Pixels", "StoredNumbers", "Weights", "_TestSupport",
      ],
      swiftSettings: withoutLoops),

    // Batches: which inputs, which outputs, in parallel, with a record of each.
    .target(
      name: "Batches",
      dependencies: [
        "CMemory", "Codecs", "Definitions", "Escaping", "Files", "Filtering", "Kernels", "Loops",
        "Networks", "Page", "Pixels", "Reports", "Spelling", "Threads", "Weights",
      ], swiftSettings: strict),
    .testTarget(
      name: "BatchesTests",
      dependencies: [
        "Batches", "Codecs", "Definitions", "Files", "Filtering", "Kernels", "Networks", "Pixels",
        "Threads", "Weights", "_TestSupport",
      ],
      swiftSettings: withoutLoops),

    // Comparisons of a layer with handcrafted filters, on images: their files and their page.
    .target(
      name: "Comparing",
      dependencies: [
        "Batches", "Codecs", "Comparison", "ComparisonReports", "Definitions", "Files", "Filtering",
        "Kernels", "Networks", "Page", "Pixels", "Reports", "Threads", "Weights",
      ], swiftSettings: withoutLoops),
    .testTarget(
      name: "ComparingTests",
      dependencies: [
        "Comparing", "Comparison", "Definitions", "Files", "Networks", "Pixels", "Weights",
        "_TestSupport",
      ],
      swiftSettings: withoutLoops),

    // Which parts of a picture a score comes from: methods, their files and their page.
    .target(
      name: "Explaining",
      dependencies: [
        "Batches", "Codecs", "Definitions", "Files", "Filtering", "Kernels", "Networks", "Page",
        "Pixels", "Reports", "Spelling", "Threads",
      ], swiftSettings: strict),

    // Pictures that parts of a network look for: which, and their files.
    .target(
      name: "Dreaming",
      dependencies: [
        "Batches", "Codecs", "Definitions", "Files", "Maximisation", "Networks", "Page", "Pixels",
        "Reports", "Spelling",
      ], swiftSettings: withoutLoops),

    // The command line.
    .executableTarget(
      name: "lenslet",
      dependencies: [
        "Batches", "CMemory", "Codecs", "CommandLineKit", "Comparing", "Comparison", "Definitions",
        "Dreaming", "Escaping", "Explaining", "Files", "Filtering", "Kernels", "Loops",
        "Maximisation", "Networks", "Page", "Pixels", "Reports", "Spelling", "StoredNumbers",
        "Threads", "Weights",
      ], swiftSettings: withoutLoops),
    .testTarget(
      name: "LensletTests",
      dependencies: [
        "Codecs", "Comparison", "Definitions", "Files", "Kernels", "Pixels", "Weights", "lenslet",
        "lenslet-fetch", "_TestSupport",
      ], exclude: ["HelpScreens", "Pictures"], swiftSettings: withoutLoops),

    // The download of 'weights get', apart because it needs the library of URLSession.
    .executableTarget(name: "lenslet-fetch", swiftSettings: strict),

    // The page in a real browser; skipped where there is none.
    .testTarget(
      name: "PageTests",
      dependencies: [
        "Codecs", "ComparisonReports", "Files", "Networks", "Page", "Pixels", "Weights", "lenslet",
        "_TestSupport",
      ], swiftSettings: withoutLoops),

    // What is timed and tested alike, and what tests share.
    .target(
      name: "BenchmarkCases",
      dependencies: [
        "Filtering", "Kernels", "Networks", "Pixels",
      ],
      swiftSettings: strict),
    .target(name: "_TestSupport", dependencies: ["Files", "Pixels"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6], cLanguageStandard: .gnu2x
)

// With LENSLET_TESTS=CodecsTests the tests of that module are the only ones, so that a change in it
// is tested without compiling those of all others; 'Scripts/test Codecs' sets it.
if let chosen = Context.environment["LENSLET_TESTS"] {
  package.targets.removeAll { $0.type == .test && $0.name != chosen }
}
