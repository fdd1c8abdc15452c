// swift-tools-version: 6.2
import PackageDescription

// `LOUVER_GENERIC=1 swift build` makes a binary for any x86-64 or other processor; without it
// the whole product is built for x86-64-v3 (Haswell and later), and checks so when it starts.
#if arch(x86_64)
  let generic = Context.environment["LOUVER_GENERIC"] != nil
#else
  let generic = true
#endif

let release = BuildSettingCondition.when(configuration: .release)

let wide = generic ? [] : ["-Xcc", "-march=x86-64-v3"]

// `LOUVER_UNPROTECTED=1` makes a build that can do without each protection in turn, to show what it is for: Scripts/residue.sh.
let isUnprotected = Context.environment["LOUVER_UNPROTECTED"] != nil

// A release has the same bytes wherever it is built: paths in it start at the package.
let here = "\(Context.packageDirectory)=."

let swiftSettings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableExperimentalFeature("Lifetimes"),
    .unsafeFlags(["-cross-module-optimization", "-file-prefix-map", here] + wide, release),
  ] + (isUnprotected ? [.define("LOUVER_UNPROTECTED")] : [])

let cSettings: [CSetting] = [
  .unsafeFlags(["-Wall", "-Wextra", "-Werror"]),
  .unsafeFlags(["-O3", "-ffile-prefix-map=\(here)"] + (generic ? [] : ["-march=x86-64-v3"]), release),
]

func systemLibrary(_ name: String, _ pkgConfig: String?, _ package: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/SystemLibraries/\(name)", pkgConfig: pkgConfig,
    providers: [.apt([package])])
}

func module(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: dependencies, resources: resources,
    swiftSettings: swiftSettings)
}

// `LOUVER_BENCH=1 swift build` has the benchmarks' own programs, too: see Benchmarks/README.md.
let benchmarks: [Target] =
  Context.environment["LOUVER_BENCH"] == nil
  ? []
  : [
    .executableTarget(
      name: "louver-kernels", dependencies: ["Columnar", "Arrow", "Masking", "Expressions", "CSystem", "CCrypto"],
      path: "Benchmarks/Kernels", swiftSettings: swiftSettings),
    .executableTarget(
      name: "louver-limits", dependencies: ["Columnar", "Codecs", "Parquet", "Engine", "Masking"],
      path: "Benchmarks/Limits", swiftSettings: swiftSettings),
  ]

let package = Package(
  name: "louver",
  products: [.executable(name: "louver", targets: ["louver"])],
  targets: [
    // What passes, from the bottom up: see ARCHITECTURE.md.
    module("Columnar", ["CKernels"]),
    module("Codecs", ["Columnar", "CKernels", "CZstd", "CSnappy", "CLz4", "CDeflate", "CBrotli"]),
    module("Parquet", ["Columnar", "Codecs", "CKernels"]),
    module("Arrow", ["Columnar"]),
    module("Patterns", ["Columnar", "CPcre2"]),
    module("Expressions", ["Columnar", "Patterns"]),
    module("Masking", ["Columnar", "Patterns", "CKernels", "CCrypto"]),
    module("Policy", ["Columnar", "Expressions", "Masking"]),
    module("Catalog", ["Columnar", "Expressions", "Masking", "Policy", "CSQLite", "CYaml", "CCrypto"]),
    module(
      "Engine",
      ["Columnar", "Codecs", "Parquet", "Arrow", "Expressions", "Masking", "Policy", "CSystem", "CCrypto"]),
    module("CleanRoom", ["Columnar", "CSystem"]),
    .executableTarget(
      name: "louver",
      dependencies: [
        "CStartup", "Columnar", "Expressions", "Masking", "Parquet", "Arrow", "Engine", "Policy", "Catalog",
        "CleanRoom", "CSystem",
      ],
      swiftSettings: swiftSettings,
      // Every call is bound at the start: binding one later saves all vector registers on the stack, keys in them too.
      linkerSettings: [.unsafeFlags(["-Xlinker", "-z", "-Xlinker", "now"])]),

    // C: kernels with run-time dispatch, system calls, and the check that runs before anything else.
    .target(name: "CKernels", cSettings: cSettings),
    .target(name: "CSystem", cSettings: cSettings),
    .target(
      name: "CStartup",
      cSettings: (generic ? [.define("LOUVER_GENERIC")] : []) + [.unsafeFlags(["-ffile-prefix-map=\(here)"], release)]),

    systemLibrary("CZstd", "libzstd", "libzstd-dev"),
    systemLibrary("CSnappy", nil, "libsnappy-dev"),
    systemLibrary("CLz4", "liblz4", "liblz4-dev"),
    systemLibrary("CDeflate", "libdeflate", "libdeflate-dev"),
    systemLibrary("CBrotli", "libbrotlienc", "libbrotli-dev"),
    systemLibrary("CCrypto", "libcrypto", "libssl-dev"),
    systemLibrary("CSQLite", "sqlite3", "libsqlite3-dev"),
    systemLibrary("CYaml", "yaml-0.1", "libyaml-dev"),
    systemLibrary("CPcre2", "libpcre2-8", "libpcre2-dev"),

    tests("Columnar", ["Columnar", "CKernels"]),
    tests("Codecs", ["Codecs", "Columnar"]),
    tests("Parquet", ["Parquet", "Columnar", "Codecs"], resources: [.copy("Files")]),
    tests("Arrow", ["Arrow", "Columnar"]),
    tests("Patterns", ["Patterns", "Columnar"]),
    tests("Expressions", ["Expressions", "Columnar"], resources: [.copy("Facts")]),
    tests("Masking", ["Masking", "Columnar", "CKernels", "CCrypto"], resources: [.copy("Vectors")]),
    tests("Policy", ["Policy", "Expressions", "Masking", "Columnar"]),
    tests("Catalog", ["Catalog", "Policy", "Masking", "Columnar"]),
    .target(
      name: "Canaries",
      dependencies: ["Columnar", "Codecs", "Parquet", "Expressions", "Masking", "Policy", "Engine", "CSystem"],
      path: "Tests/Canaries", swiftSettings: swiftSettings),
    tests("Engine", ["Engine", "Parquet", "Arrow", "Columnar", "Masking", "Policy", "Canaries"]),
    tests("CleanRoom", ["CleanRoom", "Columnar"]),
    tests("louver", ["louver", "Columnar", "Codecs", "Canaries"]),
  ] + benchmarks,
  cLanguageStandard: .gnu17
)

if isUnprotected {
  package.targets.append(
    .executableTarget(
      name: "louver-residue", dependencies: ["Canaries", "Codecs", "Columnar", "Parquet", "Engine"],
      path: "Tests/Residue",
      swiftSettings: swiftSettings))
}

// `LOUVER_FUZZ=1` adds the fuzzers: see Scripts/fuzz.sh.
if Context.environment["LOUVER_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "Fuzzing",
      dependencies: [
        "Columnar", "Codecs", "Parquet", "Arrow", "Expressions", "Masking", "Policy", "Catalog", "Engine",
      ],
      path: "Tests/Fuzzing", exclude: ["Corpus", "README.md"],
      swiftSettings: swiftSettings + [.unsafeFlags(["-parse-as-library"])]))
}
